// Events on their way to the server: in order, each with a key that makes it count once,
// kept in the browser until the server has them. The screen never waits for any of this.
import { painted } from "./after-paint.js";
import { alone, EventStore, patient } from "./event-store.js";
import { jot } from "./last-words.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;
const SLOW = 3000; // an answer that takes longer is told as "not saved yet"
const BATCH = 100;

// An event with the key and the moment the server knows it by.
function stamped(event) {
  return { key: crypto.randomUUID(), at: Date.now(), ...event };
}

export class Outbox {
  #store = new EventStore();
  #waiting = []; // {event, id, isKept}: the id resolves once the browser has kept it
  #isOpen = false;
  #sending = 0;
  #most = BATCH;
  #wait = FIRST_WAIT;
  #timer = null;
  #isTold = false;
  #of;
  #heard;

  // `of` is {url, person}, whose events these are. `heard` has post(events), which resolves
  // to the answer when they are stored; stored(answer); and changed(count, status), told how
  // many are not saved and why, and 0 once they are.
  constructor(of, heard) {
    this.#of = of;
    this.#heard = heard;
  }

  get waiting() {
    return this.#waiting.map(({ event }) => event);
  }

  // Take over what an earlier page left; nothing is sent before, so the order stays right.
  // Resolves to how many there were.
  async open() {
    const rows = (await patient(this.#store.of(this.#of.person, this.#of.url))) ?? [];
    const mine = new Set(this.waiting.map(({ key }) => key));
    const left = rows.filter(({ event }) => !mine.has(event.key));
    this.#waiting.unshift(...left.map(({ event, id }) => ({ event, id, isKept: Boolean(id) })));
    this.#isOpen = true;
    addEventListener("online", () => this.#soon());
    document.addEventListener("visibilitychange", () => document.hidden || this.#soon());
    this.flush();
    return left.length;
  }

  add(event) {
    this.keep(event);
    this.#soon();
  }

  // Put an event last without sending it: something else carries it.
  keep(event) {
    const one = { event: stamped(event), isKept: false };
    one.id = painted()
      .then(() => this.#store.add({ event: one.event, ...this.#of }))
      .then((id) => {
        one.isKept = Boolean(id);
        return id;
      });
    this.#waiting.push(one);
  }

  // The page goes away: what the browser has not kept yet must not wait for it.
  leave() {
    const open = this.#waiting.filter(({ isKept }) => !isKept);
    jot(open.map(({ event }) => ({ event, ...this.#of })));
  }

  async flush() {
    if (!this.#isOpen || this.#sending || !this.#waiting.length) return;
    clearTimeout(this.#timer);
    const batch = this.#waiting.slice(0, this.#most);
    this.#sending = batch.length;
    const slow = setTimeout(() => this.#tell(), SLOW);
    let answer, status;
    try {
      const ids = Promise.all(batch.map(({ id }) => id));
      await patient(ids);
      answer = await alone(() => this.#post(batch));
      await patient(ids.then((known) => this.#store.remove(known)));
      this.#waiting.splice(0, batch.length);
    } catch (error) {
      ({ status } = error);
    }
    clearTimeout(slow);
    this.#sending = 0;
    if (answer) this.#goOn(answer);
    else if (status === 400) this.#goSingly();
    else this.#retry(status);
  }

  // What no server can read must not hold up the rest for ever: alone, it is let go.
  async #post(batch) {
    try {
      return await this.#heard.post(batch.map(({ event }) => event));
    } catch (error) {
      if (error.status === 400 && batch.length === 1) return {};
      throw error;
    }
  }

  #goOn(answer) {
    this.#wait = FIRST_WAIT;
    if (!this.#waiting.length) this.#most = BATCH;
    if (this.#isTold) this.#tell();
    this.#isTold = this.#waiting.length > 0 && this.#isTold;
    if (answer.phase) this.#heard.stored(answer);
    this.flush();
  }

  #goSingly() {
    this.#most = 1;
    this.flush();
  }

  #retry(status) {
    this.#tell(status);
    this.#timer = setTimeout(() => this.flush(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #tell(status) {
    this.#isTold = true;
    this.#heard.changed(this.#waiting.length, status);
  }

  #soon() {
    this.#wait = FIRST_WAIT;
    this.flush();
  }
}
