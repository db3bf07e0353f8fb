// The drawn figures of a session: the one of this stage, on the side that is worked. A new
// one stands still at first, for to start moving costs a phone more than a new stage may take.
const STANDS = 400;

export class StepFigures {
  #all = new Map();
  #shown = null;
  #timer = null;

  constructor(root) {
    for (const figure of root.querySelectorAll("[data-figure]")) this.#all.set(figure.dataset.figure, figure);
  }

  // A rest has no side and turns nobody round.
  show(name, side) {
    const figure = this.#all.get(name);
    if (side) figure.dataset.side = side;
    if (figure === this.#shown) return;
    this.hide();
    this.#shown = figure;
    figure.hidden = false;
    this.#timer = setTimeout(() => figure.toggleAttribute("data-moves", true), STANDS);
  }

  hide() {
    clearTimeout(this.#timer);
    this.#shown?.removeAttribute("data-moves");
    if (this.#shown) this.#shown.hidden = true;
    this.#shown = null;
  }
}
