// The server puts three constants in front of this text (safety/offline.py): CACHE, a name that
// changes with what is kept; PAGE, the offline page; FILES, what that page needs to look right.
/* global CACHE, PAGE, FILES */

// Without credentials nobody's own words can be in what is kept.
const wanted = () =>
  [PAGE, ...FILES].map((url) => new Request(url, { credentials: "omit", cache: "reload" }));

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((kept) => kept.addAll(wanted())));
  skipWaiting();
});

addEventListener("activate", (event) => {
  const drop = (names) =>
    names.filter((name) => name.startsWith("help-") && name !== CACHE).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(drop(names))));
});

// The network always comes first; nothing that passes here is stored.
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => kept(PAGE)));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

async function kept(request) {
  const held = await caches.open(CACHE);
  return (await held.match(request, { ignoreVary: true })) ?? Response.error();
}
