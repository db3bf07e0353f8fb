// Events kept by the browser itself until the server has them, so that they outlive the
// page, the tab and the network. Where nothing can be kept, the page's memory has to do.
import { settled } from "./forget.js";
import { jotted, letGo } from "./last-words.js";

const NAME = "easeback";
const STORE = "events";
const PATIENCE = 2000; // some browsers never answer; nothing waits longer for them

export class EventStore {
  #opening = null;

  // Keep {event, url, person}; resolves to its number, or undefined.
  add(row) {
    return this.#ask("readwrite", (events) => events.add(row));
  }

  async remove(ids) {
    const known = ids.filter(Boolean);
    if (known.length) await this.#ask("readwrite", (events) => known.map((id) => events.delete(id))[0]);
  }

  // Everything kept, the oldest first; the person of one row may not be that of another.
  async all() {
    await settled;
    const last = jotted();
    if (last.length) {
      await this.#ask("readwrite", (events) => addMissing(events, last));
      letGo(last);
    }
    return (await this.#ask("readonly", (events) => events.getAll())) ?? last;
  }

  async of(person, url) {
    return (await this.all()).filter((row) => row.person === person && row.url === url);
  }

  // Nothing that fails here is an error of the page; the next question opens it anew.
  async #ask(mode, act) {
    try {
      return await this.#done(mode, act);
    } catch {
      this.#opening = null;
      return undefined;
    }
  }

  async #done(mode, act) {
    this.#opening ??= open();
    const work = (await this.#opening).transaction(STORE, mode);
    const asked = act(work.objectStore(STORE));
    return new Promise((resolve, reject) => {
      work.oncomplete = () => resolve(asked.result);
      work.onabort = () => reject(work.error);
    });
  }
}

// Never before what was somebody else's is gone.
async function open() {
  await settled;
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close(); // somebody wipes this device
      resolve(asked.result);
    };
  });
}

// Add what the page before had no time to; the rest of it is here already.
function addMissing(events, rows) {
  const asked = events.getAll();
  asked.onsuccess = () => {
    const known = new Set(asked.result.map(({ event }) => event.key));
    for (const row of rows) if (!known.has(row.event.key)) events.add(row);
  };
  return asked;
}

// What it answers, or undefined when that takes too long; it may still come to pass.
export async function patient(answer) {
  let timer;
  const tooLong = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  const first = await Promise.race([answer, tooLong]);
  clearTimeout(timer);
  return first;
}

// Let one page at a time send; what one has, another may have as well.
export async function alone(act) {
  const one = (lock) => {
    if (!lock) throw new Error("another page is sending");
    return act();
  };
  return navigator.locks ? navigator.locks.request("easeback-outbox", { ifAvailable: true }, one) : act();
}
