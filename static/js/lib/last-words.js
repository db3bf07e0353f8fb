// What a page tells while it goes away, jotted down where writing waits for nobody: the
// database may be cut off before it has taken it, and the beacon may not arrive. The next
// page that looks takes it over.
const NAME = "easeback-last-words";

export function jotted() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? [];
  } catch {
    return [];
  }
}

// Add {event, url, person} to what another page of this browser may have jotted down.
export function jot(rows) {
  if (!rows.length) return;
  try {
    localStorage.setItem(NAME, JSON.stringify([...jotted(), ...rows]));
  } catch {
    // No room, or none allowed: the beacon is all there is.
  }
}

// They are kept elsewhere now; what was jotted down meanwhile stays.
export function letGo(rows) {
  const struck = new Set(rows.map(({ event }) => event.key));
  const left = jotted().filter(({ event }) => !struck.has(event.key));
  localStorage.removeItem(NAME);
  jot(left);
}
