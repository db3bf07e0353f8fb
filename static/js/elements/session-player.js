// <session-player>: walks the stages of one session. The server rendered all of them;
// this shows one at a time, keeps the time, and tells the server what happened.
// Nothing new begins while the page is hidden, and nothing waits for the network.
import { Awake } from "../lib/awake.js";
import { digits, HeldTime } from "../lib/clock.js";
import { Ending } from "../lib/ending.js";
import { Taps, verbOfKey } from "../lib/gestures.js";
import { Outbox, stamped } from "../lib/outbox.js";
import { PageLife } from "../lib/page-life.js";
import { PlayerView } from "../lib/player-view.js";
import { Runner } from "../lib/runner.js";
import { ServerLine } from "../lib/server-line.js";
import { StageList } from "../lib/stage-list.js";

const BACK_WITHIN = 3000; // sooner, "Back" goes to the stop before; later it restarts this one
const STEP = 10000;

class SessionPlayer extends HTMLElement {
  #view = new PlayerView(this);
  #awake = new Awake((on) => this.#view.showAwake(on));
  #life = new PageLife((away) => this.#comeBack(away), () => this.#leave());
  #runner = new Runner({
    second: (left) => this.#view.second(this.#stages, left),
    over: () => this.#next(),
    leading: (left) => this.#view.say(`${this.#view.text("ready")} ${digits(left)}`),
    led: () => this.#goOn(),
  });
  #taps = new Taps();
  #server;
  #outbox;
  #stages;
  #held;
  #ending;
  #isDone = false;

  // Lifecycle

  connectedCallback() {
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    this.#server = new ServerLine(this.dataset.eventsUrl, token, {
      decided: (order) => this.#outbox.hasNewer || this.#stages.adopt(order),
      refused: () => this.#giveUp(),
    });
    this.#outbox = new Outbox((events) => this.#server.post(events), (count) => this.#view.sayUnsaved(count));
    this.#stages = new StageList(this, document.querySelector("#live").dataset.sequence.split(" "));
    this.#held = new HeldTime(this.dataset.held);
    this.#ending = new Ending(this.#view.part("end-form"), () => this.#outbox.waiting, () => (this.#isDone = true));
    this.hidden = false;
    document.querySelector("[data-part=sheet]").hidden = true;
    this.addEventListener("click", this.#click);
    this.addEventListener("player:tell", ({ detail: { kind, ...more } }) => this.#tell(kind, more));
    document.addEventListener("keydown", this.#keydown);
    this.#life.watch();
    this.#open();
  }

  disconnectedCallback() {
    this.#runner.halt();
    this.#awake.release();
    document.removeEventListener("keydown", this.#keydown);
    this.#life.stop();
  }

  // Events

  #click = (event) => {
    const verb = this.#taps.verbOf(event);
    if (verb === "how") this.#ending.follow(event);
    if (verb === "ask-end" && !this.#isDone) event.preventDefault();
    this.#do(verb);
  };

  #keydown = (event) => {
    const verb = verbOfKey(event);
    if (verb) event.preventDefault();
    this.#do(verb);
  };

  // The page goes away: say where it was, in one last message that outlives it.
  #leave() {
    const isUnderWay = !this.#isDone && this.dataset.phase !== "ready";
    const last = isUnderWay ? [stamped({ kind: "leave", ...this.#place })] : [];
    this.#server.leave([...this.#outbox.waiting, ...last]);
  }

  // Private: what can be done

  #always = {
    start: () => this.#start(),
    tone: () => this.#runner.cues.test(),
    "ask-end": () => this.#askEnd(),
    stay: () => this.#view.part("end").close(),
  };

  #underWay = {
    toggle: () => (this.#isRunning ? this.#pause() : this.#resume()),
    next: () => this.#next(),
    back: () => this.#back(),
    more: () => this.#adjust(STEP),
    less: () => this.#adjust(-STEP),
    sore: () => this.#sore(),
    gentler: () => this.#gentler(),
    skip: () => this.#skip(),
    end: () => this.#ending.now(),
  };

  #do(verb) {
    if (!verb || this.#isDone) return;
    (this.#always[verb] ?? (this.dataset.phase === "ready" ? null : this.#underWay[verb]))?.();
  }

  #open() {
    const isReady = this.dataset.phase === "ready";
    this.#view.part("ready").hidden = !isReady;
    if (isReady) this.#view.showAwake(this.#awake.isPossible);
    this.#show(this.dataset.segment, Number(this.dataset.left));
    this.#paint();
    if (isReady) this.#stages.hide();
    else this.dataset.phase = "paused";
  }

  #start() {
    this.#runner.cues.unlock();
    this.#awake.want();
    this.#view.part("ready").hidden = true;
    this.#tell("start");
    this.#enter(this.#stages.order[0]);
    this.#run();
  }

  #run() {
    this.dataset.phase = "running";
    this.#runner.run(this.#stages.kind);
  }

  // Stop the time here and tell the server why.
  #halt(kind) {
    this.#runner.halt();
    this.#count();
    this.#tell(kind);
    this.dataset.phase = "paused";
    this.#paint();
  }

  #pause() {
    this.#halt("pause");
    const onBall = this.#stages.kind === "hold" && this.#stages.isPressing;
    this.#view.say(this.#view.text(onBall ? "off" : "paused"));
  }

  #resume() {
    this.#runner.cues.unlock();
    this.#awake.want();
    this.dataset.phase = "running";
    this.#view.announce(this.#view.text("ready"));
    this.#runner.lead(Number(this.dataset.leadIn) * 1000);
  }

  #goOn() {
    this.#view.say("");
    this.#tell("resume");
    this.#run();
  }

  #next() {
    if (this.#stages.following) this.#move(this.#stages.following);
    else this.#finish();
  }

  #back() {
    const gone = this.#stages.milliseconds - this.#runner.left;
    const restarts = this.#stages.isStop && gone > BACK_WITHIN;
    this.#move(restarts ? this.#stages.name : this.#stages.before);
  }

  #adjust(milliseconds) {
    const { place, kind, longest } = this.#stages;
    this.#count();
    const most = kind === "hold" ? Math.min(longest - this.#held.of(place), this.#roomLeft) : longest;
    this.#tell("adjust", { delta_ms: milliseconds });
    this.#runner.add(milliseconds, most);
    this.#held.mark(this.#runner.left);
    if (this.#runner.left === 0) this.#next();
    else if (this.#isRunning && !this.#runner.isLeading) this.#run();
    else this.#paint();
  }

  #sore() {
    this.#halt("sore");
    this.#runner.cues.play("pause");
    this.#view.showSore(this.#stages.gentler);
  }

  #gentler() {
    this.#view.part("sore").close();
    this.#tell("gentler");
    this.#enter(this.#stages.swapGentler());
    this.#paint();
    this.#resume();
  }

  #skip() {
    this.#view.part("sore").close();
    const name = this.#stages.nextStep;
    if (!name) return this.#ending.now();
    this.#move(name);
    return this.#resume();
  }

  #askEnd() {
    if (this.#isRunning) this.#pause();
    this.#view.part("end").showModal();
  }

  // The session went on in another place; here nothing more happens.
  #giveUp() {
    this.#runner.halt();
    this.#awake.release();
    this.#isDone = true;
    this.dataset.phase = "elsewhere";
    this.#view.say(this.#view.text("elsewhere"));
  }

  #finish() {
    this.#tell("finish");
    this.#isDone = true;
    this.#runner.halt();
    this.#runner.cues.play("done");
    this.#awake.release();
    this.#stages.hide();
    this.dataset.phase = this.dataset.kind = "done";
    this.#view.showDone();
  }

  // Back from a hidden page: paused, at most at the end of what was under way.
  #comeBack(away) {
    this.#outbox.flush();
    if (!this.#isRunning) return;
    this.#halt("pause");
    if (this.#runner.left === 0 && this.#stages.following) this.#move(this.#stages.following);
    this.#view.say(this.#view.text("away", { time: digits(away) }));
  }

  // Private: moving

  // Leave this stage for another one; running or paused as before.
  #move(name) {
    this.#count();
    this.#tell("enter", { to: name });
    const wasLeading = this.#runner.isLeading;
    this.#enter(name);
    this.#paint();
    if (wasLeading) this.#resume();
    else if (this.#isRunning) this.#run();
  }

  #enter(name) {
    this.#show(name);
    this.#view.say("");
    this.#view.announce(this.#stages.here.querySelector(".player__phase").textContent);
  }

  #show(name, left) {
    this.#stages.show(name);
    this.dataset.kind = this.#stages.kind;
    this.#runner.set(left ?? Math.min(this.#stages.milliseconds, this.#roomLeft));
    this.#held.mark(this.#runner.left);
  }

  #count() {
    if (this.#stages.kind === "hold") this.#held.count(this.#stages.place, this.#runner.left);
  }

  // What today still leaves for this hold, however often somebody goes back to it.
  get #roomLeft() {
    return Math.max(0, this.#stages.room - this.#held.of(this.#stages.place));
  }

  #paint() {
    this.#view.paint(this.#stages, this.#runner.left);
  }

  // Private: what the server hears

  get #isRunning() {
    return this.dataset.phase === "running";
  }

  get #place() {
    return { segment: this.#stages.name, left_ms: Math.round(this.#runner.left) };
  }

  #tell(kind, more = {}) {
    this.#outbox.add({ kind, ...this.#place, ...more });
  }
}

customElements.define("session-player", SessionPlayer);
