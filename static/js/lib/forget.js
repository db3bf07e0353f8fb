// Leaves nothing of a person behind on a device that others use: when they sign out, and when
// the page is somebody else's than what the browser keeps. This module is imported first, so
// that what was another person's is gone before anything is read or kept.

const WHOSE = "easeback-person";
const DATABASE = "easeback";

// What a browser does not have, or keeps closed, holds nothing.
async function attempt(act) {
  try {
    return await act();
  } catch {
    return undefined;
  }
}

function known() {
  try {
    return localStorage.getItem(WHOSE);
  } catch {
    return null;
  }
}

function dropDatabase() {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(DATABASE);
    asked.onsuccess = asked.onerror = asked.onblocked = resolve;
  });
}

async function dropCaches(isDropped) {
  const names = await caches.keys();
  await Promise.all(names.filter(isDropped).map((name) => caches.delete(name)));
}

// Storages first: they are emptied before this returns.
function wipe(isDropped) {
  const gone = [
    attempt(() => localStorage.clear()),
    attempt(dropDatabase),
    attempt(() => dropCaches(isDropped)),
  ];
  return Promise.all(gone);
}

const isOfAPerson = (name) => /^(run|kept)-/.test(name);
const channel = "BroadcastChannel" in self ? new BroadcastChannel(DATABASE) : null;

// Other pages of this browser would go on showing and keeping what they hold.
function tellOthers() {
  attempt(() => sessionStorage.clear());
  channel?.postMessage("forget");
}

// Everything, the worker last: it could keep something again. The mark says that it is done.
export async function forgetDevice() {
  tellOthers();
  await wipe(() => true);
  await attempt(async () => {
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
  });
  document.documentElement.dataset.forgotten = "";
}

// Make sure that what the browser keeps is this person's; resolves when it is. A page of
// nobody leaves things alone while they wait for their person to sign in again.
function belongsTo(person) {
  const before = known();
  if (before && (!person || person === before)) return Promise.resolve();
  const gone = wipe(isOfAPerson);
  if (before) tellOthers();
  if (person) attempt(() => localStorage.setItem(WHOSE, person));
  return gone;
}

export const person = document.documentElement.dataset.person ?? "";
export const settled = belongsTo(person);
channel?.addEventListener("message", () => person && location.reload());
