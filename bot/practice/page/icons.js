// The page's own signs, drawn, so that they do not depend on the machine's fonts.

const PATHS = {
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3.5 2",
  eye: "M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.600 6.500-10 6.500S2 12 2 12zm10-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  back: "M15 5l-7 7 7 7",
  menu: "M4 7h16M4 12h16M4 17h16",
  clip: "M20 11.500l-8.200 8.200a5 5 0 0 1-7-7l8.700-8.700a3.400 3.400 0 0 1 4.800 4.800l-8.600 8.600a1.700 1.700 0 0 1-2.400-2.400l7.700-7.700",
  bug: "M12 8a4 4 0 0 1 4 4v3a4 4 0 0 1-8 0v-3a4 4 0 0 1 4-4zM9 5l1.500 3M15 5l-1.500 3M4 13h4M16 13h4M5 20l3.500-3M19 20l-3.500-3",
  tick: "M5 12.500l4.500 4.500L19 7.500",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
};
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) svg.setAttribute(key, value);
  return svg;
}
