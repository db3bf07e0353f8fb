// A button that does more when it is held: a ring fills while the finger stays, and
// letting go sooner is an ordinary tap. The ring moves in steps; CSS smooths them where
// motion is welcome.

const STEPS = 4;
const STEP = 300; // 1.2 s in all

export class HoldButton {
  #button;
  #done;
  #timer = null;
  #isSpent = false;

  constructor(button, done) {
    this.#button = button;
    this.#done = done;
    button.addEventListener("pointerdown", () => this.#fill(1));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) button.addEventListener(end, () => this.#empty());
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    button.addEventListener("click", this.#click, true);
  }

  #fill(step) {
    this.#isSpent = step > STEPS;
    if (this.#isSpent) {
      this.#empty();
      this.#done();
      return;
    }
    this.#show(step);
    this.#timer = setTimeout(() => this.#fill(step + 1), STEP);
  }

  #empty() {
    clearTimeout(this.#timer);
    this.#show(0);
  }

  #show(step) {
    this.#button.toggleAttribute("data-holding", step > 0);
    this.#button.querySelector("circle").setAttribute("stroke-dashoffset", 100 - (100 * step) / STEPS);
  }

  // The tap that ends a hold is no tap.
  #click = (event) => {
    if (!this.#isSpent) return;
    this.#isSpent = false;
    if (event.detail) event.stopPropagation();
  };
}
