// Soft tones, laid out on the audio clock for a whole stage at once, so that a busy or
// hidden page cannot delay them. Any change takes them back and lays them out again; so
// does a sound that comes back after a call. It is told whether anything can be heard.
import { preferences } from "./preferences.js";
import { cuesFor, lengthOf, notesOf, outranks } from "./sound-pack.js";
import { strike } from "./tone-wave.js";

const PATIENCE = 800; // some browsers never answer when they are asked to go on
const STANDS_STILL = 300; // a clock that has not moved by then never will
const LATE = 500; // later, a tone would mean something else

export class Cues {
  told = () => {}; // hears whether there is sound
  interrupted = () => {}; // hears that something else took the sound away
  isMuted = false;
  #make;
  #audio = null;
  #laid = [];
  #plan = null;
  #wasHeard = false;
  #isRebuilt = false;

  constructor(make = newContext) {
    this.#make = make;
  }

  // Call first thing inside a tap: browsers keep audio silent until then.
  unlock() {
    if (navigator.audioSession) navigator.audioSession.type = preferences().isEvenSilent ? "playback" : "ambient";
    this.#isRebuilt = false;
    this.#audio ??= this.#open();
    if (!this.#audio) return;
    const nothing = this.#audio.createBufferSource();
    nothing.buffer = this.#audio.createBuffer(1, 1, 22050);
    nothing.connect(this.#audio.destination);
    nothing.start();
    this.#wake();
  }

  // A chime on request, to hear whether there is any sound.
  test() {
    this.unlock();
    this.play("done");
  }

  // Where two would sound at once, one is heard.
  play(cue, after = 0, { pack, loudness } = preferences()) {
    if (!this.#audio || this.isMuted) return;
    const at = this.#audio.currentTime + after / 1000;
    const until = at + lengthOf(cue) / 1000;
    const clashing = this.#laid.filter((one) => one.at < until && at < one.until);
    if (clashing.some((one) => outranks(one.cue, cue))) return;
    this.#cut((one) => clashing.includes(one));
    const cuts = notesOf(cue, pack, loudness).map((note) => strike(this.#audio, note, at + note.start));
    this.#laid.push({ cue, at, until, cuts });
  }

  // `plan` is what a stage sounds like; its left() says how much of it is still to come.
  layOut(plan) {
    const since = plan.left();
    this.#plan = { since, left: plan.left, cues: cuesFor({ ...plan, left: since }) };
    this.#lay();
    if (this.#audio) this.#watch();
  }

  // To another stage: what sounds already may end.
  moveOn() {
    this.#plan = null;
    this.#cut((one) => one.at > this.#audio.currentTime);
  }

  cancel() {
    this.#plan = null;
    this.#cut(() => true);
  }

  #lay() {
    if (this.#audio?.state !== "running" || !this.#plan) return;
    const { cues, since, left } = this.#plan;
    const chosen = preferences();
    const gone = since - left();
    this.#cut((one) => one.at > this.#audio.currentTime);
    for (const [cue, after] of cues) if (after - gone > -LATE) this.play(cue, Math.max(0, after - gone), chosen);
  }

  #cut(isOne) {
    const now = this.#audio?.currentTime;
    const old = this.#laid.filter((one) => isOne(one) || one.until < now);
    this.#laid = this.#laid.filter((one) => !old.includes(one));
    for (const cut of old.flatMap((one) => one.cuts)) cut();
  }

  #open() {
    const audio = this.#make();
    if (audio) audio.onstatechange = this.#changed;
    return audio;
  }

  // Anything but "running" is silence, whatever the browser calls it.
  #changed = () => {
    const isHeard = this.#audio.state === "running";
    const isLost = this.#wasHeard && !isHeard;
    this.#wasHeard = isHeard;
    if (isHeard) this.#lay();
    if (isHeard) this.#tell(true);
    if (isLost) this.#lose();
  };

  async #lose() {
    this.#cut(() => true);
    await this.#wake();
    if (this.#audio.state !== "running" && !document.hidden) this.interrupted();
  }

  async #wake() {
    const audio = this.#audio;
    if (audio.state !== "running") await Promise.race([audio.resume().catch(() => {}), wait(PATIENCE)]);
    if (audio !== this.#audio) return;
    this.#wasHeard = audio.state === "running";
    this.#tell(this.#wasHeard);
    this.#watch();
  }

  // Some audio says that it runs while its clock stands still: take another, once.
  async #watch() {
    const audio = this.#audio;
    const since = audio.currentTime;
    await wait(STANDS_STILL);
    if (audio !== this.#audio || audio.state !== "running" || audio.currentTime > since) return;
    if (this.#isRebuilt) this.#tell(false);
    else this.#rebuild();
  }

  #rebuild() {
    this.#audio.onstatechange = null;
    this.#audio.close();
    this.#isRebuilt = true;
    this.#laid = [];
    this.#audio = this.#open();
    this.#lay();
    this.#wake();
  }

  #tell(canSound) {
    this.told(canSound || preferences().pack === "off");
  }
}

function newContext() {
  try {
    return new AudioContext({ latencyHint: "playback" });
  } catch {
    return null;
  }
}

function wait(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
