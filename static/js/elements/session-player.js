// <session-player>: walks the stages of one session. The server rendered all of them;
// this shows one at a time, keeps the time, and tells the server what happened.
// Nothing new begins while the page is hidden, and nothing waits for the network.
import { Awake } from "../lib/awake.js";
import { digits } from "../lib/clock.js";
import { Ending } from "../lib/ending.js";
import { Taps, verbOfKey } from "../lib/gestures.js";
import { Outbox, stamped } from "../lib/outbox.js";
import { PageLife } from "../lib/page-life.js";
import { PlayerView } from "../lib/player-view.js";
import { ServerLine } from "../lib/server-line.js";
import { Stopping } from "../lib/stopping.js";
import { Walk } from "../lib/walk.js";

const STEP = 10000;

class SessionPlayer extends HTMLElement {
  #view = new PlayerView(this);
  #awake = new Awake((on) => this.#view.showAwake(on));
  #life = new PageLife((away) => this.#comeBack(away), () => this.#leave());
  #taps = new Taps();
  #server;
  #outbox;
  #walk;
  #ending;
  #stopping;
  #isDone = false;

  // Lifecycle

  connectedCallback() {
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    this.#server = new ServerLine(this.dataset.eventsUrl, token, {
      decided: (order) => this.#outbox.hasNewer || this.#walk.stages.adopt(order),
      refused: () => this.#giveUp(),
    });
    this.#outbox = new Outbox((events) => this.#server.post(events), (count) => this.#view.sayUnsaved(count));
    this.#walk = new Walk(this, this.#view, document.querySelector("#live").dataset.sequence.split(" "), {
      tell: (kind, more) => this.#tell(kind, more),
      changed: () => this.#stopping.offer(),
      finish: () => this.#finish(),
    });
    this.#ending = new Ending(this.#view.part("end-form"), () => this.#outbox.waiting, () => (this.#isDone = true));
    this.#stopping = new Stopping(this, this.#walk, {
      tell: (kind, more) => this.#tell(kind, more),
      leaveStep: () => this.#walk.leaveStep(),
      stop: () => this.#stop(),
      goOn: () => this.#resume(),
      isOver: () => this.#isDone,
    });
    this.hidden = false;
    document.querySelector("[data-part=sheet]").hidden = true;
    this.addEventListener("click", this.#click);
    this.addEventListener("player:tell", ({ detail: { kind, ...more } }) => this.#tell(kind, more));
    document.addEventListener("keydown", this.#keydown);
    this.#life.watch();
    this.#open();
  }

  disconnectedCallback() {
    this.#walk.runner.halt();
    this.#awake.release();
    document.removeEventListener("keydown", this.#keydown);
    this.#life.stop();
  }

  // Events

  #click = (event) => {
    const verb = this.#taps.verbOf(event);
    if (verb === "how") this.#ending.follow(event);
    if (verb === "ask-end" && !this.#isDone) event.preventDefault();
    this.#do(verb, event.target.closest("[data-do]"));
  };

  #keydown = (event) => {
    const verb = verbOfKey(event);
    if (verb) event.preventDefault();
    this.#do(verb);
  };

  // The page goes away: say where it was, in one last message that outlives it.
  #leave() {
    const isUnderWay = !this.#isDone && this.dataset.phase !== "ready";
    const last = isUnderWay ? [stamped({ kind: "leave", ...this.#walk.place })] : [];
    this.#server.leave([...this.#outbox.waiting, ...last]);
  }

  // Private: what can be done

  #always = {
    start: () => this.#start(),
    tone: () => this.#walk.runner.cues.test(),
    "ask-end": () => this.#askEnd(),
    stay: () => this.#view.part("end").close(),
  };

  #underWay = {
    toggle: () => (this.#walk.isRunning ? this.#pause() : this.#resume()),
    next: () => this.#walk.next(),
    back: () => this.#walk.back(),
    more: () => this.#walk.adjust(STEP),
    less: () => this.#walk.adjust(-STEP),
    gentler: () => this.#gentler(),
    skip: () => this.#skip(),
    end: () => this.#ending.now(),
  };

  // What is noticed may be told after the end too.
  #do(verb, button) {
    const { phase } = this.dataset;
    if (!verb || phase === "elsewhere") return;
    if (verb === "sore") this.#sore();
    else if (verb in this.#stopping.verbs) this.#stopping.verbs[verb](button);
    else if (!this.#isDone) (this.#always[verb] ?? (phase === "ready" ? null : this.#underWay[verb]))?.();
  }

  #open() {
    const isReady = this.dataset.phase === "ready";
    this.#view.part("ready").hidden = !isReady;
    if (isReady) this.#view.showAwake(this.#awake.isPossible);
    this.#walk.show(this.dataset.segment, Number(this.dataset.left));
    this.#walk.paint();
    if (isReady) this.#walk.stages.hide();
    else this.dataset.phase = "paused";
  }

  #start() {
    this.#walk.runner.cues.unlock();
    this.#awake.want();
    this.#view.part("ready").hidden = true;
    this.#walk.start();
  }

  #pause() {
    this.#walk.halt("pause");
    const onBall = this.#walk.stages.kind === "hold" && this.#walk.stages.isPressing;
    this.#view.say(this.#view.text(onBall ? "off" : "paused"));
  }

  #resume() {
    this.#walk.runner.cues.unlock();
    this.#awake.want();
    this.#walk.resume();
  }

  // The time stops before anything is asked.
  #sore() {
    if (!this.#isDone) this.#walk.halt("sore");
    this.#walk.runner.cues.play("pause");
    this.#stopping.open();
  }

  #gentler() {
    this.#stopping.close();
    this.#walk.swapGentler();
    this.#resume();
  }

  #skip() {
    this.#stopping.close();
    const name = this.#walk.stages.nextStep;
    if (!name) {
      this.#ending.now();
      return;
    }
    this.#walk.move(name);
    this.#resume();
  }

  #askEnd() {
    if (this.#walk.isRunning) this.#pause();
    this.#view.part("end").showModal();
  }

  // The session went on in another place; here nothing more happens.
  #giveUp() {
    this.#rest("elsewhere");
    this.#view.say(this.#view.text("elsewhere"));
  }

  // A sign has ended the session.
  #stop() {
    this.#rest("ended");
    this.#walk.stages.hide();
    this.dataset.kind = "done";
    this.#view.showStopped();
  }

  #finish() {
    this.#tell("finish");
    this.#rest("done");
    this.#walk.runner.cues.play("done");
    this.#walk.stages.hide();
    this.dataset.kind = "done";
    this.#view.showDone();
  }

  #rest(phase) {
    this.#isDone = true;
    this.#walk.runner.halt();
    this.#awake.release();
    this.dataset.phase = phase;
  }

  // Back from a hidden page: paused, at most at the end of what was under way.
  #comeBack(away) {
    this.#outbox.flush();
    if (!this.#walk.isRunning) return;
    this.#walk.halt("pause");
    if (this.#walk.runner.left === 0 && this.#walk.stages.following) this.#walk.move(this.#walk.stages.following);
    this.#view.say(this.#view.text("away", { time: digits(away) }));
  }

  // Private: what the server hears

  #tell(kind, more = {}) {
    this.#outbox.add({ kind, ...this.#walk.place, ...more });
  }
}

customElements.define("session-player", SessionPlayer);
