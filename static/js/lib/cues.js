// Soft tones, laid out on the audio clock for a whole stage at once, so that a busy or
// hidden page cannot delay them. Any change takes them back and lays them out again.

const TONES = {
  begin: [523, 0.25],
  tick: [440, 0.08],
  end: [392, 0.4],
  switch: [330, 0.3],
  done: [659, 0.7],
  pause: [220, 0.2],
};

const OPENING = { hold: "begin", switch: "switch" };

// The cues of a stage: a list of [tone, milliseconds from now]. A stage that goes on
// after a pause has no opening tone.
export function cuesFor(kind, left, isFresh) {
  const opening = isFresh && kind in OPENING ? [[OPENING[kind], 0]] : [];
  const ticks = [3000, 2000, 1000].filter((before) => before < left);
  const ending = kind === "hold" ? [["end", left]] : [];
  return [...opening, ...ticks.map((before) => ["tick", left - before]), ...ending];
}

export class Cues {
  #audio = null;
  #nodes = [];

  // Call inside a tap: browsers keep audio silent until then.
  unlock(Audio = globalThis.AudioContext) {
    if (!Audio) return;
    if (navigator.audioSession) navigator.audioSession.type = "playback";
    this.#audio ??= new Audio({ latencyHint: "playback" });
    if (this.#audio.state !== "running") this.#audio.resume().catch(() => {});
  }

  // A tone on request, to hear whether there is any sound.
  test() {
    this.unlock();
    this.play("begin");
  }

  play(tone, after = 0) {
    if (!this.#audio) return;
    const [pitch, length] = TONES[tone];
    const start = this.#audio.currentTime + after / 1000;
    const sound = this.#audio.createOscillator();
    const loudness = this.#audio.createGain();
    sound.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.3, start + 0.01);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + length);
    sound.connect(loudness).connect(this.#audio.destination);
    sound.start(start);
    sound.stop(start + length);
    this.#nodes.push(sound);
    sound.onended = () => this.#nodes.splice(this.#nodes.indexOf(sound), 1);
  }

  layOut(kind, left, isFresh) {
    this.cancel();
    for (const [tone, after] of cuesFor(kind, left, isFresh)) this.play(tone, after);
  }

  cancel() {
    for (const sound of this.#nodes.splice(0)) {
      sound.onended = null;
      sound.stop();
    }
  }
}
