// Runs the time of one stage: the countdown, the tones laid out along it, the lead-in
// before going on. Timers only wake it up; what is left always comes from the clock.
import { Countdown } from "./clock.js";
import { Cues } from "./cues.js";

export class Runner {
  cues = new Cues();
  #clock = new Countdown();
  #timer = null;
  #leadEnds = 0;
  #isFresh = false;
  #heard;

  // `heard` has second(left), over(), leading(left) and led().
  constructor(heard) {
    this.#heard = heard;
  }

  get left() {
    return this.#clock.left;
  }

  get isLeading() {
    return this.#leadEnds > 0;
  }

  set(milliseconds) {
    this.cues.cancel();
    this.#leadEnds = 0;
    this.#isFresh = true;
    this.#clock.set(milliseconds);
  }

  add(milliseconds, most) {
    this.#clock.add(milliseconds, most);
  }

  run(kind) {
    this.#leadEnds = 0;
    this.#clock.run();
    this.cues.layOut(kind, this.left, this.#isFresh);
    this.#isFresh = false;
    this.#wake();
  }

  // A few seconds to get back into position, then `led` decides.
  lead(milliseconds) {
    this.#leadEnds = Date.now() + milliseconds;
    this.#wake();
  }

  halt() {
    this.#leadEnds = 0;
    clearTimeout(this.#timer);
    this.#clock.stop();
    this.cues.cancel();
  }

  #wake = () => {
    clearTimeout(this.#timer);
    if (this.isLeading) this.#lead();
    else if (this.left > 0) {
      this.#heard.second(this.left);
      this.#timer = setTimeout(this.#wake, this.#clock.untilNextSecond);
    } else if (!document.hidden) this.#heard.over(); // unseen, nothing new begins
  };

  #lead() {
    const left = this.#leadEnds - Date.now();
    if (left > 0) {
      this.#heard.leading(left);
      this.#timer = setTimeout(this.#wake, left % 1000 || 1000);
    } else if (!document.hidden) {
      this.#leadEnds = 0;
      this.#heard.led();
    }
  }
}
