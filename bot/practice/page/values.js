// What stands in an element: where it starts from, and what the workspace has of it.

const STARTS = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  rich_text_input: ["rich_text_value", "initial_value"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  static_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  multi_static_select: ["selected_options", "initial_options"],
  checkboxes: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  channels_select: ["selected_channel", "initial_channel"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  file_input: ["files", "initial_files"],
};

const bare = (found) => {
  if (Array.isArray(found)) return found.map(bare);
  if (found && typeof found === "object" && "value" in found) return found.value;
  if (found && typeof found === "object" && "mimetype" in found) return found.id;
  return found;
};

export const keyOf = (block, element) => `${block.block_id}/${element.action_id ?? ""}`;

// What an element begins with: what was entered before, else what the app put there.
export function startOf(block, element, state) {
  const [reported, initial] = STARTS[element.type] ?? [];
  const report = state?.[block.block_id]?.[element.action_id ?? ""];
  return bare(report?.[reported] ?? element[initial] ?? null);
}

export const isEntered = (element) => element.type in STARTS;

export function optionsOf(element) {
  return element.options ?? element.option_groups.flatMap((group) => group.options);
}

export const textOfRich = (value) =>
  (value?.elements ?? []).map((section) => (section.elements ?? []).map((each) => each.text ?? "").join("")).join("\n");

export const richOf = (text) => ({
  type: "rich_text",
  elements: text.split("\n").map((line) => ({ type: "rich_text_section", elements: [{ type: "text", text: line }] })),
});
