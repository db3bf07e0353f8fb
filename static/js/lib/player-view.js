// What is seen and said in the player; it decides nothing.
import { digits } from "./clock.js";

const SPOKEN_SECONDS = 10;

export class PlayerView {
  #root;
  #parts = new Map();

  constructor(root) {
    this.#root = root;
  }

  // Nothing that is asked for here is ever swapped for another.
  part(name) {
    return this.#once(`[data-part="${name}"]`);
  }

  // A sentence the server rendered, with its {places} filled in.
  text(name, values = {}) {
    const text = this.#once(`[data-text="${name}"]`).textContent;
    return Object.entries(values).reduce((all, [key, value]) => all.replace(`{${key}}`, value), text);
  }

  #once(selector) {
    if (!this.#parts.has(selector)) this.#parts.set(selector, this.#root.querySelector(selector));
    return this.#parts.get(selector);
  }

  say(text) {
    this.part("state").textContent = text;
  }

  // Every second: the digits; aloud only that a hold is nearly over. What lies inside the
  // player hears where it stands.
  second(stages, left) {
    this.paint(stages, left);
    const { name, kind, gentler } = stages;
    const detail = { name, kind, gentler, left, figure: stages.here.dataset.figureId };
    this.#root.dispatchEvent(new CustomEvent("player:second", { detail }));
    const seconds = Math.ceil(left / 1000);
    if (seconds === SPOKEN_SECONDS && stages.kind === "hold") this.announce(this.text("seconds", { n: seconds }));
  }

  announce(text) {
    this.part("announce").textContent = text.replace(/\s+/g, " ").trim();
  }

  paint(stages, left) {
    const shown = stages.here.querySelector(".player__digits");
    shown.textContent = digits(left);
    shown.toggleAttribute("data-long", left > 599000);
    const share = Math.min(100, (100 * left) / stages.milliseconds);
    stages.here.querySelector(".player__bar-fill").setAttribute("width", share);
    const minutes = Math.ceil((left + stages.later) / 60000);
    this.part("progress").textContent = `${stages.here.dataset.progress} · ${this.text("left", { n: minutes })}`;
  }

  // While waiting the digits count up.
  showWaited(stages, gone) {
    stages.here.querySelector(".player__digits").textContent = digits(1000 * Math.floor(gone / 1000));
  }

  // Before the start as a line of its own; once it has gone, beside the stage.
  showAwake(on) {
    for (const line of this.#root.querySelectorAll("[data-awake]")) line.hidden = (line.dataset.awake === "yes") !== on;
    if (!on && this.part("ready").hidden) this.say(this.#root.querySelector("[data-awake=no]").textContent);
  }

  showStopped() {
    this.part("done").hidden = true;
    this.part("progress").textContent = "";
    this.say("");
  }

  showElsewhere() {
    const part = this.part("elsewhere");
    part.hidden = false;
    this.part("progress").textContent = "";
    this.say("");
    this.announce(part.querySelector("p").textContent);
  }

  showDone() {
    this.part("done").hidden = false;
    this.part("progress").textContent = "";
    this.announce(this.part("done").querySelector("h1").textContent);
  }
}
