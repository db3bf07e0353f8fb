// Says a sentence aloud where the browser can; nothing ever waits for it. Each is a tone
// and a word on the screen too, so a voice that is missing, slow or never ends takes nothing.
import { preferences } from "./preferences.js";
import { HALVED_FROM } from "./sound-pack.js";

const WORD = 350; // about how long a word takes to say, in milliseconds
const COUNTDOWN = 3200; // the last seconds belong to the ticks
const AFTER_TONE = 600;

// The first gives way to the second.
const RANKS = ["halfway", "name", "switch", "stop"];

const LINES = { prep: "name", switch: "switch", ease: "name" };

let current = null; // a sentence nobody holds is dropped by some browsers

const lasts = (text) => WORD * (1 + text.split(/\s+/).length);

// Call inside a tap: some browsers stay silent until they have spoken in one. Asking for
// the voices makes them come.
export function prime() {
  if (!preferences().voice) return;
  speak(" ", "halfway");
}

export function speak(text, rank = "stop") {
  if (!("speechSynthesis" in globalThis)) return;
  if (current?.ends > Date.now() && RANKS.indexOf(current.rank) > RANKS.indexOf(rank)) return;
  try {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = document.documentElement.lang;
    words.volume = preferences().voiceLoudness;
    words.voice = voiceFor(words.lang);
    words.onend = words.onerror = () => current?.words === words && (current = null);
    speechSynthesis.cancel();
    current = { words, rank, ends: Date.now() + lasts(text) };
    speechSynthesis.speak(words);
  } catch {
    current = null;
  }
}

// What is said in a stage, as [text, rank, milliseconds from now]: the first of the ways to
// say it that ends in time, if one does.
function linesFor({ kind, spoken, left, whole, isFresh }) {
  const half = kind === "hold" && whole >= HALVED_FROM ? left - whole / 2 : -1;
  const at = LINES[kind] && isFresh ? 0 : half;
  const most = left - (kind === "ease" ? 0 : COUNTDOWN);
  const fits = (text) => text && at >= 0 && at + AFTER_TONE + lasts(text) <= most;
  const lines = (spoken ?? "").split("|").filter(fits);
  return lines.slice(0, 1).map((text) => [text, LINES[kind] ?? "halfway", at + AFTER_TONE]);
}

export class Voice {
  #timers = [];

  layOut(plan) {
    this.moveOn();
    if (!preferences().voice) return;
    const left = plan.left();
    const lines = linesFor({ ...plan, left });
    this.#timers = lines.map(([text, rank, after]) => setTimeout(speak, after, text, rank));
    if (lines.length) this.#timers.push(setTimeout(hush, left - COUNTDOWN));
  }

  // To another stage: a sentence may end.
  moveOn() {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }

  cancel() {
    this.moveOn();
    hush();
  }
}

// An engine that goes on and on is cut short; what is said about a sign is not.
function hush() {
  if (!current || current.rank === "stop") return;
  current = null;
  try {
    speechSynthesis.cancel();
  } catch {
    // Silent already, then.
  }
}

// Voices may come late, so they are asked for each time; one on the device needs no network.
function voiceFor(lang) {
  const voices = (speechSynthesis.getVoices?.() ?? []).filter((one) => one.lang.slice(0, 2) === lang.slice(0, 2));
  return voices.find((one) => one.localService) ?? voices[0] ?? null;
}
