// A countdown that is a deadline, never a count of ticks: whatever the browser does to
// timers, what is left is always the end minus now. Pure but for the `now` it is given.

export class Countdown {
  #ends = 0;
  #left = 0;
  #now;

  constructor(now = () => Date.now()) {
    this.#now = now;
  }

  get isRunning() {
    return this.#ends > 0;
  }

  // Milliseconds left, never below zero.
  get left() {
    return Math.max(0, this.isRunning ? this.#ends - this.#now() : this.#left);
  }

  // Put a stretch of time on the clock, standing still.
  set(milliseconds) {
    this.#ends = 0;
    this.#left = milliseconds;
  }

  run() {
    if (!this.isRunning) this.#ends = this.#now() + this.#left;
  }

  stop() {
    this.#left = this.left;
    this.#ends = 0;
  }

  // Add (or take) time, within 0 and `most`.
  add(milliseconds, most) {
    const left = Math.min(Math.max(0, this.left + milliseconds), Math.max(most, this.left));
    if (this.isRunning) this.#ends = this.#now() + left;
    else this.#left = left;
  }

  // Milliseconds until the shown second changes.
  get untilNextSecond() {
    return this.left % 1000 || 1000;
  }
}

// 65000 → "1:05". A second that has begun counts whole.
export function digits(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// How long each place was really held, so that holds stay within their longest.
export class HeldTime {
  #held = new Map();
  #marked = 0;

  // `text` is "place:milliseconds place:milliseconds", as the server keeps it.
  constructor(text) {
    for (const pair of text.split(" ").filter(Boolean)) {
      const [place, milliseconds] = pair.split(":");
      this.#held.set(place, Number(milliseconds));
    }
  }

  of(place) {
    return this.#held.get(place) ?? 0;
  }

  // All that was held in the step of this place ("2-left" is a side of step 2).
  ofStep(place) {
    const step = place.slice(0, place.indexOf("-") + 1);
    return [...this.#held].reduce((sum, [name, held]) => (name.startsWith(step) ? sum + held : sum), 0);
  }

  // Counting starts here, with this much left.
  mark(left) {
    this.#marked = left;
  }

  count(place, left) {
    this.#held.set(place, this.of(place) + Math.max(0, this.#marked - left));
    this.#marked = left;
  }
}
