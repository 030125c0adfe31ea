// What the page knows of the workspace: names, channels, commands, and how words are sent.

import { local, seconds } from "./times.js";
import { unescaped } from "./mrkdwn.js";

export class World {
  constructor() {
    this.me = "";
    this.names = {};
    this.list = [];
    this.commands = [];
    this.who = [];
    this.zone = "Europe/London";
  }

  first(first) {
    Object.assign(this, { bot: first.bot, commands: first.commands, shortcuts: first.shortcuts, who: first.people, zone: first.zone, hasHome: first.home });
  }

  screen(screen) {
    Object.assign(this, { me: screen.me, names: screen.names, list: screen.channels });
  }

  name(id) {
    return this.names[id] ?? id;
  }

  channel(id) {
    return this.list.find((each) => each.id === id)?.name ?? "private channel";
  }

  // The bot's own conversation with this person.
  withBot() {
    return this.list.find((each) => each.kind === "im" && each.members.includes(this.bot));
  }

  find(given) {
    return given === "bot" ? this.withBot() : this.list.find((each) => each.id === given || each.name === given);
  }

  people() {
    return this.who.map((each) => ({ value: each.id, words: this.name(each.id) }));
  }

  everybody() {
    return Object.entries(this.names).map(([value, words]) => ({ value, words }));
  }

  channels() {
    return this.list.filter((each) => each.kind === "public" || each.kind === "private").map((each) => ({ value: each.id, words: `#${each.name}` }));
  }

  conversations() {
    return [...this.channels(), ...this.list.filter((each) => each.kind === "im").map((each) => ({ value: each.id, words: this.name(each.members.find((one) => one !== this.me)) }))];
  }

  local(moment) {
    return local(moment, this.zone);
  }

  seconds(text) {
    return seconds(text, this.zone);
  }

  // As Slack sends it on: names of people and channels as their ids.
  sent(text) {
    const pairs = [
      ...this.everybody().map(({ value, words }) => [`@${words}`, `<@${value}>`]),
      ...this.channels().map(({ value, words }) => [words, `<#${value}|${words.slice(1)}>`]),
    ].sort((one, other) => other[0].length - one[0].length);
    return pairs.reduce((said, [words, id]) => said.replaceAll(words, id), text);
  }

  // And back, to be edited.
  typed(text) {
    const named = text.replace(/<@([A-Z0-9]+)>/g, (_, id) => `@${this.name(id)}`).replace(/<#[A-Z0-9]+\|([^>]+)>/g, "#$1");
    return unescaped(named);
  }

  fileHref(id) {
    return `/page/files/${encodeURIComponent(id)}`;
  }

  fileUrl(image) {
    const id = image.slack_file?.id ?? /\/files\/(F[0-9]+)\//.exec(image.slack_file?.url ?? image.image_url ?? "")?.[1];
    return id ? this.fileHref(id) : "";
  }

  async upload(file) {
    const query = new URLSearchParams({ as: this.me, name: file.name });
    const answer = await fetch(`/page/files/new?${query}`, { method: "POST", body: file });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }
}
