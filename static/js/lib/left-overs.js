// Sends what an earlier page could not, from whatever page is open now, and says so while
// there is something left. Only the person who is signed in; nobody else's is touched.
import { alone, EventStore } from "./event-store.js";
import { token } from "./server-line.js";

const PATIENCE = 8000;
const BATCH = 100;
const GONE = [404, 410];

export class LeftOvers {
  #store = new EventStore();
  #person;

  constructor(person) {
    this.#person = person;
  }

  async send() {
    try {
      if (this.#person) await alone(() => this.#sendAll());
    } catch {
      // The network, or another page that sends: what stays is told and tried again.
    }
    await this.#tell();
  }

  async #sendAll() {
    const rows = (await this.#store.all()).filter(({ person }) => person === this.#person);
    for (const url of new Set(rows.map((row) => row.url))) {
      await this.#sendFor(url, rows.filter((row) => row.url === url));
    }
  }

  // Those no session takes can never be stored; one of another shape goes alone.
  async #sendFor(url, rows, most = BATCH) {
    for (let start = 0; start < rows.length; start += most) {
      const batch = rows.slice(start, start + most);
      const status = await post(url, batch);
      if (status === 400 && most > 1) return this.#sendFor(url, rows.slice(start), 1);
      if (status === 200 || status === 400) await this.#remove(batch);
      else if (GONE.includes(status)) await this.#remove(rows);
      if (status !== 200 && status !== 400) return undefined;
    }
    return undefined;
  }

  #remove(rows) {
    return this.#store.remove(rows.map(({ id }) => id));
  }

  // Signed out nobody can tell whose they are, only that signing in brings them home.
  async #tell() {
    const line = document.querySelector("[data-part=left-over]");
    if (!line) return;
    const rows = (await this.#store.all()).filter(({ person }) => !this.#person || person === this.#person);
    const { one, many } = line.dataset;
    line.querySelector("[data-said]").textContent = rows.length === 1 ? one : many.replace("{n}", rows.length);
    line.hidden = !rows.length;
  }
}

async function post(url, rows) {
  const body = new FormData();
  body.set("events", JSON.stringify(rows.map(({ event }) => event)));
  const headers = { "HX-Request": "true", "X-CSRFToken": token() };
  const signal = AbortSignal.timeout?.(PATIENCE);
  const answer = await fetch(url, { method: "POST", body, headers, signal, redirect: "error" });
  return answer.status;
}

// Now, and whenever there may be a network again.
export function sendLeftOvers(person) {
  if (document.querySelector("session-player")) return;
  const leftOvers = new LeftOvers(person);
  leftOvers.send();
  addEventListener("online", () => leftOvers.send());
  document.addEventListener("visibilitychange", () => document.hidden || leftOvers.send());
}
