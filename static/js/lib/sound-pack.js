// The tones of a session as notes, and which of them a stage has when. Pure.

// A note is [pitch in hertz, seconds after the cue's start, length, loudness, last pitch].
// Switch, begin, end and done are told apart by their shape: to and fro, up, long, a chime.
const NOTES = {
  stop: [[262, 0, 0.16, 1], [784, 0.18, 0.4, 1]],
  switch: [[659, 0, 0.13, 1], [440, 0.16, 0.13, 1], [659, 0.32, 0.13, 1], [440, 0.48, 0.16, 1]],
  done: [[523, 0, 0.3, 1], [659, 0.22, 0.3, 1], [784, 0.44, 0.8, 1]],
  begin: [[392, 0, 0.4, 1, 659]],
  ease: [[523, 0, 0.24, 1], [349, 0.26, 0.45, 1]],
  end: [[392, 0, 1.1, 1]],
  pause: [[220, 0, 0.3, 1]],
  prep: [[440, 0, 0.14, 0.6], [440, 0.22, 0.14, 0.6]],
  halfway: [[494, 0, 0.25, 0.5]],
  tick: [[523, 0, 0.07, 0.6]],
  waiting: [[440, 0, 0.07, 0.35]],
};

// The first in this list is heard when two would sound at once.
const RANKS = Object.keys(NOTES);

const PACKS = {
  calm: { wave: "sine", loudness: 0.4, pitch: 1 },
  clear: { wave: "triangle", loudness: 1, pitch: 1.5 },
};

const OPENING = { prep: "prep", hold: "begin", ease: "ease", switch: "switch" };
const COUNTED = ["prep", "hold", "switch", "lead"]; // the last three seconds are ticked
const CLOSED = ["hold", "ease"];
export const HALVED_FROM = 30000;

// The stage that follows opens with a tone of its own, which takes the place of the end.
// Where nothing follows, because nobody looks, the end is heard after this time.
const GIVES_WAY = 250;

export const outranks = (cue, other) => RANKS.indexOf(cue) < RANKS.indexOf(other);

export const lengthOf = (cue) => 1000 * Math.max(...NOTES[cue].map(([, start, length]) => start + length));

// The notes of a cue as a pack plays them; none when it is off.
export function notesOf(cue, pack, volume) {
  if (!PACKS[pack]) return [];
  const { wave, loudness, pitch } = PACKS[pack];
  return NOTES[cue].map(([from, start, length, part, to = from]) => ({
    wave,
    start,
    length,
    from: from * pitch,
    to: to * pitch,
    loudness: part * loudness * volume,
  }));
}

// The cues of a stage from now on, as [cue, milliseconds from now]. A stage that goes on
// after a pause has no opening; `next` is the kind of the stage after it, if there is one.
export function cuesFor({ kind, next, left, whole, isFresh }) {
  const cues = isFresh && OPENING[kind] ? [[OPENING[kind], 0]] : [];
  if (kind === "hold" && whole >= HALVED_FROM) cues.push(["halfway", left - whole / 2]);
  if (COUNTED.includes(kind)) for (const before of [3000, 2000, 1000]) cues.push(["tick", left - before]);
  if (CLOSED.includes(kind)) cues.push(["end", next === "rest" || next === "prep" ? left : left + GIVES_WAY]);
  return withoutOverlaps(cues.filter(([cue, after]) => after > 0 || cue === OPENING[kind]));
}

function withoutOverlaps(cues) {
  const kept = [];
  for (const one of [...cues].sort(([a], [b]) => (outranks(a, b) ? -1 : 1))) {
    if (!kept.some((other) => overlap(one, other))) kept.push(one);
  }
  return kept.sort(([, a], [, b]) => a - b);
}

function overlap([cue, at], [other, otherAt]) {
  return at < otherAt + lengthOf(other) && otherAt < at + lengthOf(cue);
}
