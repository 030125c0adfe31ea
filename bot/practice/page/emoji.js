// The emoji that bots use most, by Slack's names. Others stand as they were written.

const NAMES = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", wave: "👋", clap: "👏", pray: "🙏",
  raised_hands: "🙌", muscle: "💪", eyes: "👀", tada: "🎉", rocket: "🚀", fire: "🔥", star: "⭐",
  sparkles: "✨", heart: "❤️", smile: "😄", slightly_smiling_face: "🙂", thinking_face: "🤔",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌",
  no_entry: "⛔", no_entry_sign: "🚫", warning: "⚠️", exclamation: "❗", question: "❓",
  information_source: "ℹ️", bulb: "💡", lock: "🔒", key: "🔑", link: "🔗", mag: "🔍",
  red_circle: "🔴", large_orange_circle: "🟠", large_yellow_circle: "🟡", large_green_circle: "🟢",
  large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫", large_blue_square: "🟦",
  red_square: "🟥", large_red_square: "🟥", large_orange_square: "🟧", large_green_square: "🟩",
  small_red_triangle: "🔺", small_orange_diamond: "🔸", large_orange_diamond: "🔶",
  triangular_flag_on_post: "🚩", calendar: "📆", date: "📅", spiral_calendar_pad: "🗓️",
  alarm_clock: "⏰", hourglass: "⌛", hourglass_flowing_sand: "⏳", clock9: "🕘", bell: "🔔",
  no_bell: "🔕", mega: "📣", loudspeaker: "📢", memo: "📝", pencil: "📝", pencil2: "✏️",
  clipboard: "📋", bar_chart: "📊", chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉", page_facing_up: "📄", file_folder: "📁", paperclip: "📎",
  pushpin: "📌", inbox_tray: "📥", outbox_tray: "📤", email: "✉️", speech_balloon: "💬",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", leftwards_arrow_with_hook: "↩️",
  arrows_counterclockwise: "🔄", repeat: "🔁", zzz: "💤", house: "🏠", office: "🏢", school: "🏫",
  busts_in_silhouette: "👥", bust_in_silhouette: "👤", robot_face: "🤖", gear: "⚙️", wrench: "🔧",
  one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣", recycle: "♻️", snowflake: "❄️",
  palm_tree: "🌴", coffee: "☕", checkered_flag: "🏁", dart: "🎯", trophy: "🏆", seedling: "🌱",
};

export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => (Object.hasOwn(NAMES, name) ? NAMES[name] : whole));
}

export function emojiNamed(name) {
  return Object.hasOwn(NAMES, name) ? NAMES[name] : `:${name}:`;
}
