// Walking the stages of one session: which one, how much is left of it, how long it was
// held, and moving on. What happens is told in events; nothing here knows of taps.
import { afterPaint } from "./after-paint.js";
import { digits, HeldTime } from "./clock.js";
import { Runner } from "./runner.js";
import { StageList } from "./stage-list.js";

const REMINDS_EVERY = 30; // seconds of waiting between two soft tones
const BACK_WITHIN = 3000; // sooner, "Back" goes to the stop before; later it restarts this one

export class Walk {
  stages;
  runner = new Runner({
    second: (left) => this.#view.second(this.stages, left),
    over: () => this.next(),
    leading: (left) => this.#view.say(`${this.#view.text("ready")} ${digits(left)}`),
    led: () => this.#goOn(),
    away: (milliseconds) => this.#heard.away(milliseconds),
    waiting: (gone) => this.#waiting(gone),
  });
  #root;
  #view;
  #held;
  #heard;

  // `heard` has tell(kind, more), changed() when another stage shows, away(milliseconds)
  // when the page stood still, and finish().
  constructor(root, view, order, heard) {
    this.#root = root;
    this.#view = view;
    this.#heard = heard;
    this.#held = new HeldTime(root.dataset.held);
    this.stages = new StageList(root, order);
  }

  get isRunning() {
    return this.#root.dataset.phase === "running";
  }

  // Counting up before a new position, until the person says they are ready.
  get isWaiting() {
    return this.runner.isWaiting;
  }

  get place() {
    return { segment: this.stages.name, left_ms: Math.round(this.runner.left) };
  }

  // All it takes to open another page at this place.
  get kept() {
    this.#count();
    const { segment, left_ms: left } = this.place;
    const { phase } = this.#root.dataset;
    return { segment, left, phase, held: this.#held.text, order: this.stages.order.join(" ") };
  }

  get step() {
    return this.stages.here.dataset.step;
  }

  start() {
    this.#heard.tell("start");
    this.enter(this.stages.order[0]);
    this.#run();
  }

  // Stop the time here and tell the server why.
  halt(kind, more) {
    this.runner.halt();
    delete this.#root.dataset.waiting;
    this.#count();
    this.#heard.tell(kind, more);
    this.#root.dataset.phase = "paused";
    this.paint();
  }

  resume() {
    if (this.#waitsHere) {
      this.#goOn();
      return;
    }
    this.#root.dataset.phase = "running";
    this.#view.announce(this.#view.text("ready"));
    this.runner.lead(Number(this.#root.dataset.leadIn) * 1000);
  }

  next() {
    if (this.stages.following) this.move(this.stages.following);
    else this.#heard.finish();
  }

  back() {
    const gone = this.stages.milliseconds - this.runner.left;
    const restarts = this.stages.isStop && gone > BACK_WITHIN;
    this.move(restarts ? this.stages.name : this.stages.before);
  }

  adjust(milliseconds) {
    if (this.isWaiting) return; // there is no time to change
    const { place, kind, longest } = this.stages;
    this.#count();
    const most = kind === "hold" ? Math.min(longest - this.#held.of(place), this.#roomLeft) : longest;
    this.#heard.tell("adjust", { delta_ms: milliseconds });
    if (milliseconds > 0 && this.runner.left + milliseconds > most) this.#view.say(this.#view.text("longest"));
    this.runner.add(milliseconds, most);
    this.#held.mark(this.runner.left);
    if (this.runner.left === 0) this.next();
    else if (this.isRunning && !this.runner.isLeading) this.#run();
    else this.paint();
  }

  // Say something about this stage while its time goes on.
  note(kind, more) {
    this.#count();
    this.#heard.tell(kind, more);
  }

  swapGentler() {
    this.#heard.tell("gentler");
    this.enter(this.stages.swapGentler());
    this.paint();
  }

  // Go to the next step without a word, for the server does so by itself; false on the last.
  leaveStep() {
    const name = this.stages.nextStep;
    if (name) {
      this.enter(name);
      this.paint();
    }
    return Boolean(name);
  }

  // Leave this stage for another one; running or paused as before.
  move(name) {
    this.#count();
    this.#heard.tell("enter", { to: name });
    const leadsIn = this.runner.isLeading || this.isWaiting; // a hand has to get back
    this.enter(name);
    if (this.isRunning && !leadsIn) this.#run();
    else this.paint();
    if (leadsIn) this.resume();
  }

  enter(name) {
    this.show(name);
    this.#view.say("");
    this.#view.announce(this.stages.here.querySelector(".player__phase").textContent);
  }

  show(name, left) {
    this.stages.show(name);
    this.#view.showKind(this.stages.kind);
    delete this.#root.dataset.waiting;
    const whole = this.#whole(this.stages.here);
    this.runner.set(left ?? whole, whole);
    this.#held.mark(this.runner.left);
    this.#heard.changed();
    afterPaint(() => this.#prepare());
  }

  #prepare() {
    if (this.stages.here.hidden) return; // nothing is shown any more
    for (const stage of this.stages.prepare()) this.#view.paintOne(stage, this.#whole(stage));
  }

  #whole(stage) {
    return Math.min(stage.dataset.seconds * 1000, this.stages.roomLeft(this.#held, stage));
  }

  paint() {
    this.#view.paint(this.stages, this.runner.left);
  }

  #goOn() {
    this.#view.say("");
    this.#heard.tell("resume");
    this.#run();
  }

  #run() {
    if (!this.isRunning) this.#root.dataset.phase = "running";
    if (this.#waitsHere) this.#wait();
    else this.runner.run(this.stages.kind, () => this.stages.sounds);
  }

  #wait() {
    this.paint();
    this.#root.dataset.waiting = "";
    this.#view.announce(this.#view.text("waiting"));
    this.runner.wait();
  }

  #waiting(gone) {
    this.#view.showWaited(this.stages, gone);
    const seconds = Math.round(gone / 1000);
    if (seconds && seconds % REMINDS_EVERY === 0) this.runner.cues.play("waiting");
  }

  get #waitsHere() {
    return this.stages.kind === "prep" && "waits" in this.#root.dataset;
  }

  #count() {
    if (this.stages.kind === "hold") this.#held.count(this.stages.place, this.runner.left);
  }

  // What today still leaves for this hold, however often it is begun.
  get #roomLeft() {
    return this.stages.roomLeft(this.#held);
  }
}
