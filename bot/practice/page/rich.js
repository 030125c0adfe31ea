// The rich_text block, and the two that hold whole documents: markdown and table.

import { h } from "./dom.js";
import { emojiNamed, withEmoji } from "./emoji.js";
import { link, mention } from "./mrkdwn.js";

export function richText(block, world) {
  return h("div", { class: "rich" }, block.elements.map((each) => part(each, world)));
}

function part(element, world) {
  const inside = () => (element.elements ?? []).map((each) => piece(each, world));
  switch (element.type) {
    case "rich_text_section":
      return h("p", {}, inside());
    case "rich_text_preformatted":
      return h("pre", {}, inside());
    case "rich_text_quote":
      return h("blockquote", {}, inside());
    case "rich_text_list":
      return h(
        element.style === "ordered" ? "ol" : "ul",
        { class: `indent-${Math.min(element.indent ?? 0, 4)}`, start: element.style === "ordered" ? (element.offset ?? 0) + 1 : undefined },
        element.elements.map((each) => h("li", {}, (each.elements ?? []).map((one) => piece(one, world)))),
      );
    default:
      return unknown(element.type);
  }
}

function piece(element, world) {
  switch (element.type) {
    case "text":
      return styled(element.style, element.text.split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line])));
    case "link":
      return styled(element.style, [link(element.url, element.text || element.url)]);
    case "emoji":
      return emojiNamed(element.name);
    case "user":
      return mention(`@${world.name(element.user_id)}`, element.user_id === world.me);
    case "channel":
      return mention(`#${world.channel(element.channel_id)}`);
    case "broadcast":
      return mention(`@${element.range}`, true);
    case "date":
      return h("time", {}, element.fallback ?? new Date(element.timestamp * 1000).toLocaleString("en-GB", { timeZone: world.zone }));
    case "color":
      return element.value;
    default:
      return unknown(element.type);
  }
}

function styled(style, inside) {
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };
  const wanted = Object.keys(tags).filter((name) => style?.[name]);
  return wanted.reduce((node, name) => h(tags[name], {}, node), h("span", {}, inside));
}

export function unknown(what) {
  return h("div", { class: "unknown", role: "note" }, `This practice workspace does not know how to show “${what}”.`);
}

export function table(block, world) {
  const [head, ...rows] = block.rows;
  const cell = (tag) => (each) => h(tag, {}, each.type === "rich_text" ? richText(each, world) : withEmoji(String(each.text ?? "")));
  return h(
    "div",
    { class: "table", tabIndex: 0, role: "region", "aria-label": "Table" },
    h("table", {}, h("thead", {}, h("tr", {}, (head ?? []).map(cell("th")))), h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell("td")))))),
  );
}

// Markdown as it is commonly written: headings, lists, quotes, code, bold, italics and links.
export function markdown(block) {
  const found = h("div", { class: "rich" });
  let list = null;
  block.text.split(/```(?:\w*\n)?([\s\S]*?)```/).forEach((text, at) => {
    if (at % 2) {
      found.append(h("pre", {}, text));
      return;
    }
    for (const line of text.split("\n")) {
      const item = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/.exec(line);
      if (item) {
        const tag = item[1] ? "OL" : "UL";
        if (list?.tagName !== tag) found.append((list = h(tag)));
        list.append(h("li", {}, words(item[2])));
        continue;
      }
      list = null;
      const heading = /^(#{1,6})\s+(.*)$/.exec(line);
      const quote = /^>\s?(.*)$/.exec(line);
      if (heading) found.append(h("p", { class: "heading" }, words(heading[2])));
      else if (quote) found.append(h("blockquote", {}, words(quote[1])));
      else if (/^(?:-{3,}|\*{3,})$/.test(line.trim())) found.append(h("hr"));
      else if (line.trim()) found.append(h("p", {}, words(line)));
    }
  });
  return found;
}

function words(text) {
  const match = /\*\*(.+?)\*\*|\*(.+?)\*|_(.+?)_|~~(.+?)~~|`(.+?)`|\[(.+?)\]\((.+?)\)/.exec(text);
  if (!match) return [withEmoji(text)];
  const [whole, bold, star, under, struck, code, label, href] = match;
  const inside = bold ?? star ?? under ?? struck;
  const tag = bold ? "strong" : struck ? "s" : "em";
  const node = code ? h("code", {}, code) : label ? link(href, label) : h(tag, {}, words(inside));
  return [withEmoji(text.slice(0, match.index)), node, ...words(text.slice(match.index + whole.length))];
}
