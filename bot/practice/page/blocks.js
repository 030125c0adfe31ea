// Block Kit, as Slack shows it. What is not known here is shown as a visible error, never as nothing.

import { h, newId } from "./dom.js";
import { control } from "./elements.js";
import { plainText, textOf } from "./mrkdwn.js";
import { markdown, richText, table, unknown } from "./rich.js";
import { isEntered, keyOf, startOf } from "./values.js";

// `place` is where the blocks stand: its `world`, the `state` that the workspace has of it, the
// `entries` of the person, `act(element, block, value)` for what they do.
export function blocksOf(blocks, place) {
  return (blocks ?? []).map((block) => {
    const show = KINDS[block.type];
    const node = show ? show(block, place) : unknown(block.type);
    node.classList.add("block");
    if (block.block_id) node.dataset.block = block.block_id;
    return node;
  });
}

const KINDS = {
  header: (block) => h("h3", { class: "headline" }, plainText(block.text)),
  divider: () => h("hr"),
  section,
  context: (block, place) => h("div", { class: "context" }, block.elements.map((each) => contextPart(each, place))),
  actions: (block, place) => h("div", { class: "actions" }, block.elements.map((each) => live(each, block, place))),
  image: (block, place) =>
    h("figure", {}, block.title ? h("figcaption", {}, plainText(block.title)) : null, picture(block, place)),
  input,
  rich_text: (block, place) => richText(block, place.world),
  markdown: (block) => markdown(block),
  table: (block, place) => table(block, place.world),
};

function section(block, place) {
  const words = h("div", { class: "words" });
  if (block.text) words.append(h("div", { class: "text" }, textOf(block.text, place.world)));
  if (block.fields) {
    words.append(h("div", { class: "fields" }, block.fields.map((field) => h("div", {}, textOf(field, place.world)))));
  }
  const beside = block.accessory;
  const accessory = beside ? (beside.type === "image" ? picture(beside, place) : live(beside, block, place, words.textContent)) : null;
  return h("div", { class: "section" }, words, accessory ? h("div", { class: "accessory" }, accessory) : null);
}

function contextPart(element, place) {
  if (element.type === "image") return picture(element, place);
  return h("span", {}, textOf(element, place.world));
}

// Pictures of the workspace's own are shown; those from elsewhere are not fetched.
function picture(image, place) {
  const own = place.world.fileUrl(image);
  if (own) return h("img", { src: own, alt: image.alt_text });
  return h("span", { class: "elsewhere", role: "img", "aria-label": image.alt_text, title: image.image_url ?? "" }, `Picture: ${image.alt_text}`);
}

// Something that the app hears of at once when it is pressed or chosen.
function live(element, block, place, beside = "") {
  const key = keyOf(block, element);
  const node = control(element, {
    world: place.world,
    label: labelFor(element, beside),
    start: place.entries.has(key) ? place.entries.get(key) : startOf(block, element, place.state),
    put: (value) => place.entries.set(key, value),
    choose: (value) => {
      place.entries.set(key, value);
      place.act(element, block, value);
    },
    press: (value) => place.act(element, block, value),
    dispatch: (value) => place.act(element, block, value),
  });
  return node;
}

function labelFor(element, beside) {
  if (element.type === "button") return undefined;
  const placeholder = element.placeholder ? plainText(element.placeholder) : "";
  return [beside.slice(0, 80), placeholder].filter(Boolean).join(": ") || (element.type === "overflow" ? "" : "Choice");
}

function input(block, place) {
  const { element } = block;
  const key = keyOf(block, element);
  const id = newId("field");
  const asked = Boolean(block.dispatch_action);
  const act = (value) => asked && place.act(element, block, value);
  const node = control(element, {
    world: place.world,
    id,
    label: GROUPED.has(element.type) ? plainText(block.label) : undefined,
    start: place.entries.has(key) ? place.entries.get(key) : startOf(block, element, place.state),
    put: (value) => place.entries.set(key, value),
    choose: (value) => {
      place.entries.set(key, value);
      act(value);
    },
    press: act,
    dispatch: asked ? act : undefined,
  });
  const hint = block.hint ? h("p", { class: "hint", id: `${id}-hint` }, plainText(block.hint)) : null;
  const error = h("p", { class: "error", id: `${id}-error`, role: "alert" });
  node.setAttribute("aria-describedby", `${hint ? `${id}-hint ` : ""}${id}-error`);
  const optional = block.optional ? h("span", { class: "optional" }, " (optional)") : null;
  const label = h(GROUPED.has(element.type) ? "span" : "label", { class: "label", htmlFor: id }, plainText(block.label), optional);
  return h("div", { class: "input" }, label, node, hint, error);
}

const GROUPED = new Set(["radio_buttons", "checkboxes", "multi_static_select", "multi_users_select", "multi_channels_select", "multi_conversations_select"]);

// All that stands entered in the blocks, for the workspace: by block and action together.
export function valuesIn(blocks, place) {
  const found = {};
  for (const block of blocks ?? []) {
    const elements = block.type === "actions" ? block.elements : [block.element ?? block.accessory];
    for (const element of elements.filter((each) => each && isEntered(each))) {
      const key = keyOf(block, element);
      found[key] = place.entries.has(key) ? place.entries.get(key) : startOf(block, element, place.state);
    }
  }
  return found;
}
