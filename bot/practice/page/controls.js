// What Slack has not: the clock, the faults, and who one is.

import { h, keyed, popover } from "./dom.js";
import { icon } from "./icons.js";
import { trouble } from "./socket.js";
import { fullMoment, local } from "./times.js";

export class ClockControl {
  constructor(into, line, world) {
    this.world = world;
    this.line = line;
    this.words = h("span");
    this.button = h("button", { type: "button", class: "chip", "aria-label": "Move the clock" }, icon("clock"), " ", this.words);
    this.choices = h("div", { class: "choices" });
    this.error = h("p", { class: "error", role: "alert" });
    this.date = h("input", { type: "datetime-local", id: "clock-to", required: true });
    const form = h(
      "form",
      { onsubmit: (event) => this.submit(event) },
      h("label", { htmlFor: "clock-to" }, "Or a day and a time"),
      h("div", { class: "row" }, this.date, h("button", { class: "button primary" }, "Go")),
    );
    this.panel = h(
      "div",
      { class: "menu panel", role: "group", "aria-label": "Move the clock" },
      h("p", { class: "hint" }, "The days between are lived through: reminders and digests arrive as they would."),
      this.choices,
      form,
      this.error,
    );
    into.append(h("span", { class: "holder" }, this.button, this.panel));
    this.close = popover(this.button, this.panel);
    setInterval(() => this.tick(), 1000);
  }

  show(clock) {
    this.now = clock.now;
    this.since = performance.now();
    this.moving = clock.moving;
    this.button.setAttribute("aria-busy", String(clock.moving));
    keyed(this.choices, clock.choices.map(({ name }) => ({ name })), (each) => each.name, ({ name }) =>
      h("button", { type: "button", class: "button wide", onclick: () => this.go(name) }, name),
    );
    this.all = clock.choices;
    if (!this.date.value || this.date.value < local(clock.now, this.world.zone)) this.date.value = local(clock.now, this.world.zone);
    if (document.activeElement !== this.date) this.date.min = local(clock.now, this.world.zone);
    this.tick();
  }

  tick() {
    if (this.now === undefined) return;
    const now = this.now + (performance.now() - this.since) / 1000;
    const words = fullMoment(now, this.world.zone);
    const label = `${words}. ${this.moving ? "The days go by." : "Move the clock"}`;
    if (this.label === label) return;
    this.label = label;
    this.button.setAttribute("aria-label", label);
    const [day, year, time] = words.split(/( \d{4})(?=,)/);
    this.words.replaceChildren(day, h("span", { class: "year" }, year), time);
  }

  go(name) {
    return this.move(this.all.find((each) => each.name === name).at);
  }

  submit(event) {
    event.preventDefault();
    return this.move(this.date.value);
  }

  async move(to) {
    this.error.textContent = "";
    this.panel.setAttribute("aria-busy", "true");
    const words = trouble(await this.line.do("clock", { to }));
    this.panel.removeAttribute("aria-busy");
    this.error.textContent = words;
    if (!words) this.close(true);
  }
}

const FAULTS = [
  ["calls", "Slack refuses", "Five calls in a hundred are answered with 429 or 500."],
  ["drops", "Sockets drop", "Every few seconds all connections are cut."],
  ["twice", "Everything twice", "Every event is delivered a second time."],
  ["tiers", "Rate limits", "Calls are counted by Slack’s tiers; a post a second in each channel."],
  ["deaf", "Sockets go deaf", "The connections that are open stay so, and carry nothing more."],
];

export class FaultPanel {
  constructor(into, line) {
    this.line = line;
    this.button = h("button", { type: "button", class: "chip" }, "Faults");
    this.error = h("p", { class: "error", role: "alert" });
    this.boxes = FAULTS.map(([name]) => h("input", { type: "checkbox", role: "switch", value: name, onchange: () => this.changed() }));
    const panel = h(
      "div",
      { class: "menu panel", role: "group", "aria-label": "What goes wrong" },
      h("p", { class: "hint" }, "Make Slack misbehave, and see that nothing is lost and nothing is said twice."),
      FAULTS.map(([, title, about], at) => h("label", { class: "switch" }, this.boxes[at], h("span", {}, h("strong", {}, title), h("small", {}, about)))),
      this.error,
    );
    into.append(h("span", { class: "holder" }, this.button, panel));
    popover(this.button, panel);
  }

  show(on) {
    for (const box of this.boxes) box.checked = on.includes(box.value);
    const words = on.length ? `Faults: ${on.length} on` : "Faults";
    this.button.setAttribute("aria-label", words);
    this.button.replaceChildren(icon("bug"), h("span", { class: "label" }, ` ${words}`));
    this.button.classList.toggle("alarm", on.length > 0);
  }

  async changed() {
    const on = this.boxes.filter((box) => box.checked).map((box) => box.value);
    this.error.textContent = trouble(await this.line.do("faults", { on }));
  }
}

export class PersonSwitch {
  constructor(into, become) {
    this.select = h("select", { id: "person", onchange: () => become(this.select.value) });
    into.append(h("label", { htmlFor: "person", class: "person" }, h("span", {}, "You are"), this.select));
  }

  show(people, names, me) {
    const words = people.map((each) => `${each.is.split(".")[0] || "Member"}: ${names[each.id]}`);
    const mark = words.join("|");
    if (this.mark !== mark) {
      this.select.replaceChildren(...people.map((each, at) => h("option", { value: each.id, title: each.is }, words[at])));
      this.mark = mark;
    }
    this.select.value = me;
  }
}
