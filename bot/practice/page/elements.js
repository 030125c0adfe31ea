// The elements of Block Kit that a person can press, choose in or fill.
//
// Each takes the element, and `hold`: its id on the page, its label where it has none of its own,
// the value it starts from, `put(value)` for what is entered, `press(value)` for what is done.

import { h, newId, popover } from "./dom.js";
import { plainText, textOf } from "./mrkdwn.js";
import { unknown } from "./rich.js";
import { optionsOf, richOf, textOfRich } from "./values.js";

export function control(element, hold) {
  const make = KINDS[element.type];
  return make ? make(element, hold) : unknown(element.type);
}

const KINDS = {
  button,
  overflow,
  plain_text_input: typed("text"),
  number_input: typed("text", "decimal"),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  rich_text_input: richInput,
  datepicker: picker("date"),
  timepicker: picker("time"),
  datetimepicker,
  radio_buttons: radios,
  checkboxes,
  static_select: (element, hold) => select(element, hold, optionsOf(element).map(asChoice), element.option_groups),
  users_select: (element, hold) => select(element, hold, hold.world.people()),
  channels_select: (element, hold) => select(element, hold, hold.world.channels()),
  conversations_select: (element, hold) => select(element, hold, hold.world.conversations()),
  multi_static_select: (element, hold) => several(element, hold, optionsOf(element).map(asChoice)),
  multi_users_select: (element, hold) => several(element, hold, hold.world.people()),
  multi_channels_select: (element, hold) => several(element, hold, hold.world.channels()),
  multi_conversations_select: (element, hold) => several(element, hold, hold.world.conversations()),
  file_input: fileInput,
};

const asChoice = (option) => ({ value: option.value, words: plainText(option.text) });

function button(element, hold) {
  const words = plainText(element.text);
  const label = element.accessibility_label;
  const props = { class: `button ${element.style ?? ""}`, "aria-label": label, onclick: () => press(element) };
  const press = (pressed) => hold.press(pressed.value ?? "");
  if (element.url) {
    return h("a", { ...props, href: element.url, target: "_blank", rel: "noopener noreferrer" }, words, h("span", { class: "hidden" }, " (opens a new tab)"));
  }
  return h("button", { type: "button", ...props }, words);
}

function overflow(element, hold) {
  const open = h("button", { type: "button", class: "button more", "aria-label": hold.label ? `More: ${hold.label}` : "More" }, "⋯");
  const choose = (option) => () => {
    close(true);
    hold.press(option.value);
  };
  const panel = h(
    "div",
    { class: "menu" },
    element.options.map((option) => h("button", { type: "button", onclick: choose(option) }, plainText(option.text))),
  );
  const close = popover(open, panel);
  return h("span", { class: "holder" }, open, panel);
}

function typed(type, inputMode) {
  return (element, hold) => {
    const many = element.multiline;
    const node = h(many ? "textarea" : "input", {
      id: hold.id,
      type: many ? undefined : type,
      inputMode,
      rows: many ? 4 : undefined,
      value: hold.start ?? "",
      placeholder: element.placeholder ? plainText(element.placeholder) : "",
      maxLength: element.max_length,
      autocomplete: "off",
      "aria-label": hold.label,
      oninput: () => {
        hold.put(node.value || null);
        if (characters(element)) hold.dispatch?.(node.value);
      },
      onkeydown: (event) => {
        if (event.key === "Enter" && !many && hold.dispatch && !characters(element)) {
          event.preventDefault();
          hold.dispatch(node.value);
        }
      },
    });
    return node;
  };
}

const characters = (element) => element.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered");

function richInput(element, hold) {
  const node = h("textarea", {
    id: hold.id,
    rows: 4,
    value: textOfRich(hold.start),
    placeholder: element.placeholder ? plainText(element.placeholder) : "",
    "aria-label": hold.label,
    oninput: () => hold.put(node.value ? richOf(node.value) : null),
  });
  return node;
}

function picker(type) {
  return (element, hold) => {
    const node = h("input", { id: hold.id, type, value: hold.start ?? "", "aria-label": hold.label, onchange: () => hold.choose(node.value || null) });
    return node;
  };
}

function datetimepicker(element, hold) {
  const node = h("input", {
    id: hold.id,
    type: "datetime-local",
    value: hold.start ? hold.world.local(hold.start) : "",
    "aria-label": hold.label,
    onchange: () => hold.choose(node.value ? hold.world.seconds(node.value) : null),
  });
  return node;
}

function select(element, hold, choices, groups) {
  const option = (choice) => h("option", { value: choice.value, selected: choice.value === hold.start }, choice.words);
  const placeholder = element.placeholder ? plainText(element.placeholder) : "Choose one";
  const node = h(
    "select",
    { id: hold.id, "aria-label": hold.label, onchange: () => hold.choose(node.value || null) },
    h("option", { value: "", selected: !hold.start }, placeholder),
    groups
      ? groups.map((group) => h("optgroup", { label: plainText(group.label) }, group.options.map(asChoice).map(option)))
      : choices.map(option),
  );
  return node;
}

function several(element, hold, choices) {
  const chosen = new Set(hold.start ?? []);
  const placeholder = element.placeholder ? plainText(element.placeholder) : "Choose some";
  const open = h("button", { type: "button", id: hold.id, class: "button wide" });
  const say = () => {
    const words = choices.filter((each) => chosen.has(each.value)).map((each) => each.words);
    open.textContent = words.length ? words.join(", ") : placeholder;
    open.setAttribute("aria-label", `${hold.label ?? placeholder}: ${words.join(", ") || "none chosen"}`);
  };
  const toggle = (choice) => (event) => {
    const full = element.max_selected_items && chosen.size >= element.max_selected_items;
    if (event.target.checked && full) event.target.checked = false;
    else if (event.target.checked) chosen.add(choice.value);
    else chosen.delete(choice.value);
    say();
    hold.choose(choices.map((each) => each.value).filter((value) => chosen.has(value)));
  };
  const panel = h(
    "div",
    { class: "menu ticks", role: "group", "aria-label": hold.label || placeholder },
    choices.map((choice) => h("label", {}, h("input", { type: "checkbox", checked: chosen.has(choice.value), onchange: toggle(choice) }), choice.words)),
  );
  say();
  popover(open, panel);
  return h("span", { class: "holder" }, open, panel);
}

function boxes(type, element, hold, taken, change) {
  const name = newId("boxes");
  return h(
    "fieldset",
    { class: "boxes", id: hold.id, "aria-label": hold.label },
    element.options.map((option) => {
      const box = h("input", { type, name, checked: taken.has(option.value), onchange: () => change(option.value, box.checked) });
      const more = option.description ? h("small", {}, textOf(option.description, hold.world)) : null;
      return h("label", {}, box, h("span", {}, textOf(option.text, hold.world), more));
    }),
  );
}

function radios(element, hold) {
  return boxes("radio", element, hold, new Set([hold.start]), (value) => hold.choose(value));
}

function checkboxes(element, hold) {
  const taken = new Set(hold.start ?? []);
  return boxes("checkbox", element, hold, taken, (value, on) => {
    if (on) taken.add(value);
    else taken.delete(value);
    hold.choose(element.options.map((each) => each.value).filter((each) => taken.has(each)));
  });
}

function fileInput(element, hold) {
  const said = h("span", { role: "status" }, hold.start?.length ? `${hold.start.length} file(s) attached` : "");
  const take = async () => {
    const files = await Promise.all([...node.files].map((file) => hold.world.upload(file)));
    hold.put(files.map((file) => file.id));
    said.textContent = files.map((file) => file.name).join(", ");
  };
  const accept = element.filetypes?.map((each) => `.${each}`).join(",");
  const node = h("input", { id: hold.id, type: "file", multiple: (element.max_files ?? 10) > 1, accept, "aria-label": hold.label, onchange: take });
  return h("span", {}, node, said);
}
