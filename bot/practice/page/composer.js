// The message box: commands with their usage, people and channels, files, and sending.

import { h, newId } from "./dom.js";
import { icon } from "./icons.js";
import { trouble } from "./socket.js";

const MOST_SHOWN = 8;

export class Composer {
  // `where()` is the conversation, and the thread where the box stands in one.
  constructor(line, world, where, { thread = false } = {}) {
    this.line = line;
    this.world = world;
    this.where = where;
    this.thread = thread;
    this.files = [];
    this.shown = [];
    this.at = 0;
    this.drafts = new Map();
    this.build();
  }

  build() {
    const list = newId("completions");
    this.box = h("textarea", {
      rows: 1,
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": list,
      "aria-expanded": "false",
      "aria-label": this.thread ? "Reply in the thread" : "Message",
      oninput: () => this.changed(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.offer([]), 150),
    });
    this.list = h("ul", { class: "completions", id: list, role: "listbox", "aria-label": "Completions", hidden: true });
    this.usage = h("div", { class: "usage", role: "status" });
    this.error = h("p", { class: "error", role: "alert" });
    this.attached = h("div", { class: "attached" });
    const file = h("input", { type: "file", hidden: true, multiple: true, onchange: () => this.attach(file.files) });
    this.send = h("button", { class: "button primary", "aria-label": "Send" }, "Send");
    this.node = h(
      "form",
      { class: "composer", onsubmit: (event) => this.submit(event) },
      this.list,
      this.error,
      h("div", { class: "box" }, this.box, this.attached, h("div", { class: "row" },
        h("button", { type: "button", class: "plain", "aria-label": "Attach a file", title: "Attach a file", onclick: () => file.click() }, icon("plus")),
        file,
        this.usage,
        this.send,
      )),
    );
  }

  // Where the box stands now; what was half written in each place is kept.
  at_place(key, placeholder) {
    if (this.key_ === key) return;
    if (this.key_) this.drafts.set(this.key_, this.box.value);
    this.key_ = key;
    this.box.placeholder = placeholder;
    this.fill(this.drafts.get(key) ?? "", false);
    this.error.textContent = "";
  }

  fill(text, focus = true) {
    this.box.value = text;
    this.changed();
    if (focus) this.box.focus();
  }

  changed() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 180)}px`;
    const text = this.box.value;
    const command = this.world.commands.find((each) => text.startsWith(`${each.command} `) || text === each.command);
    this.usage.textContent = command ? `${command.command} ${command.usage_hint ?? ""}` : "";
    this.offer(this.completions());
  }

  completions() {
    const before = this.box.value.slice(0, this.box.selectionStart);
    if (/^\/\S*$/.test(before)) return this.commands(before);
    const name = /(?:^|\s)([@#])([\p{L}]*)$/u.exec(before);
    return name ? this.names(name[1], name[2].toLowerCase()) : [];
  }

  commands(typed) {
    return this.world.commands
      .filter((each) => each.command.startsWith(typed))
      .map((each) => ({ fill: `${each.command} `, from: 0, words: each.command, more: each.usage_hint ?? "", about: each.description }));
  }

  names(mark, typed) {
    const from = this.box.selectionStart - typed.length - 1;
    const all = mark === "@" ? this.world.everybody() : this.world.channels();
    return all
      .map((each) => each.words.replace(/^#/, ""))
      .filter((words) => words.toLowerCase().startsWith(typed))
      .map((words) => ({ fill: `${mark}${words} `, from, words: `${mark}${words}`, more: "", about: "" }));
  }

  offer(found) {
    this.shown = found.slice(0, MOST_SHOWN);
    this.at = 0;
    this.list.hidden = !this.shown.length;
    this.box.setAttribute("aria-expanded", String(Boolean(this.shown.length)));
    this.list.replaceChildren(
      ...this.shown.map((each, at) =>
        h("li", { id: `${this.list.id}-${at}`, role: "option", onpointerdown: (event) => this.picked(event, at) },
          h("strong", {}, each.words), " ", h("span", { class: "hint" }, each.more), each.about ? h("small", {}, each.about) : null),
      ),
    );
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === this.at)));
    if (this.shown.length) this.box.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  picked(event, at) {
    event.preventDefault();
    this.at = at;
    this.complete();
  }

  complete() {
    const { fill, from } = this.shown[this.at];
    const rest = this.box.value.slice(this.box.selectionStart);
    this.box.value = this.box.value.slice(0, from) + fill + rest;
    const end = from + fill.length;
    this.box.setSelectionRange(end, end);
    this.changed();
    this.offer([]);
    this.box.focus();
  }

  key(event) {
    if (event.isComposing) return;
    const open = this.shown.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open && step) {
      event.preventDefault();
      this.at = (this.at + step + this.shown.length) % this.shown.length;
      this.mark();
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.offer([]);
    } else if (open && (event.key === "Tab" || (event.key === "Enter" && !this.whole()))) {
      event.preventDefault();
      this.complete();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.node.requestSubmit();
    }
  }

  // Whether what stands there is a command as it is, so that Enter sends it.
  whole() {
    return this.world.commands.some((each) => each.command === this.box.value.trim());
  }

  async attach(files) {
    for (const file of files) this.files.push(await this.world.upload(file));
    this.attached.textContent = this.files.map((file) => file.name).join(", ");
  }

  async submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text && !this.files.length) return;
    const files = this.files.map((file) => file.id);
    const before = this.box.value;
    this.files = [];
    this.attached.textContent = "";
    this.fill("");
    this.offer([]);
    this.error.textContent = "";
    const failed = await this.say(text, files, before);
    if (failed) this.error.textContent = failed;
    if (failed && !this.box.value) this.fill(before);
  }

  async say(text, files, before) {
    const { channel, thread } = this.where();
    const command = /^(\/[\p{L}0-9_-]+)\s*([\s\S]*)$/u.exec(before.startsWith(" ") ? "" : text);
    if (!command) {
      const done = await this.line.do("say", { channel, thread, text: this.world.sent(text), files });
      return trouble({ problem: done.problem });
    }
    const [, name, rest] = command;
    if (thread) return `${name} cannot be used in a thread: slash commands work in the message box of the conversation. Say it without the command here.`;
    const done = await this.line.do("command", { channel, name, text: this.world.sent(rest) });
    return this.commandTrouble(name, done);
  }

  commandTrouble(name, done) {
    if (done.error === "not_a_valid_command") {
      return `${name} is not a valid command. A message that starts with “/” is read as one; to send it as it is, put a space before it.`;
    }
    const words = trouble(done);
    return words ? `${name} failed. ${words}` : "";
  }
}
