// The stages of a session as the server rendered them: which one is shown, what comes
// before and after it, and the swap to a gentler way. It knows no time.
import { StepFigures } from "./step-figures.js";

const STOPS = ["prep", "hold"];

export class StageList {
  #stages = new Map();
  #figures;
  #near = []; // drawn, unseen
  order = [];
  here = null;

  constructor(root, order) {
    for (const stage of root.querySelectorAll("[data-stage]")) this.#stages.set(stage.dataset.stage, stage);
    this.#figures = new StepFigures(root);
    this.order = order;
  }

  get name() {
    return this.here.dataset.stage;
  }

  get kind() {
    return this.here.dataset.kind;
  }

  get isStop() {
    return STOPS.includes(this.kind);
  }

  get isPressing() {
    return "pressing" in this.here.dataset;
  }

  get gentler() {
    return this.here.dataset.gentler ?? "";
  }

  get milliseconds() {
    return Number(this.here.dataset.seconds) * 1000;
  }

  // What holds on this side of this step are counted under, the gentler way included.
  get place() {
    return this.here.dataset.place;
  }

  // Milliseconds this side may still be held today. Both sides of a step and its gentler
  // way share what the whole step has.
  roomLeft(held, stage = this.here) {
    const { room = Infinity, stepRoom = Infinity, place } = stage.dataset;
    const left = Math.min(room * 1000 - held.of(place), stepRoom * 1000 - held.ofStep(place));
    return Math.max(0, left);
  }

  get longest() {
    return Number(this.here.dataset.longest) * 1000;
  }

  get following() {
    return this.order[this.#place + 1];
  }

  // The stop before this stage, or this one when there is none.
  get before() {
    const earlier = this.order.slice(0, this.#place);
    return earlier.findLast((name) => STOPS.includes(this.#stages.get(name).dataset.kind)) ?? this.name;
  }

  // The first stage of the next step, undefined on the last one.
  get nextStep() {
    return this.order.slice(this.#place).find((name) => this.#step(name) !== this.here.dataset.step);
  }

  // Milliseconds of all later stages.
  get later() {
    const names = this.order.slice(this.#place + 1);
    return names.reduce((sum, name) => sum + Number(this.#stages.get(name).dataset.seconds) * 1000, 0);
  }

  // This stage and those to come, as they sound: the kind, the one after it, what is said.
  get sounds() {
    const coming = this.order.slice(this.#place).map((name) => this.#stages.get(name));
    return coming.map((one, at) => {
      const { stage, kind, seconds, spoken } = one.dataset;
      const title = one.querySelector(".player__name").textContent;
      return { stage, title, kind, spoken, whole: seconds * 1000, next: coming[at + 1]?.dataset.kind };
    });
  }

  // The server may have changed what is still to come; where we are stays.
  adopt(order) {
    if (order.includes(this.name)) this.order = order;
  }

  show(name) {
    if (this.here) this.#near.push(this.here);
    this.here?.setAttribute("aria-hidden", true);
    this.here = this.#stages.get(name);
    this.here.hidden = false;
    this.here.removeAttribute("aria-hidden");
    this.#figures.show(this.here.dataset.figureId, this.here.dataset.side);
  }

  // Draw the stages that a tap may lead to, unseen and unheard, so that it only has to turn
  // one off and one on; all others take no room. Return them.
  prepare() {
    const names = [this.following, this.before].filter((name) => name && name !== this.name);
    const near = names.map((name) => this.#stages.get(name));
    for (const stage of near) {
      stage.setAttribute("aria-hidden", true);
      stage.hidden = false;
    }
    for (const stage of this.#near) if (stage !== this.here && !near.includes(stage)) stage.hidden = true;
    this.#near = near;
    return near;
  }

  hide() {
    for (const stage of [this.here, ...this.#near]) if (stage) stage.hidden = true;
    this.#figures.hide();
  }

  // Put the gentler way of this step in its place; return its first stage.
  swapGentler() {
    const { step } = this.here.dataset;
    const ways = [...this.#stages.keys()].filter((name) => name.startsWith(`${step}g-`));
    const first = this.order.findIndex((name) => this.#step(name) === step);
    const rest = this.order.filter((name) => this.#step(name) !== step);
    this.order = [...rest.slice(0, first), ...ways, ...rest.slice(first)];
    return ways[0];
  }

  get #place() {
    return this.order.indexOf(this.name);
  }

  #step(name) {
    return this.#stages.get(name).dataset.step;
  }
}
