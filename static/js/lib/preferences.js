// How somebody wants their sessions on this device: kept here, read whole, each value of
// its own kind or the default. A browser that keeps nothing keeps it as long as this page.

const KEY = "easeback-session"; // "easeback-": signing out clears it
const DEFAULTS = {
  flashes: false,
  turned: false,
  vibrates: true,
  waits: false,
  hasHeard: "", // "yes" or "no", once the first tone was asked about
  pack: "calm",
  loudness: 0.7,
  isEvenSilent: true,
  voice: false,
  voiceLoudness: 1,
  isOneTrack: false,
};
const ONE_OF = { hasHeard: ["", "yes", "no"], pack: ["calm", "clear", "off"] };

let unkept = {};

export function preferences() {
  const kept = { ...read(), ...unkept };
  const known = Object.entries(DEFAULTS).map(([name, usual]) => [name, isFit(name, kept[name]) ? kept[name] : usual]);
  return Object.fromEntries(known);
}

// Keep a choice; "preferred" on the document tells those who show or follow it.
export function prefer(name, value) {
  const all = { ...preferences(), [name]: value };
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    unkept = all;
  }
  document.dispatchEvent(new Event("preferred"));
}

function isFit(name, value) {
  if (ONE_OF[name]) return ONE_OF[name].includes(value);
  return typeof value === typeof DEFAULTS[name] && (typeof value !== "number" || (value >= 0 && value <= 1));
}

function read() {
  try {
    return Object(JSON.parse(localStorage.getItem(KEY)));
  } catch {
    return {};
  }
}
