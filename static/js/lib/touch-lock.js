// While touch is locked an elbow can do nothing but tell that it is too sore. Keys, and
// what assistive technology presses, stay alive. Unlocking takes a hold or two taps.
import { HoldButton } from "./hold-to-end.js";

const LIVE = "[data-do=sore], [data-do=unlock], dialog";
const SAME_TAP = 350;
const FORGETS = 5000;

export class TouchLock {
  #root;
  #button;
  #tappedAt = 0;
  #timer = null;

  constructor(root) {
    this.#root = root;
    this.#button = root.querySelector("[data-do=unlock]");
    new HoldButton(this.#button, () => this.#unlock());
    root.addEventListener("click", this.#keepOut, true);
  }

  lock() {
    this.#root.dataset.locked = "";
    this.#button.focus();
  }

  // The first tap asks for the second; a knuckle's double tap is one.
  tap() {
    const since = Date.now() - this.#tappedAt;
    if (since < SAME_TAP) return;
    if (since < FORGETS) this.#unlock();
    else this.#ask(true);
  }

  #ask(isAsked) {
    clearTimeout(this.#timer);
    this.#tappedAt = isAsked ? Date.now() : 0;
    this.#button.toggleAttribute("data-asked", isAsked);
    if (isAsked) this.#timer = setTimeout(() => this.#ask(false), FORGETS);
  }

  #unlock() {
    this.#ask(false);
    delete this.#root.dataset.locked;
    this.#root.querySelector("[data-do=toggle]").focus();
  }

  #keepOut = (event) => {
    if ("locked" in this.#root.dataset && event.detail && !event.target.closest(LIVE)) event.stopPropagation();
  };
}
