// What a page tells while it goes away, jotted down where writing waits for nobody: the
// database may be cut off before it has taken it, and the beacon may not arrive. The next
// page that looks takes it over.
const NAME = "easeback-last-words";

function jotted() {
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

// Return them, and leave nothing here.
export function takeOver() {
  const rows = jotted();
  if (rows.length) localStorage.removeItem(NAME);
  return rows;
}
