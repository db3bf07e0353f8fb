// <session-player>: walks the stages of one session. The server rendered all of them;
// this shows one at a time, keeps the time, and tells the server what happened.
// Nothing new begins while the page is hidden, and nothing waits for the network.
import { Awake } from "../lib/awake.js";
import { BackGuard } from "../lib/back-guard.js";
import { comeBack } from "../lib/coming-back.js";
import { Curtain } from "../lib/curtain.js";
import { Ending } from "../lib/ending.js";
import { Flash } from "../lib/flash.js";
import { Taps, verbOfKey } from "../lib/gestures.js";
import { HoldButton } from "../lib/hold-to-end.js";
import { MoreSheet } from "../lib/more-sheet.js";
import { PageLife } from "../lib/page-life.js";
import { PlayerView } from "../lib/player-view.js";
import { Saving } from "../lib/saving.js";
import { Stopping } from "../lib/stopping.js";
import { TouchLock } from "../lib/touch-lock.js";
import { Walk } from "../lib/walk.js";

const STEP = 10000;

class SessionPlayer extends HTMLElement {
  #view = new PlayerView(this);
  #awake = new Awake((state) => this.#view.showAwake(state === "held"));
  #taps = new Taps();
  #flash = new Flash(this);
  #guard = new BackGuard(() => this.#isUnderWay, () => this.#askEnd());
  #more;
  #lock;
  #saving;
  #walk;
  #ending;
  #life;
  #stopping;
  #curtain;

  // Lifecycle

  connectedCallback() {
    this.#saving = new Saving(this, this.#view, {
      kept: () => ({ ...this.#walk.kept, noticed: this.#stopping.noticed }),
      adopt: (order) => this.#walk.stages.adopt(order),
      elsewhere: () => this.#curtain.elsewhere(),
      isDone: () => this.#curtain.isDown,
    });
    this.#walk = new Walk(this, this.#view, this.#saving.restore(), {
      tell: (kind, more) => this.#tell(kind, more),
      changed: () => this.#changed(),
      away: (milliseconds) => this.#comeBack(milliseconds),
      finish: () => this.#finish(),
    });
    this.#curtain = new Curtain(this, { view: this.#view, walk: this.#walk, saving: this.#saving, awake: this.#awake, guard: this.#guard });
    this.#life = new PageLife(this.#walk.runner.time.now, {
      back: (away) => this.#comeBack(away),
      look: () => this.#walk.runner.look(),
      gone: () => this.#leave(),
    });
    const { cues, track } = this.#walk.runner;
    track.does = (verb) => this.#do(verb);
    track.failed = () => this.#view.say(this.#view.text("untracked"));
    cues.told = (canSound) => (this.#view.part("hear").hidden = canSound || this.#curtain.isDown);
    cues.interrupted = () => this.#loseSound();
    this.#ending = new Ending(this.#view.part("end-form"), {
      waiting: () => this.#saving.waiting,
      ended: () => this.#curtain.leave(),
      stranded: () => this.#curtain.strand(),
    });
    this.#stopping = new Stopping(this, this.#walk, {
      tell: (kind, more) => this.#tell(kind, more),
      leaveStep: () => this.#walk.leaveStep(),
      stop: () => this.#curtain.stopped(),
      goOn: () => this.#resume(),
      isOver: () => this.#curtain.isDown,
    });
    this.hidden = false;
    document.querySelector("[data-part=sheet]").hidden = true;
    this.#more = new MoreSheet(this);
    this.#lock = new TouchLock(this);
    new HoldButton(this.querySelector("[data-do=ask-end]"), () => this.#endNow());
    this.#view.part("end").addEventListener("close", () => this.#guard.raise());
    this.addEventListener("click", this.#click);
    this.addEventListener("player:tell", ({ detail: { kind, ...more } }) => this.#tell(kind, more));
    document.addEventListener("keydown", this.#keydown);
    this.#life.watch();
    this.#open();
    this.#saving.open();
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
    if (verb === "ask-end" && this.dataset.phase === "elsewhere") location.assign(this.dataset.endUrl);
    this.#do(verb, event.target.closest("[data-do]"));
  };

  #keydown = (event) => {
    const verb = verbOfKey(event);
    if (verb) event.preventDefault();
    this.#do(verb);
  };

  // The page goes away: say where it was, in one last message that outlives it.
  #leave() {
    this.#saving.leave(this.#isUnderWay && { kind: "leave", ...this.#walk.place });
  }

  // Private: what can be done

  #always = {
    start: () => this.#start(),
    tone: () => this.#walk.runner.cues.test(),
    hear: () => this.#walk.runner.unlock(),
    "ask-end": () => this.#askEnd(),
    stay: () => this.#view.part("end").close(),
    about: () => this.#about(),
    "about-close": () => this.#more.close(),
  };

  #underWay = {
    toggle: () => this.#toggle(),
    next: () => this.#walk.next(),
    back: () => this.#walk.back(),
    more: () => this.#walk.adjust(STEP),
    less: () => this.#walk.adjust(-STEP),
    gentler: () => this.#gentler(),
    skip: () => this.#skip(),
    end: () => this.#ending.now(),
    lock: () => this.#lockTouch(),
    unlock: () => this.#lock.tap(),
  };

  get #isUnderWay() {
    return !this.#curtain.isDown && this.dataset.phase !== "ready";
  }

  // What is noticed may be told after the end too.
  #do(verb, button) {
    const { phase } = this.dataset;
    if (!verb || phase === "elsewhere") return;
    if (verb === "sore") this.#sore();
    else if (verb in this.#stopping.verbs) this.#stopping.verbs[verb](button);
    else if (!this.#curtain.isDown) (this.#always[verb] ?? (phase === "ready" ? null : this.#underWay[verb]))?.();
  }

  #open() {
    const isReady = this.dataset.phase === "ready";
    this.#view.part("ready").hidden = !isReady;
    if (isReady) this.#view.showAwake(this.#awake.isPossible);
    if (!isReady) this.dataset.phase = "paused";
    this.#walk.show(this.dataset.segment, Number(this.dataset.left));
    this.#walk.paint();
    if (isReady) this.#walk.stages.hide();
  }

  #changed() {
    this.#stopping.offer();
    if (this.#walk.isRunning) this.#flash.show(this.#walk.stages.kind);
  }

  #start() {
    this.#walk.runner.unlock();
    this.#awake.want();
    this.#view.part("ready").hidden = true;
    this.#walk.start();
    this.#guard.raise();
  }

  #toggle() {
    if (this.#walk.isWaiting) this.#walk.next();
    else if (this.#walk.isRunning) this.#pause();
    else this.#resume();
  }

  #pause() {
    this.#walk.halt("pause");
    this.#walk.runner.cues.play("pause");
    const onBall = this.#walk.stages.kind === "hold" && this.#walk.stages.isPressing;
    this.#view.say(this.#view.text(onBall ? "off" : "paused"));
  }

  #resume() {
    this.#walk.runner.unlock();
    this.#awake.want();
    this.#guard.raise();
    this.#walk.resume();
  }

  // A call, or another app, took the sound away.
  #loseSound() {
    if (!this.#walk.isRunning) return;
    this.#walk.halt("pause");
    this.#view.say(this.#view.text("muted"));
  }

  // The time stops before anything is asked.
  #sore() {
    if (!this.#curtain.isDown) this.#walk.halt("sore");
    this.#walk.runner.cues.play("stop");
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

  #endNow() {
    if (this.#curtain.isDown) return;
    if (this.#walk.isRunning) this.#pause();
    this.#ending.now();
  }

  // Read at ease: the time stands still meanwhile.
  #about() {
    if (this.#walk.isRunning) this.#pause();
    this.#more.open(this.#walk.stages.here.dataset.figureId);
  }

  #lockTouch() {
    this.#more.close();
    this.#lock.lock();
    this.#resume();
  }

  #finish() {
    this.#tell("finish");
    this.#curtain.done();
    this.#walk.runner.cues.play("done");
    this.#flash.show("done");
  }

  // Back, paused, at most at the end of what was under way; one that was heard goes on.
  #comeBack(away) {
    if (!this.#walk.isRunning || this.#walk.isWaiting) return;
    if (this.#walk.runner.isHeardHidden()) this.#walk.runner.look();
    else comeBack(this.#walk, this.#view, away);
  }

  // Private: what the server hears

  #tell(kind, more = {}) {
    this.#saving.tell({ kind, ...this.#walk.place, ...more });
  }
}

customElements.define("session-player", SessionPlayer);
