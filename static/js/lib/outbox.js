// Events on their way to the server: in order, each with a key that makes it count once,
// kept until the server has them. The screen never waits for any of this.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

// An event with the key and the moment the server knows it by.
export function stamped(event) {
  return { key: crypto.randomUUID(), at: Date.now(), ...event };
}

export class Outbox {
  #waiting = [];
  #sending = 0;
  #wait = FIRST_WAIT;
  #timer = null;
  #hasFailed = false;
  #post;
  #changed;

  // `post(events)` resolves when they are stored; `changed(count)` hears how many could
  // not be sent, and 0 once they are.
  constructor(post, changed) {
    this.#post = post;
    this.#changed = changed;
  }

  get waiting() {
    return [...this.#waiting];
  }

  // Whether something happened since the events now on their way.
  get hasNewer() {
    return this.#waiting.length > this.#sending;
  }

  add(event) {
    this.#waiting.push(stamped(event));
    this.#wait = FIRST_WAIT;
    this.flush();
  }

  async flush() {
    if (this.#sending || !this.#waiting.length) return;
    clearTimeout(this.#timer);
    const batch = this.#waiting.slice();
    this.#sending = batch.length;
    try {
      await this.#post(batch);
      this.#waiting.splice(0, batch.length);
      this.#wait = FIRST_WAIT;
    } catch {
      this.#sending = 0;
      this.#hasFailed = true;
      this.#changed(this.#waiting.length);
      this.#timer = setTimeout(() => this.flush(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
      return;
    }
    this.#sending = 0;
    if (this.#hasFailed) this.#changed(this.#waiting.length);
    this.#hasFailed = this.#waiting.length > 0 && this.#hasFailed;
    this.flush();
  }
}
