// Where a session stands, kept in the browser: a page that comes from a cache, or after the
// tab was killed, opens at the same side and second. The server wins when it knows more.
import { afterPaint } from "./after-paint.js";

const EVERY = 5000;
const LIFE = 12 * 60 * 60 * 1000; // as long as an unfinished session is offered
const NAME = "easeback-place";

export class Place {
  wasFound = false;
  #root;
  #name;
  #seen;
  #take = null;
  #wroteAt = 0;

  // `seen` is the server's last change that this page knows of, in milliseconds.
  constructor(root, person, seen) {
    this.#root = root;
    this.#name = `${NAME} ${person} ${root.dataset.eventsUrl}`;
    this.#seen = seen;
  }

  // Put what was kept on the player before it opens; return the order of stages.
  restore(order) {
    const kept = this.#read();
    if (!kept || !this.#counts(kept)) {
      this.#remove();
      return order;
    }
    const { phase, segment, left, held, noticed } = kept;
    Object.assign(this.#root.dataset, { phase, segment, left, held, noticed });
    this.#seen = kept.seen;
    this.wasFound = true;
    return kept.order;
  }

  // Write it down from now on: `take()` gives {segment, left, held, order, noticed, phase,
  // waiting}, the last one how many events the server has not got.
  follow(take) {
    this.#take = take;
    this.#root.addEventListener("player:second", this.#second);
    addEventListener("pagehide", this.write);
    document.addEventListener("visibilitychange", this.write);
  }

  // What happens now moves the place; it is written once that is done and seen. Out of sight
  // the next second writes it, and so does a page that goes.
  note() {
    if (document.hidden) this.#wroteAt = 0;
    else afterPaint(this.write);
  }

  saw(touched) {
    this.#seen = Number(touched);
    this.write();
  }

  write = () => {
    if (!this.#take) return;
    this.#wroteAt = Date.now();
    try {
      localStorage.setItem(this.#name, JSON.stringify({ ...this.#take(), seen: this.#seen, at: this.#wroteAt }));
    } catch {
      // No room, or none allowed: the server still knows the last event.
    }
  };

  // The session goes on in another place, which writes there.
  stop() {
    this.#take = null;
  }

  clear() {
    this.stop();
    this.#remove();
  }

  #second = () => {
    if (Math.abs(Date.now() - this.#wroteAt) >= EVERY) this.write();
  };

  // An older page knows less than what was kept. A page as old is right about where it is,
  // unless the way on from there still waits to be sent.
  #counts({ seen, segment, phase, waiting }) {
    const here = this.#root.dataset;
    if (!this.#root.querySelector(`[data-stage="${CSS.escape(segment)}"]`)) return false;
    if (seen !== this.#seen) return seen > this.#seen;
    return waiting > 0 || (segment === here.segment && (phase === "ready") === (here.phase === "ready"));
  }

  #read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#name));
      return Math.abs(Date.now() - kept.at) < LIFE ? kept : null;
    } catch {
      return null;
    }
  }

  #remove() {
    try {
      localStorage.removeItem(this.#name);
    } catch {
      // Nothing was kept.
    }
  }
}
