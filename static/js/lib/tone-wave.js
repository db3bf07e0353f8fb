// One note on an audio clock, a played or a drawn one: a soft start and end, no clicks.
const ATTACK = 0.01;
const SILENT = 0.0001;

// Returns how to cut it short.
export function strike(audio, note, at) {
  const wave = audio.createOscillator();
  const { gain } = connected(wave, audio);
  wave.type = note.wave;
  wave.frequency.setValueAtTime(note.from, at);
  wave.frequency.linearRampToValueAtTime(note.to, at + note.length);
  gain.setValueAtTime(0, at);
  gain.linearRampToValueAtTime(Math.max(SILENT, note.loudness), at + ATTACK);
  gain.exponentialRampToValueAtTime(SILENT, at + note.length);
  wave.start(at);
  wave.stop(at + note.length);
  return () => {
    gain.cancelScheduledValues(0);
    gain.setTargetAtTime(0, audio.currentTime, ATTACK / 2);
    wave.stop(audio.currentTime + 4 * ATTACK);
  };
}

function connected(wave, audio) {
  const loudness = audio.createGain();
  wave.connect(loudness).connect(audio.destination);
  return loudness;
}
