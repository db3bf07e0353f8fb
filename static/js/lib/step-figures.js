// The drawn figures of a session: the one of this stage, on the side that is worked. Words
// and digits come first: a new figure follows one frame later and stands still for a moment,
// and the one that is seen holds still as soon as a finger comes down, for all of this costs
// a slow phone more than a new stage may take.
import { afterPaint } from "./after-paint.js";

const STANDS = 400;

export class StepFigures {
  #all = new Map();
  #shown = null;
  #wanted = null;
  #side = "";
  #timer = null;

  constructor(root) {
    for (const figure of root.querySelectorAll("[data-figure]")) this.#all.set(figure.dataset.figure, figure);
    root.addEventListener("pointerdown", () => this.#hold());
  }

  // A rest has no side and turns nobody round.
  show(name, side) {
    this.#wanted = this.#all.get(name);
    this.#side = side;
    if (this.#shown) afterPaint(() => this.#swap());
    else this.#swap();
  }

  hide() {
    this.#wanted = null;
    this.#swap();
  }

  #swap() {
    if (this.#wanted && this.#side) this.#wanted.dataset.side = this.#side;
    if (this.#wanted === this.#shown) return;
    this.#shown?.removeAttribute("data-moves");
    if (this.#shown) this.#shown.hidden = true;
    this.#shown = this.#wanted;
    if (this.#shown) this.#shown.hidden = false;
    this.#moveLater();
  }

  #hold() {
    this.#shown?.toggleAttribute("data-held", true);
    this.#moveLater();
  }

  #moveLater() {
    const figure = this.#shown;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      figure?.removeAttribute("data-held");
      figure?.toggleAttribute("data-moves", true);
    }, STANDS);
  }
}
