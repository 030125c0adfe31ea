// The line to the workspace. It comes back by itself; what is asked while it is away is refused in words.

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4000;
const NOT_SOMEBODY = 4004;

export class Line {
  constructor({ first, screen, status }) {
    this.hear = { first, screen, status };
    this.waiting = new Map();
    this.number = 0;
    this.pause = FIRST_PAUSE;
    this.looking = null;
  }

  // Becomes somebody: the old line is given up and a new one is taken.
  as(user) {
    this.user = user;
    this.pause = FIRST_PAUSE;
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    const before = this.socket;
    const query = this.user ? `?as=${encodeURIComponent(this.user)}` : "";
    const socket = new WebSocket(`ws://${location.host}/page/line${query}`);
    this.socket = socket;
    before?.close();
    socket.addEventListener("open", () => this.socket === socket && this.opened());
    socket.addEventListener("message", (event) => this.socket === socket && this.heard(JSON.parse(event.data)));
    socket.addEventListener("close", (event) => this.socket === socket && this.lost(event));
  }

  opened() {
    this.pause = FIRST_PAUSE;
    this.hear.status("open");
    if (this.looking) this.socket.send(JSON.stringify(this.looking));
  }

  heard(message) {
    if (message.first) this.hear.first(message.first);
    if (message.screen) this.hear.screen(message.screen);
    if (message.done) {
      this.waiting.get(message.done)?.(message);
      this.waiting.delete(message.done);
    }
  }

  lost(event) {
    for (const settle of this.waiting.values()) settle({ problem: "The line was lost; it may have gone through all the same." });
    this.waiting.clear();
    this.hear.status(event.code === NOT_SOMEBODY ? "stranger" : "lost");
    if (event.code === NOT_SOMEBODY) return;
    this.timer = setTimeout(() => this.connect(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  // Says which conversation is in front of the person; it is said again on every new line.
  look(channel, thread, read) {
    this.looking = { act: "look", channel, thread, read };
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(this.looking));
  }

  // Does something; the promise is what Slack itself would show of how it went.
  do(act, said = {}) {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return Promise.resolve({ problem: "The workspace is not answering just now; try again in a moment." });
    }
    this.number += 1;
    const id = this.number;
    this.socket.send(JSON.stringify({ id, act, ...said }));
    return new Promise((settle) => this.waiting.set(id, settle));
  }
}

const WORDS = {
  operation_timeout: "The app did not answer within three seconds (operation_timeout).",
  dispatch_failed: "The app could not be reached (dispatch_failed).",
  http_service_error: "The app had an error of its own (http_service_error).",
  http_client_error: "The app refused the request (http_client_error).",
  invalid_view_response: "The app answered the form with something that Slack does not take (invalid_view_response).",
  message_not_found: "That message is no longer there.",
  not_found: "That form is no longer open.",
};

// What to say of how an act went; nothing where it went well.
export function trouble(done) {
  return done.problem ? (WORDS[done.problem] ?? done.problem) : done.error ? (WORDS[done.error] ?? `Slack answered: ${done.error}.`) : "";
}
