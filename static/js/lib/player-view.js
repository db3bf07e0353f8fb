// What is seen and said in the player; it decides nothing.
import { afterPaint } from "./after-paint.js";
import { digits } from "./clock.js";

const SPOKEN_SECONDS = 10;

// Another text in the node that is there: a new node would make the browser ask every rule
// about what an element has in it, all over the page. The same text is no work at all.
function write(element, text) {
  if (element.textContent === text) return;
  if (element.firstChild) element.firstChild.data = text;
  else element.textContent = text;
}

export class PlayerView {
  #root;
  #parts = new Map();
  #painted = null;

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
    write(this.part("state"), text);
  }

  // Every second: the digits; aloud only that a hold is nearly over. What lies inside the
  // player hears where it stands.
  second(stages, left) {
    const { name, kind, gentler } = stages;
    this.paint(stages, left, () => {
      const detail = { name, kind, gentler, left, figure: stages.here.dataset.figureId };
      this.#root.dispatchEvent(new CustomEvent("player:second", { detail }));
    });
    const seconds = Math.ceil(left / 1000);
    if (seconds === SPOKEN_SECONDS && kind === "hold") this.announce(this.text("seconds", { n: seconds }));
  }

  announce(text) {
    const said = text.replace(/\s+/g, " ").trim();
    afterPaint(() => write(this.part("announce"), said));
  }

  // What is not the digits waits while a stage is new, and so does what comes `then`.
  paint(stages, left, then = () => {}) {
    const { here } = stages;
    const rest = () => {
      if (stages.here !== here || here.hidden) return;
      const minutes = Math.ceil((left + stages.later) / 60000);
      write(this.part("progress"), `${here.dataset.progress} · ${this.text("left", { n: minutes })}`);
      then();
    };
    this.paintOne(here, left);
    if (here === this.#painted) rest();
    else afterPaint(rest);
    this.#painted = here;
  }

  // The digits and the bar of one stage, shown or not.
  paintOne(stage, left) {
    const shown = stage.querySelector(".player__digits");
    write(shown, digits(left));
    shown.toggleAttribute("data-long", left > 599000);
    const share = Math.min(100, Math.round(left / stage.dataset.seconds) / 10);
    const bar = stage.querySelector(".player__bar-fill");
    if (bar.getAttribute("width") !== String(share)) bar.setAttribute("width", share);
  }

  // While waiting the digits count up.
  showWaited(stages, gone) {
    write(stages.here.querySelector(".player__digits"), digits(1000 * Math.floor(gone / 1000)));
  }

  // The ground at once, with the stage on it; the colours of all that lies around, which a
  // slow phone takes longer for, one frame later.
  showKind(kind) {
    const { dataset } = this.part("ground");
    if (dataset.kind === kind) return;
    dataset.kind = kind;
    afterPaint(() => (this.#root.dataset.kind = dataset.kind));
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
