// How somebody wants their sessions on this device: kept here, read whole, each value of
// its own kind or the default. A browser that keeps nothing keeps it as long as this page.
// A routine may have tones of its own: in its session they count, and a change to them ends
// with the page.

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

const pack = document.querySelector("session-player")?.dataset.pack;
const ofThisPage = isFit("pack", pack) ? { pack } : {};
let unkept = {};

export function preferences() {
  return { ...ofThisDevice(), ...ofThisPage };
}

// Keep a choice; "preferred" on the document tells those who show or follow it.
export function prefer(name, value) {
  if (name in ofThisPage) ofThisPage[name] = value;
  else keep({ ...ofThisDevice(), [name]: value });
  document.dispatchEvent(new Event("preferred"));
}

function ofThisDevice() {
  const kept = { ...read(), ...unkept };
  const known = Object.entries(DEFAULTS).map(([name, usual]) => [name, isFit(name, kept[name]) ? kept[name] : usual]);
  return Object.fromEntries(known);
}

function keep(all) {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    unkept = all;
  }
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
