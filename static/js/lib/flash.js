// Changes told without sound: a slow light along the edge of the screen, and a buzz where
// a phone can. Never more than one light a second.

const LASTS = 1000;
const BUZZES = { hold: [80], switch: [80, 120, 80], ease: [400], rest: [400], done: [400] };

export class Flash {
  #root;

  constructor(root) {
    this.#root = root;
  }

  // Another stage has begun, or all is done.
  show(kind) {
    const { dataset } = this.#root;
    if ("vibrates" in dataset && kind in BUZZES) navigator.vibrate?.(BUZZES[kind]);
    if (!("flashes" in dataset) || "flash" in dataset) return;
    dataset.flash = "";
    setTimeout(() => delete dataset.flash, LASTS);
  }
}
