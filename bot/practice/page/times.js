// Days and times as they stand on the wall in the workspace's zone.

const parts = (seconds, zone, options) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(new Date(seconds * 1000));

export const clockTime = (seconds, zone) => parts(seconds, zone, { hour: "2-digit", minute: "2-digit" });

export const dayName = (seconds, zone) => parts(seconds, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

export const shortDay = (seconds, zone) => parts(seconds, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).replace(",", "");

export const fullMoment = (seconds, zone) => `${shortDay(seconds, zone)}, ${clockTime(seconds, zone)}`;

// As a date and time field wants it: 2015-03-18T09:30.
export function local(seconds, zone) {
  const found = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return found.format(new Date(seconds * 1000)).replace(" ", "T");
}

// And back: the moment at which that stands on the wall.
export function seconds(text, zone) {
  const asUtc = Date.parse(`${text}:00Z`) / 1000;
  const off = Date.parse(`${local(asUtc, zone)}:00Z`) / 1000 - asUtc;
  return asUtc - off;
}
