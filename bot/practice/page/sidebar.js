// The conversations a person is in, and the things to try.

import { h, keyed } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./messages.js";

export class Sidebar {
  constructor(into, world, open) {
    this.world = world;
    this.open = open;
    this.channels = h("ul");
    this.direct = h("ul");
    into.append(
      h("h2", { id: "channels-title" }, "Channels"),
      h("nav", { "aria-labelledby": "channels-title" }, this.channels),
      h("h2", { id: "direct-title" }, "Direct messages"),
      h("nav", { "aria-labelledby": "direct-title" }, this.direct),
    );
  }

  show(channels, current) {
    const rows = channels.map(({ id, name, kind, unread, members }) => ({
      id,
      kind,
      unread,
      current: id === current,
      words: kind === "im" ? this.world.name(members.find((each) => each !== this.world.me) ?? this.world.me) : name,
      bot: kind === "im" && members.includes(this.world.bot),
    }));
    const direct = (row) => row.kind === "im" || row.kind === "mpim";
    keyed(this.channels, rows.filter((row) => !direct(row)), (row) => row.id, (row) => this.row(row));
    keyed(this.direct, rows.filter(direct), (row) => row.id, (row) => this.row(row));
  }

  row(row) {
    const mark = row.kind === "private" ? icon("lock") : "#";
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: row.unread ? "unread" : "", "aria-current": row.current ? "page" : undefined, onclick: () => this.open(row.id) },
        row.kind === "im" ? avatar(row.words, row.bot) : h("span", { class: "mark", "aria-hidden": "true" }, mark),
        h("span", { class: "words" }, row.words),
        row.unread ? h("span", { class: "count" }, String(row.unread), h("span", { class: "hidden" }, " unread")) : null,
      ),
    );
  }
}

// Five things to try. What has been opened is ticked, and remembered in this browser.
export class Tour {
  constructor(into, steps, take) {
    const done = new Set(JSON.parse(localStorage.getItem("tour") ?? "[]"));
    const items = steps.map((step, at) => this.step(step, at, done, take));
    into.replaceChildren(h("details", { class: "tour", open: true }, h("summary", {}, h("h2", {}, "Five things to try")), h("ol", {}, items)));
  }

  step(step, at, done, take) {
    const tick = h("span", { class: "tick", "aria-hidden": "true" }, done.has(at) ? icon("tick") : String(at + 1));
    const go = () => {
      done.add(at);
      localStorage.setItem("tour", JSON.stringify([...done]));
      tick.replaceChildren(icon("tick"));
      take(step);
    };
    return h(
      "li",
      {},
      h(
        "details",
        { name: "tour-step" },
        h("summary", {}, tick, step.title),
        h("p", {}, step.text),
        step.try ? h("p", {}, h("code", {}, step.try)) : null,
        h("button", { type: "button", class: "button small", onclick: go }, "Take me there"),
      ),
    );
  }
}
