// Runs the time of one stage: the countdown, the tones laid out along it, the lead-in
// before going on. Timers only wake it up; what is left always comes from the clock.
// There is one timer, and whatever ends a stage clears it with all its tones.
import { afterPaint } from "./after-paint.js";
import { Countdown, GAP, Time } from "./clock.js";
import { Cues } from "./cues.js";
import { Track } from "./track.js";
import { prime, Voice } from "./voice.js";

// A stage that ended late makes the next one begin at its end, so that lateness does not
// add up. A hold gives up no more than this, for a side has a right to it; the rest waits
// for the next stage that is none. What is heard is right without us: we only follow.
const CARRIED = 300;

export class Runner {
  cues = new Cues();
  voice = new Voice();
  track = new Track(this.cues);
  time = new Time();
  isHeardHidden = () => this.track.isHeard; // whether a hidden session is heard all the same, and may go on
  #stage = new Countdown(this.time.now);
  #lead = new Countdown(this.time.now);
  #timer = null;
  #looked = 0;
  #wait = 0;
  #late = 0;
  #waitsSince = null;
  #isFresh = false;
  #whole = 0;
  #turn = 0;
  #sounds = [this.cues, this.voice, this.track];
  #heard;

  // `heard` has second(left), over(), leading(left), led(), waiting(gone) and
  // away(milliseconds), told when the page stood still in full sight; 0 when nobody can
  // say for how long.
  constructor(heard) {
    this.#heard = heard;
    this.track.moved = this.look;
  }

  get left() {
    return this.#stage.left;
  }

  get isLeading() {
    return this.#lead.isRunning;
  }

  // Call first thing inside a tap; sound stays locked until then.
  unlock() {
    this.cues.unlock();
    prime();
    this.track.unlock();
  }

  get isWaiting() {
    return this.#waitsSince !== null;
  }

  // `whole` is how long the stage is, of which this much is left.
  set(milliseconds, whole = milliseconds) {
    this.#clear();
    this.#sound(() => this.#each("moveOn"));
    this.#whole = Math.max(milliseconds, whole);
    this.#isFresh = true;
    this.#stage.set(milliseconds);
  }

  add(milliseconds, most) {
    const before = this.left;
    this.#stage.add(milliseconds, most);
    this.#whole += this.left - before;
  }

  // A stage of this kind; `sounds()` tells what it and those after it sound like.
  run(kind, sounds) {
    this.#lead.set(0);
    if (!this.#stage.isRunning) this.#stage.run(this.#carried(kind));
    this.#sound(() => {
      const coming = sounds();
      this.#each("layOut", { ...coming[0], coming, whole: this.#whole, isFresh: this.#isFresh, left: () => this.left });
      this.#isFresh = false;
    });
    this.#step();
  }

  // A few seconds to get back into position, then `led` decides.
  lead(milliseconds) {
    this.#lead.set(milliseconds);
    this.#lead.run();
    this.#sound(() => {
      this.#each("moveOn");
      this.cues.layOut({ kind: "lead", left: () => this.#lead.left });
    });
    this.#step();
  }

  // No time runs out: count up until something else is done.
  wait() {
    this.#waitsSince = this.time.now();
    this.#step();
  }

  halt() {
    this.#late = 0;
    this.#stage.stop();
    this.#clear();
    this.#turn += 1;
    this.#each("cancel");
  }

  // Woken by the timer, or by anything else: when that comes much too late in full sight,
  // the page was asleep, and nobody heard what would have begun by now.
  look = () => {
    if (this.#timer === null) return;
    const gone = this.time.now() - this.#looked;
    const { missed } = this.time;
    const isAsleep = gone - this.#wait > GAP || missed;
    if (isAsleep && !this.isWaiting && !document.hidden && !this.isHeardHidden()) this.#heard.away(missed ? 0 : gone);
    else this.#step();
  };

  #step() {
    this.#sleep(null);
    if (this.isWaiting) this.#waitOn();
    else if (this.isLeading) this.#leadOn();
    else if (this.left > 0) {
      this.#heard.second(this.left);
      this.#sleep(this.#stage.untilNextSecond);
    } else if (!this.#isUnheard) {
      this.#late += this.#stage.late;
      this.#heard.over();
    }
  }

  #waitOn() {
    const gone = this.time.now() - this.#waitsSince;
    if (!document.hidden) this.#heard.waiting(gone);
    this.#sleep(1000 - (gone % 1000));
  }

  #leadOn() {
    const { left } = this.#lead;
    if (left > 0) {
      this.#heard.leading(left);
      this.#sleep(this.#lead.untilNextSecond);
    } else if (!this.#isUnheard) {
      this.#lead.set(0);
      this.#heard.led();
    }
  }

  // How much of what we are late this stage makes good.
  #carried(kind) {
    const ago = kind === "hold" && !this.isHeardHidden() ? Math.min(this.#late, CARRIED) : this.#late;
    this.#late -= ago;
    return ago;
  }

  // Unseen and unheard, nothing new begins.
  get #isUnheard() {
    return document.hidden && !this.isHeardHidden();
  }

  // How long; null for no waking at all.
  #sleep(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = milliseconds === null ? null : setTimeout(this.look, milliseconds);
    this.#looked = this.time.now();
    this.#wait = milliseconds;
    this.time.missed = 0;
  }

  #clear() {
    this.#sleep(null);
    this.#lead.set(0);
    this.#waitsSince = null;
  }

  #each(verb, plan) {
    for (const sound of this.#sounds) sound[verb](plan);
  }

  // Heard a moment later is no later to an ear: what is to be seen goes first. Only the last
  // word counts.
  #sound(act) {
    const turn = (this.#turn += 1);
    afterPaint(() => turn === this.#turn && act());
  }
}
