// The page: who one is, where one looks, and what is shown of it.

import { blocksOf, valuesIn } from "./blocks.js";
import { Composer } from "./composer.js";
import { ClockControl, FaultPanel, PersonSwitch } from "./controls.js";
import { Modal, sure } from "./dialogs.js";
import { announce, h, redraw, replace } from "./dom.js";
import { icon } from "./icons.js";
import { Messages } from "./messages.js";
import { Sidebar, Tour } from "./sidebar.js";
import { Line, trouble } from "./socket.js";
import { World } from "./world.js";

const byId = (id) => document.getElementById(id);

class Page {
  constructor() {
    this.world = new World();
    this.line = new Line({
      first: (first) => this.first(first),
      screen: (screen) => this.screen(screen),
      status: (status) => this.status(status),
    });
    this.at = { channel: "", thread: "", tab: "messages" };
    this.heard = new Map();
    this.read();
    this.build();
    this.line.as(this.as);
  }

  // The address says who and where, so that a reload changes nothing.
  read() {
    const [as, channel, thread] = location.hash.slice(1).split("/");
    Object.assign(this, { as: as || "", wanted: channel || "" });
    this.at.thread = thread || "";
  }

  write() {
    const parts = [this.world.me, this.at.channel, this.at.thread].filter(Boolean);
    history.replaceState(null, "", `#${parts.join("/")}`);
  }

  build() {
    const { line, world } = this;
    const controls = byId("controls");
    this.clock = new ClockControl(controls, line, world);
    this.faults = new FaultPanel(controls, line);
    this.person = new PersonSwitch(controls, (user) => this.become(user));
    this.sidebar = new Sidebar(byId("conversations"), world, (id) => this.go(id));
    this.messages = new Messages(byId("messages"), line, world, { openThread: (ts) => this.openThread(ts) });
    this.replies = new Messages(byId("replies"), line, world);
    this.composer = new Composer(line, world, () => ({ channel: this.at.channel, thread: "" }));
    this.threadComposer = new Composer(line, world, () => ({ channel: this.at.channel, thread: this.at.thread }), { thread: true });
    byId("composer").append(this.composer.node);
    byId("thread-composer").append(this.threadComposer.node);
    byId("thread-close").append(icon("close"));
    byId("drawer").append(icon("menu"));
    byId("conversation").addEventListener("pointerdown", () => this.drawer(false));
    byId("thread-close").addEventListener("click", () => this.closeThread());
    byId("drawer").addEventListener("click", () => this.drawer());
    this.modal = new Modal(line, world);
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("hashchange", () => {
      this.read();
      if (this.as && this.as !== world.me) this.become(this.as);
      else if (this.wanted) this.go(this.wanted);
    });
  }

  status(status) {
    const words = {
      lost: "The workspace is not answering. This page comes back by itself when it does.",
      stranger: "There is nobody of that name here; choose a person at the top.",
    };
    byId("status").textContent = words[status] ?? "";
    if (status === "stranger") this.become("");
  }

  first(first) {
    this.world.first(first);
    new Tour(byId("tour"), first.tour, (step) => this.take(step));
    byId("tour").hidden = !first.tour.length;
  }

  screen(screen) {
    const { world } = this;
    const moved = world.me !== screen.me;
    world.screen(screen);
    this.now = screen;
    this.person.show(world.who, screen.names, screen.me);
    this.clock.show(screen.clock);
    this.faults.show(screen.faults);
    if (!this.at.channel || !world.find(this.at.channel)) this.settle();
    this.sidebar.show(screen.channels, this.at.channel);
    this.heading();
    this.home(screen.home);
    if (screen.open?.id === this.at.channel) this.conversation(screen.open, moved);
    this.modal.show(screen.modal, screen.depth);
    this.title(screen.channels);
    this.write();
    document.body.dataset.ready = screen.open ? "yes" : "";
  }

  // Where one begins: where the address says, else the talk with the bot.
  settle() {
    const place = this.world.find(this.wanted) ?? this.world.withBot() ?? this.world.list[0];
    if (place) this.go(place.id, { thread: this.at.thread });
  }

  go(channel, { thread = "", tab = "messages" } = {}) {
    this.at = { channel, thread, tab };
    byId("error").textContent = "";
    this.look();
    this.sidebar.show(this.world.list, channel);
    this.heading();
    this.drawer(false);
    this.tab(tab);
  }

  look() {
    if (this.at.channel) this.line.look(this.at.channel, this.at.thread, !document.hidden);
  }

  heading() {
    const { world, at } = this;
    const place = world.find(at.channel);
    if (!place) return;
    const bot = place === world.withBot();
    const name = bot ? world.name(world.bot) : place.kind === "im" ? world.name(place.members.find((each) => each !== world.me)) : `# ${place.name}`;
    byId("place").textContent = name;
    byId("about").textContent = place.kind === "im" ? "" : `${place.members.length} members`;
    this.composer.at_place(`${world.me} ${place.id}`, `Message ${name.replace("# ", "#")}`);
    this.threadComposer.at_place(`${world.me} ${place.id} ${at.thread}`, "Reply…");
    byId("tabs").hidden = !(bot && world.hasHome);
    if (bot && world.hasHome) this.tabs();
  }

  tabs() {
    const make = (id, words) =>
      h("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-selected": String(this.at.tab === id), tabIndex: this.at.tab === id ? 0 : -1,
        "aria-controls": id, onclick: () => this.tab(id), onkeydown: (event) => this.tabKey(event, id) }, words);
    if (byId("tabs").children.length) {
      for (const id of ["home", "messages"]) {
        byId(`tab-${id}`).setAttribute("aria-selected", String(this.at.tab === id));
        byId(`tab-${id}`).tabIndex = this.at.tab === id ? 0 : -1;
      }
    } else replace(byId("tabs"), make("home", "Home"), make("messages", "Messages"));
  }

  tabKey(event, id) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = id === "home" ? "messages" : "home";
    this.tab(other);
    byId(`tab-${other}`).focus();
  }

  tab(tab) {
    const opened = tab === "home" && (this.at.tab !== "home" || byId("home").hidden);
    this.at.tab = tab;
    byId("home").hidden = tab !== "home";
    byId("messages").parentElement.hidden = tab === "home";
    byId("composer").hidden = tab === "home";
    this.heading();
    if (opened) this.line.do("home");
  }

  home(view) {
    const mark = view ? `${view.id} ${view.hash}` : "none";
    if (this.homeMark === mark) return;
    this.homeMark = mark;
    if (!view) {
      replace(byId("home"), h("p", { class: "empty" }, "The app has not put anything here yet."));
      return;
    }
    const said = h("p", { class: "error", role: "alert" });
    const place = { world: this.world, state: view.state.values, entries: new Map() };
    place.act = async (element, block, value) => {
      if (element.confirm && !(await sure(element.confirm, this.world))) return;
      const values = valuesIn(view.blocks, place);
      said.textContent = trouble(await this.line.do("act", { view: view.id, action: element.action_id ?? "", block: block.block_id, value, values }));
    };
    redraw(byId("home"), () => replace(byId("home"), said, blocksOf(view.blocks, place)));
  }

  conversation(open, moved) {
    this.tell(open, moved);
    this.messages.show(open.id, open.messages, { read: open.read, earlier: open.earlier });
    const inThread = open.thread && open.thread.ts === this.at.thread ? open.thread : null;
    byId("thread").hidden = !inThread;
    document.body.classList.toggle("with-thread", Boolean(inThread));
    if (inThread) this.replies.show(`${open.id}`, inThread.messages);
    if (!document.hidden && this.world.find(open.id)?.unread) this.look();
  }

  // Says aloud what has just come in where the person looks.
  tell(open, moved) {
    const all = [...open.messages, ...(open.thread?.messages ?? [])];
    const seen = this.heard.get(open.id);
    const fresh = seen && !moved ? all.filter((each) => !seen.has(each.ts) && each.user !== this.world.me) : [];
    this.heard.set(open.id, new Set(all.map((each) => each.ts)));
    if (fresh.length) announce(`${this.world.name(fresh.at(-1).user)}: ${fresh.at(-1).text}`);
  }

  title(channels) {
    const unread = channels.reduce((sum, each) => sum + each.unread, 0);
    document.title = `${unread ? `(${unread}) ` : ""}${byId("place").textContent} · Practice workspace`;
  }

  openThread(ts) {
    this.at.thread = ts;
    this.look();
    byId("thread").hidden = false;
    this.heading();
    this.threadComposer.box.focus();
  }

  closeThread() {
    this.at.thread = "";
    byId("thread").hidden = true;
    this.look();
    this.composer.box.focus();
  }

  become(user) {
    this.wanted = this.kept();
    this.at = { channel: "", thread: "", tab: "messages" };
    document.body.dataset.ready = "";
    this.line.looking = null;
    this.line.as(user);
  }

  // A channel is the same for the next person; a direct message is their own.
  kept() {
    const place = this.world.find(this.at.channel);
    return place && place.kind !== "im" ? place.id : "";
  }

  // A step of the tour: the right person, the right place, and the words in the box.
  take(step) {
    const ready = () => {
      const place = this.world.find(step.in);
      this.go(place.id);
      const last = step.thread && this.now.open?.id === place.id ? this.now.open.messages.findLast((each) => each.user === this.world.bot && !each.ephemeral) : null;
      if (last) this.openThread(last.ts);
      if (step.try) (last ? this.threadComposer : this.composer).fill(step.try);
    };
    this.drawer(false);
    if (!step.as || step.as === this.world.me) return ready();
    this.become(step.as);
    const wait = setInterval(() => {
      if (this.world.me !== step.as || this.now.open?.id === undefined) return;
      clearInterval(wait);
      ready();
    }, 50);
  }

  drawer(open = byId("drawer").getAttribute("aria-expanded") !== "true") {
    byId("drawer").setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("with-drawer", open);
    if (open) byId("sidebar").querySelector("button")?.focus();
  }

  key(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (document.body.classList.contains("with-drawer")) {
      this.drawer(false);
      byId("drawer").focus();
    } else if (this.at.thread && byId("thread").contains(document.activeElement)) this.closeThread();
  }
}

new Page();
