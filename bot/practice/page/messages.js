// What was said: in a conversation, and in a thread.

import { blocksOf, valuesIn } from "./blocks.js";
import { sure } from "./dialogs.js";
import { h, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { trouble } from "./socket.js";
import { clockTime, dayName } from "./times.js";

export class Messages {
  // `into` is the list; `openThread` is left out where the list is itself a thread.
  constructor(into, line, world, { openThread } = {}) {
    this.into = into;
    this.pane = into.parentElement;
    this.line = line;
    this.world = world;
    this.openThread = openThread;
    this.entries = new Map();
  }

  show(channel, messages, { read, earlier } = {}) {
    const { pane } = this;
    const atEnd = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 80;
    const moved = this.channel !== channel;
    const last = messages.at(-1)?.ts;
    this.channel = channel;
    if (moved) this.fresh = read === undefined ? "" : messages.find((each) => Number(each.ts) > Number(read) && each.user !== this.world.me)?.ts;
    keyed(this.into, this.rows(messages, earlier), (row) => row.key, (row) => this.row(row));
    if (moved || (atEnd && last !== this.last)) this.toNews(moved ? this.into.querySelector(".fresh") : this.into.lastElementChild);
    this.last = last;
  }

  // To the end; or to where the news begins, where there is more of it than fits.
  toNews(news) {
    requestAnimationFrame(() => {
      this.pane.scrollTop = this.pane.scrollHeight;
      const above = news ? news.getBoundingClientRect().top - this.pane.getBoundingClientRect().top : 0;
      if (above < 0) this.pane.scrollTop += above;
    });
  }

  // Messages, with the days between them, and a line above the first that was new on coming here.
  rows(messages, earlier) {
    const rows = earlier ? [{ key: "earlier", earlier }] : [];
    let day = "";
    let before = null;
    for (const message of messages) {
      const today = dayName(Number(message.ts), this.world.zone);
      if (today !== day) rows.push({ key: `day ${today}`, day: today });
      if (message.ts === this.fresh) {
        rows.push({ key: "new", fresh: true });
        before = null;
      }
      const follows = today === day && before && this.follows(before, message);
      rows.push({ key: `${message.ts}${message.ephemeral ? "e" : ""}`, message, follows: Boolean(follows), names: this.world.names });
      day = today;
      before = message;
    }
    return rows;
  }

  follows(before, message) {
    const near = Number(message.ts) - Number(before.ts) < 300;
    return near && before.user === message.user && !before.ephemeral && !message.ephemeral && !before.reply_count;
  }

  row(row) {
    if (row.earlier) return h("li", { class: "rule" }, h("span", {}, `${row.earlier} earlier messages are not shown`));
    if (row.day) return h("li", { class: "rule" }, h("span", {}, row.day));
    if (row.fresh) return h("li", { class: "rule fresh" }, h("span", {}, "New"));
    return this.message(row.message, row.follows);
  }

  message(message, follows) {
    const { world } = this;
    const time = clockTime(Number(message.ts), world.zone);
    const bot = message.user === world.bot;
    const name = world.name(message.user);
    const classes = ["message", message.ephemeral ? "ephemeral" : "", follows ? "follows" : ""].filter(Boolean).join(" ");
    const said = h("p", { class: "error", role: "alert" });
    return h(
      "li",
      { class: classes, tabIndex: -1, data: { ts: message.ts } },
      avatar(name, bot),
      h(
        "div",
        { class: "said" },
        message.ephemeral ? h("div", { class: "private" }, icon("eye"), " Only visible to you") : null,
        h("div", { class: "byline" }, h("strong", {}, name), bot ? h("span", { class: "badge" }, "App") : null, h("time", {}, time)),
        h("div", { class: "content" }, this.content(message, said)),
        said,
        this.thread(message),
      ),
      this.tools(message, said),
    );
  }

  content(message, said) {
    const place = this.place(message, said);
    const shown = message.blocks?.length ? blocksOf(message.blocks, place) : [h("div", { class: "text" }, mrkdwn(message.text, this.world))];
    if (message.edited) shown.push(h("small", { class: "edited" }, "(edited)"));
    return [...shown, ...(message.files ?? []).map((file) => fileOf(file, this.world))];
  }

  place(message, said) {
    const entries = this.entries.get(message.ts) ?? new Map();
    this.entries.set(message.ts, entries);
    const place = { world: this.world, state: {}, entries };
    place.act = async (element, block, value) => {
      if (element.confirm && !(await sure(element.confirm, this.world))) return;
      const values = valuesIn(message.blocks, place);
      const where = { channel: this.channel, ts: message.ts };
      said.textContent = trouble(await this.line.do("act", { ...where, action: element.action_id ?? "", block: block.block_id, value, values }));
    };
    return place;
  }

  thread(message) {
    if (!this.openThread || !message.reply_count) return null;
    const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
    const last = clockTime(Number(message.latest_reply), this.world.zone);
    return h("button", { type: "button", class: "replies", onclick: () => this.openThread(message.ts) }, count, h("small", {}, ` last at ${last}`));
  }

  tools(message, said) {
    const mine = message.user === this.world.me && !message.ephemeral;
    const where = { channel: this.channel, ts: message.ts };
    const tool = (words, onclick) => h("button", { type: "button", onclick }, words);
    const found = [
      this.openThread && !message.ephemeral && !message.thread_ts ? tool("Reply in thread", () => this.openThread(message.ts)) : null,
      ...(message.ephemeral ? [] : Object.entries(this.world.shortcuts)).map(([callback, name]) =>
        tool(name, async () => (said.textContent = trouble(await this.line.do("shortcut", { ...where, callback })))),
      ),
      mine ? tool("Edit", () => this.edit(message)) : null,
      mine ? tool("Delete", async () => (said.textContent = trouble(await this.line.do("delete", where)))) : null,
      message.ephemeral ? tool("Dismiss", async () => (said.textContent = trouble(await this.line.do("dismiss", where)))) : null,
    ].filter(Boolean);
    return found.length ? h("div", { class: "tools" }, found) : null;
  }

  edit(message) {
    const row = this.into.querySelector(`[data-ts="${message.ts}"] .content`);
    const text = h("textarea", { value: this.world.typed(message.text), "aria-label": "Edit the message", rows: 2 });
    const done = async (event) => {
      event.preventDefault();
      const answer = await this.line.do("edit", { channel: this.channel, ts: message.ts, text: this.world.sent(text.value) });
      if (answer.problem || !text.isConnected) return;
      row.replaceChildren(...this.content(message, h("p")));
    };
    const leave = () => row.replaceChildren(...this.content(message, h("p")));
    row.replaceChildren(
      h(
        "form",
        { class: "editing", onsubmit: done },
        text,
        h("button", { class: "button primary" }, "Save"),
        h("button", { type: "button", class: "button", onclick: leave }, "Cancel"),
      ),
    );
    text.focus();
  }
}

export function avatar(name, bot = false) {
  const initials = name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return h("span", { class: `avatar ${bot ? "bot" : `hue-${hue}`}`, "aria-hidden": "true" }, bot ? icon("tick") : initials);
}

function fileOf(file, world) {
  const href = world.fileHref(file.id);
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)) {
    return h("figure", {}, h("figcaption", {}, file.title), h("a", { href, target: "_blank" }, h("img", { src: href, alt: file.alt_txt || file.title })));
  }
  return h("a", { class: "file", href, download: file.name }, icon("clip"), ` ${file.title}`, h("small", {}, ` ${Math.ceil(file.size / 1024)} kB`));
}
