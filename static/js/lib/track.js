// For a locked phone: the tones of the rest of the session, drawn into one sound file and
// played like a song, which goes on where pages are put to sleep. Lock screen and headset
// keys work with it. Whatever fails, the plain tones go on.
import { preferences } from "./preferences.js";
import { cuesFor, notesOf } from "./sound-pack.js";
import { strike } from "./tone-wave.js";

const RATE = 8000; // samples a second, a byte each: 45 minutes are 22 MB
const LONGEST = 45 * 60;
const CHIME = 2; // seconds after the last stage
const APART = 0.3; // seconds between track and clock that nobody notices
const STILL = 2500; // a track that has not moved for so long is not heard

const KEYS = { play: "toggle", pause: "toggle", nexttrack: "next", previoustrack: "back" };

export class Track {
  does = () => {}; // hears what a key of the lock screen or the headset asks for
  moved = () => {}; // hears that time goes on, even where a page's timers do not
  failed = () => {};
  #cues;
  #player = null;
  #parts = new Map();
  #plan = null;
  #at = 0;
  #movedAt = 0;

  constructor(cues) {
    this.#cues = cues;
  }

  // Only true while somebody can hear it: its time goes on.
  get isHeard() {
    const { paused = true, muted, volume } = this.#player ?? {};
    return !paused && !muted && volume > 0 && Date.now() - this.#movedAt < STILL;
  }

  // Call inside a tap: what has played in one may play again later.
  unlock() {
    if (!preferences().isOneTrack || this.#player) return;
    this.#player = new Audio();
    this.#player.addEventListener("timeupdate", this.#move);
    this.#load(wav(new Float32Array(RATE / 10)));
    this.#play();
  }

  layOut(plan) {
    this.#plan = preferences().isOneTrack && this.#player ? plan : null;
    if (!this.#plan) return;
    for (const [key, verb] of Object.entries(KEYS)) {
      navigator.mediaSession?.setActionHandler(key, () => this.does(verb));
    }
    if (this.#parts.get(plan.stage)?.whole === plan.whole) this.#go();
    else this.#draw(plan);
  }

  // The track goes on from stage to stage; the next layOut() says where it has to be.
  moveOn() {}

  cancel() {
    const isOver = this.#plan && !this.#plan.next && this.#plan.left() === 0;
    this.#plan = null;
    if (isOver) return; // the chime at its end
    this.#player?.pause();
    this.#cues.isMuted = false;
  }

  // Until it is drawn, the plain tones are heard.
  async #draw(plan) {
    this.#parts.clear();
    this.#cues.isMuted = false;
    try {
      const stages = [plan, ...plan.coming.slice(1)];
      const file = wav(await drawn(stages));
      if (this.#plan !== plan) return;
      this.#load(file);
      let at = 0;
      for (const { stage, whole } of stages) {
        this.#parts.set(stage, { at, whole });
        at += whole / 1000;
      }
      this.#go();
    } catch {
      this.#fail();
    }
  }

  #go() {
    this.#seek();
    this.#cues.moveOn();
    this.#cues.isMuted = true;
    this.#play();
    if (!("MediaMetadata" in globalThis)) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title: this.#plan.title, artist: "Easeback" });
  }

  #load(file) {
    URL.revokeObjectURL(this.#player.src);
    this.#player.src = URL.createObjectURL(file);
  }

  #play() {
    this.#player.play().catch(({ name }) => name !== "AbortError" && this.#fail());
  }

  #move = () => {
    const { currentTime } = this.#player;
    if (currentTime !== this.#at) this.#movedAt = Date.now();
    this.#at = currentTime;
    if (this.#plan && this.#parts.size) this.#seek();
    if (document.hidden) this.moved();
  };

  // The clock is right; the track follows it.
  #seek() {
    const { stage, whole, left } = this.#plan;
    const wanted = this.#parts.get(stage).at + (whole - left()) / 1000;
    if (left() > 0 && Math.abs(this.#player.currentTime - wanted) > APART) this.#player.currentTime = wanted;
  }

  #fail() {
    this.#player?.pause();
    this.#player = null;
    this.#parts.clear();
    this.#cues.isMuted = false;
    if (this.#plan) this.#cues.layOut(this.#plan);
    this.#plan = null;
    this.failed();
  }
}

async function drawn(stages) {
  const { pack, loudness } = preferences();
  const seconds = stages.reduce((sum, { whole }) => sum + whole / 1000, 0);
  if (seconds > LONGEST) throw new RangeError("too long for one track");
  const card = new OfflineAudioContext(1, Math.ceil((seconds + CHIME) * RATE), RATE);
  const draw = (cue, at) => {
    for (const note of notesOf(cue, pack, loudness)) strike(card, note, at + note.start);
  };
  let begins = 0;
  for (const stage of stages) {
    const cues = cuesFor({ ...stage, left: stage.whole, isFresh: true });
    for (const [cue, after] of cues) if (after <= stage.whole) draw(cue, begins + after / 1000);
    begins += stage.whole / 1000;
  }
  draw("done", begins);
  return (await card.startRendering()).getChannelData(0);
}

// The simplest sound file there is: a byte for each sample, after a head of 44.
function wav(samples) {
  const head = new DataView(new ArrayBuffer(44));
  const text = (at, letters) => [...letters].forEach((one, n) => head.setUint8(at + n, one.charCodeAt(0)));
  text(0, "RIFF");
  head.setUint32(4, 36 + samples.length, true);
  text(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, RATE, true);
  head.setUint32(28, RATE, true);
  head.setUint16(32, 1, true);
  head.setUint16(34, 8, true);
  text(36, "data");
  head.setUint32(40, samples.length, true);
  return new Blob([head, Uint8Array.from(samples, (one) => 128 + 127 * one)], { type: "audio/wav" });
}
