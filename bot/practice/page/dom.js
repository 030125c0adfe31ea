// Making elements: every word goes in as text, never as markup.

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in node && !name.startsWith("aria") && name !== "list" && name !== "role") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false));
  return node;
}

export function replace(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return node;
}

let last = 0;
export function newId(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}

// Keeps the nodes of items that have not changed, so that focus and what is half typed stay.
export function keyed(container, items, keyOf, make) {
  const before = new Map([...container.children].map((node) => [node.dataset.key, node]));
  const held = [...container.children].find((node) => node.contains(document.activeElement))?.dataset.key;
  const nodes = items.map((item) => {
    const key = keyOf(item);
    const mark = JSON.stringify(item);
    const old = before.get(key);
    if (old && old.mark === mark) return old;
    const node = make(item);
    node.dataset.key = key;
    node.mark = mark;
    return node;
  });
  const wanted = new Set(nodes);
  for (const node of [...container.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, at) => {
    if (container.children[at] !== node) container.insertBefore(node, container.children[at] ?? null);
  });
  const again = nodes.find((node) => node.dataset.key === held);
  if (again && !again.contains(document.activeElement)) keepFocus(again);
}

// What had the focus was drawn anew: it goes to the new one, and not back to the top of the page.
function keepFocus(node) {
  (node.hasAttribute("tabindex") ? node : node.querySelector("button, a, input, select, textarea"))?.focus({ preventScroll: true });
}

// The same for a whole area: the control at the same place in it, or the area itself.
export function redraw(area, draw) {
  const controls = () => [...area.querySelectorAll("button, a, input, select, textarea")];
  const at = controls().indexOf(document.activeElement);
  draw();
  if (at >= 0) (controls()[at] ?? area).focus({ preventScroll: true });
}

export function announce(words) {
  const region = document.getElementById("announcer");
  region.textContent = "";
  region.textContent = words;
}

// A small menu under a button: opens and closes by click and key, and closes when one goes elsewhere.
export function popover(button, panel) {
  const close = (back) => {
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  };
  const open = () => {
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    panel.querySelector("button, input, select, a")?.focus();
  };
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-haspopup", "true");
  panel.hidden = true;
  button.addEventListener("click", () => (panel.hidden ? open() : close(true)));
  for (const node of [button, panel]) {
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        event.stopPropagation();
        close(true);
      }
    });
  }
  document.addEventListener("pointerdown", (event) => {
    if (!panel.hidden && !panel.contains(event.target) && !button.contains(event.target)) close(false);
  });
  return close;
}
