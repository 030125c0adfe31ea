// What lies over the page: forms (modals), and the question whether one is sure.

import { blocksOf, valuesIn } from "./blocks.js";
import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { plainText, textOf } from "./mrkdwn.js";
import { trouble } from "./socket.js";

// Asks what a `confirm` object asks; true where the person says yes.
export function sure(confirm, world) {
  const answer = Promise.withResolvers?.() ?? withResolvers();
  const say = (value) => () => {
    answer.resolve(value);
    dialog.close();
    dialog.remove();
  };
  const dialog = h(
    "dialog",
    { class: "sheet small", "aria-labelledby": "sure-title", oncancel: say(false) },
    h("h2", { id: "sure-title" }, plainText(confirm.title)),
    h("div", { class: "body" }, h("div", { class: "text" }, textOf(confirm.text, world))),
    h(
      "div",
      { class: "foot" },
      h("button", { type: "button", class: "button", onclick: say(false) }, plainText(confirm.deny)),
      h("button", { type: "button", class: `button ${confirm.style ?? "primary"}`, onclick: say(true) }, plainText(confirm.confirm)),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return answer.promise;
}

function withResolvers() {
  const found = {};
  found.promise = new Promise((resolve) => (found.resolve = resolve));
  return found;
}

// The form on top of the person's screen. It is drawn anew when the app changes it; what was
// entered stays wherever block and action are the same.
export class Modal {
  constructor(line, world) {
    this.line = line;
    this.world = world;
    this.entries = new Map();
    this.trouble = h("p", { class: "error", role: "alert" });
    this.dialog = h("dialog", { class: "sheet", "aria-labelledby": "modal-title", oncancel: (event) => this.cancelled(event) });
    document.body.append(this.dialog);
  }

  show(view, depth) {
    if (!view) {
      this.mark = "";
      this.entries.clear();
      if (this.dialog.open) this.dialog.close();
      return;
    }
    const mark = `${view.id} ${view.hash}`;
    if (mark === this.mark) return;
    if (this.view?.id !== view.id) this.entries = new Map();
    const held = document.activeElement?.closest("dialog [data-block]")?.dataset.block;
    this.mark = mark;
    this.view = view;
    this.draw(view, depth);
    if (!this.dialog.open) this.dialog.showModal();
    this.focus(held);
  }

  draw(view, depth) {
    this.trouble.textContent = "";
    this.place = {
      world: this.world,
      state: view.state.values,
      entries: this.entries,
      act: (element, block, value) => this.act(element, block, value),
    };
    this.body = h("div", { class: "body" }, blocksOf(view.blocks, this.place));
    this.send = view.submit ? h("button", { class: "button primary" }, plainText(view.submit)) : null;
    const shut = view.close ? plainText(view.close) : view.submit ? "Cancel" : "Close";
    const form = h(
      "form",
      { noValidate: true, onsubmit: (event) => this.submit(event) },
      h(
        "div",
        { class: "top" },
        depth > 1 ? h("button", { type: "button", class: "plain", "aria-label": "Back", onclick: () => this.shut() }, icon("back")) : null,
        h("h2", { id: "modal-title" }, plainText(view.title)),
        h("button", { type: "button", class: "plain", "aria-label": "Close", onclick: () => this.shut() }, icon("close")),
      ),
      this.body,
      this.trouble,
      h("div", { class: "foot" }, h("button", { type: "button", class: "button", onclick: () => this.shut() }, shut), this.send),
    );
    replace(this.dialog, form);
  }

  // Where the person was, where that is still there; else where the app asks, or at the top.
  focus(held) {
    const asked = this.view.blocks.find((block) => block.element?.focus_on_load);
    const within = (held && this.block(held)) || (asked && this.block(asked.block_id)) || this.body;
    within.querySelector("input, textarea, select, button")?.focus();
  }

  block(id) {
    return this.body.querySelector(`[data-block="${CSS.escape(id)}"]`);
  }

  async act(element, block, value) {
    if (element.confirm && !(await sure(element.confirm, this.world))) return;
    const values = valuesIn(this.view.blocks, this.place);
    const done = await this.line.do("act", { view: this.view.id, action: element.action_id ?? "", block: block.block_id, value, values });
    this.trouble.textContent = trouble(done);
  }

  async submit(event) {
    event.preventDefault();
    for (const node of this.body.querySelectorAll(".error")) node.textContent = "";
    for (const node of this.body.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
    this.send?.setAttribute("aria-busy", "true");
    if (this.send) this.send.disabled = true;
    const done = await this.line.do("submit", { view: this.view.id, values: valuesIn(this.view.blocks, this.place) });
    if (this.send) {
      this.send.disabled = false;
      this.send.removeAttribute("aria-busy");
    }
    this.trouble.textContent = trouble(done);
    this.object(done.errors ?? {});
  }

  // What is wrong, under the field that it is about.
  object(errors) {
    for (const [id, words] of Object.entries(errors)) {
      const block = this.block(id);
      const place = block?.querySelector(".error");
      if (place) place.textContent = words;
      block?.querySelector("input, textarea, select")?.setAttribute("aria-invalid", "true");
    }
    const first = Object.keys(errors)[0];
    if (first) this.block(first)?.querySelector("input, textarea, select, button")?.focus();
  }

  cancelled(event) {
    event.preventDefault();
    this.shut();
  }

  async shut() {
    if (!this.view) return;
    const done = await this.line.do("close", { view: this.view.id });
    this.trouble.textContent = trouble(done);
  }
}
