// Slack's own way of marking up text, as nodes. `world` knows the names of people and channels.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
// What may stand before a mark that opens, and after one that closes.
const BEFORE = "(^|[\\s(\\[{\"'“‘>|/\\-–—:;,.!?*_~])";
const AFTER = "(?=$|[\\s)\\]}\"'”’<|/\\-–—:;,.!?*_~])";
const MARKS = [
  ["*", "strong"],
  ["_", "em"],
  ["~", "s"],
].map(([mark, tag]) => {
  const it = `\\${mark}`;
  return [new RegExp(`${BEFORE}${it}(?![\\s${it}])([^${it}\\n]*?[^\\s${it}\\u2060])${it}${AFTER}`), tag];
});

export function unescaped(text) {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);
}

const plain = (text) => withEmoji(unescaped(text)).replaceAll("\u2060", "");

export function mrkdwn(text, world) {
  const parts = text.split(/```([\s\S]*?)```/);
  return parts.flatMap((part, at) => (at % 2 ? [h("pre", {}, unescaped(part.replace(/^\n/, "")))] : quoted(part, world)));
}

function quoted(text, world) {
  const found = [];
  let quote = null;
  const lines = text.split("\n");
  lines.forEach((line, at) => {
    const inside = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (inside) {
      if (!quote) found.push((quote = h("blockquote")));
      else quote.append(h("br"));
      quote.append(...inline(inside[1], world));
      return;
    }
    if (at && !quote) found.push(h("br"));
    quote = null;
    found.push(...inline(line, world));
  });
  return found;
}

function inline(text, world) {
  const parts = text.split(/`([^`\n]+)`/);
  return parts.flatMap((part, at) => (at % 2 ? [h("code", {}, unescaped(part).replaceAll("\u2060", ""))] : marked(part, world)));
}

function marked(text, world) {
  let first = null;
  for (const [pattern, tag] of MARKS) {
    const match = pattern.exec(text);
    if (match && (!first || match.index + match[1].length < first.at)) {
      first = { at: match.index + match[1].length, inside: match[2], tag };
    }
  }
  if (!first) return linked(text, world);
  const end = first.at + first.inside.length + 2;
  return [
    ...linked(text.slice(0, first.at), world),
    h(first.tag, {}, ...marked(first.inside, world)),
    ...marked(text.slice(end), world),
  ];
}

function linked(text, world) {
  const parts = text.split(/<([^<>\n]+)>/);
  return parts.flatMap((part, at) => (at % 2 ? [token(part, world)] : part ? [plain(part)] : []));
}

function token(inside, world) {
  const [what, label] = inside.split("|", 2);
  if (what.startsWith("@")) return mention(`@${world.name(what.slice(1))}`, what.slice(1) === world.me);
  if (what.startsWith("#")) return mention(`#${label || world.channel(what.slice(1))}`);
  if (what.startsWith("!date^")) return dated(what, label, world);
  if (what.startsWith("!")) return mention(label || `@${what.slice(1)}`, true);
  return link(unescaped(what), label ? plain(label) : unescaped(what));
}

function dated(what, fallback, world) {
  const [, seconds, form] = what.split("^");
  const options = /time/.test(form) ? { dateStyle: "medium", timeStyle: "short" } : { dateStyle: "long" };
  const moment = new Date(Number(seconds) * 1000);
  const words = Number.isNaN(moment.valueOf()) ? fallback : moment.toLocaleString("en-GB", { ...options, timeZone: world.zone });
  return h("time", {}, words ?? "");
}

export function mention(words, mine = false) {
  return h("span", { class: mine ? "mention mine" : "mention" }, words);
}

export function link(href, words) {
  const safe = /^(?:https?:|mailto:)/i.test(href);
  return safe ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, words) : words;
}

// A text object of either kind.
export function textOf(object, world) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, world);
  return plainText(object).split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line]));
}

export function plainText(object) {
  const text = object.text.replaceAll("\u2060", "");
  return object.emoji === false ? text : withEmoji(text);
}
