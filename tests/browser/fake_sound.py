"""A sound card and a voice that only note what they were asked for."""

from __future__ import annotations

from playwright.sync_api import Page

# Its clock goes with the page's; read twice, it has moved, unless it is frozen.
FAKE_AUDIO = """
window.tones = [];
window.cards = [];
class FakeParameter {
  points = [];
  setValueAtTime(value) { this.points.push(value); }
  linearRampToValueAtTime(value) { this.points.push(value); }
  exponentialRampToValueAtTime() {}
  setTargetAtTime() {}
  cancelScheduledValues() {}
}
class FakeNode {
  frequency = new FakeParameter();
  gain = new FakeParameter();
  connect(other) { return other; }
  start(at) {
    const [from, to] = this.frequency.points;
    this.tone = { from, to, at, wave: this.type, isOff: false };
    if (from) window.tones.push(this.tone);
  }
  stop(at) {
    if (this.tone.length) this.tone.isOff = true;
    else this.tone.length = at - this.tone.at;
  }
}
window.AudioContext = class {
  static isFrozen = false;
  static state = "running";
  state = window.AudioContext.state;
  destination = new FakeNode();
  #reads = 0;
  #began = Date.now();
  constructor() { window.cards.push(this); }
  get currentTime() {
    if (window.AudioContext.isFrozen) return 0;
    return (Date.now() - this.#began) / 1000 + ++this.#reads * 1e-6;
  }
  createOscillator() { return new FakeNode(); }
  createGain() { return new FakeNode(); }
  createBuffer() { return {}; }
  createBufferSource() { return new FakeNode(); }
  close() { this.state = "closed"; }
  turn(state) { this.state = state; this.onstatechange(); }
  resume() {
    if (window.AudioContext.state !== "running") return Promise.reject(new Error("not now"));
    if (this.state !== "running") this.turn("running");
    return Promise.resolve();
  }
};
"""

FAKE_VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  voices: [],
  getVoices() { return this.voices; },
  cancel() { window.said.push(null); },
  speak(words) { window.said.push(words); },
} });
"""

# The first note of each cue, as the calm pack plays it: from, to, length.
FIRST_NOTES = {
    (262, 262, 0.16): "stop",
    (659, 659, 0.13): "switch",
    (523, 523, 0.3): "done",
    (392, 659, 0.4): "begin",
    (523, 523, 0.24): "ease",
    (392, 392, 1.1): "end",
    (220, 220, 0.3): "pause",
    (440, 440, 0.14): "prep",
    (494, 494, 0.25): "halfway",
    (523, 523, 0.07): "tick",
    (440, 440, 0.07): "waiting",
}


def cues(page: Page) -> list[tuple[str, float]]:
    """Return the cues not taken back: name, and seconds from now."""
    found = page.evaluate(
        """() => {
          const now = window.cards.at(-1).currentTime;
          const left = window.tones.filter((one) => !one.isOff);
          return left.map((one) => ({ ...one, at: one.at - now }));
        }"""
    )
    named: list[tuple[str, float]] = []
    for one in found:
        name = FIRST_NOTES.get((one["from"], one["to"], round(one["length"], 2)), "")
        last = named[-1] if named else ("", 0.0)
        is_repeat = name == last[0] and one["at"] - last[1] < 0.5
        if name and not is_repeat and one["at"] > -0.05:
            named.append((name, round(one["at"], 1)))
    return named


def said(page: Page) -> list[str]:
    """Return what was spoken, and forget it."""
    return page.evaluate(
        "window.said.splice(0).filter((one) => one?.text.trim()).map((one) => one.text)"
    )
