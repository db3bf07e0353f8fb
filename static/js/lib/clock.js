// Time that can be trusted, and a countdown on it that is a deadline, never a count of
// ticks: whatever the browser does to timers, what is left is always the end minus now.

// No page is this busy: with more between two looks, it or its clock stood still.
export const GAP = 2000;

// Milliseconds that go on evenly. The page's clock cannot be set, but may stand still while
// the device sleeps; the time of day goes on then, but can be set. So the page's clock
// counts, and what the time of day is ahead of it counts when nobody was looking: a sleep.
// In sight it may be either, so it does not count and is `missed`.
export class Time {
  missed = 0;
  #at = 0;
  #day = Date.now();
  #page = performance.now();
  #isSeen = true;

  now = () => {
    const [day, page] = [Date.now(), performance.now()];
    const ran = page - this.#page;
    const ahead = day - this.#day - ran;
    const slept = ahead > GAP ? ahead : 0;
    if (this.#isSeen && !document.hidden) this.missed += slept;
    else this.#at += slept;
    this.#at += ran;
    this.#day = day;
    this.#page = page;
    this.#isSeen = !document.hidden;
    return this.#at;
  };
}

export class Countdown {
  #ends = null;
  #left = 0;
  #now;

  constructor(now) {
    this.#now = now;
  }

  get isRunning() {
    return this.#ends !== null;
  }

  // Milliseconds left, never below zero.
  get left() {
    return Math.max(0, this.isRunning ? this.#ends - this.#now() : this.#left);
  }

  // Milliseconds since the end.
  get late() {
    return this.isRunning ? Math.max(0, this.#now() - this.#ends) : 0;
  }

  // Put a stretch of time on the clock, standing still.
  set(milliseconds) {
    this.#ends = null;
    this.#left = milliseconds;
  }

  // Run, as if begun this long ago.
  run(ago = 0) {
    if (!this.isRunning) this.#ends = this.#now() + this.#left - ago;
  }

  stop() {
    this.#left = this.left;
    this.#ends = null;
  }

  // Add (or take) time, within 0 and `most`.
  add(milliseconds, most) {
    const left = Math.min(Math.max(0, this.left + milliseconds), Math.max(most, this.left));
    if (this.isRunning) this.#ends = this.#now() + left;
    else this.#left = left;
  }

  // Milliseconds until the shown second changes; none once it is over, which may come
  // while the last second is being painted.
  get untilNextSecond() {
    const { left } = this;
    return left && (left % 1000 || 1000);
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

  // The same text again.
  get text() {
    return [...this.#held].map((pair) => pair.join(":")).join(" ");
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
