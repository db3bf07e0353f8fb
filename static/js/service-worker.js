// The server puts four constants in front of this text (safety/offline.py): CACHE, a name that
// changes with what is kept; PAGE, the page on getting help; STATIC, where files lie; FILES,
// those our pages load.
// Nothing that passes here is stored. Two kinds of pages are put aside by the pages themselves
// (lib/kept.js), the session under way and sheets somebody asked to keep; they are only shown
// here, and never past their time.
/* global CACHE, PAGE, STATIC, FILES */

const OURS = /^(shell|help)-/;
const KEPT = /^(run|kept)-/;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const isFile = (pathname) => pathname.startsWith(STATIC) || HASHED.test(pathname);
const HOUR = 3600000;
// How long a page may take when there is another to show at once, and when there is none.
const SOON = 6000;
const LATE = 20000;

// Without credentials nobody's own words can be in what is kept. A hashed name means one text.
const wanted = () =>
  [PAGE, ...FILES].map(
    (url) => new Request(url, { credentials: "omit", cache: HASHED.test(url) ? "default" : "reload" })
  );

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((shell) => shell.addAll(wanted())));
});

// An older worker is never pushed aside while its pages are open, unless somebody asks for it.
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => OURS.test(name) && name !== CACHE);
  const drop = (names) => Promise.all(old(names).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop).then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (isFile(pathname)) event.respondWith(file(request, pathname));
});

// What a hashed name names never changes; anything else may have.
async function file(request, pathname) {
  const held = () => caches.match(request, { ignoreVary: true }).catch(() => {});
  if (HASHED.test(pathname)) return (await held()) ?? fetch(request);
  return fetch(request).catch(async () => (await held()) ?? Response.error());
}

// The network first. A line that never answers counts as none.
async function page(request, pathname) {
  const { good, isPast } = await kept(request.url).catch(() => ({}));
  const patience = good || pathname.startsWith("/help/") ? SOON : LATE;
  try {
    const late = new Promise((_, reject) => setTimeout(reject, patience));
    const answer = await Promise.race([fetch(request), late]);
    if (!good || answer.status < 502 || answer.status > 504) return answer;
  } catch {
    // no network
  }
  return good ?? help(isPast);
}

// The page kept for an address; one past its time is deleted.
async function kept(url) {
  const pages = (await allKept(url)).filter((one) => one.url === url);
  return { good: pages.find(({ isGood }) => isGood)?.answer, isPast: pages.some(({ isGood }) => !isGood) };
}

// Every page kept by a person, with what is past its time deleted on the way. The one that is
// asked for is looked up by its address: a list was seen to miss a page for a moment.
async function allKept(asked) {
  const found = [];
  for (const name of await caches.keys()) {
    if (!KEPT.test(name)) continue;
    const cache = await caches.open(name);
    const listed = (await cache.keys()).map(({ url }) => url);
    for (const url of new Set([asked, ...listed].filter(Boolean))) {
      const answer = isFile(new URL(url).pathname) ? null : await cache.match(url);
      if (!answer) continue;
      const isGood = holdsNow(answer.headers);
      if (!isGood) await cache.delete(url);
      found.push({ url, answer, isGood });
    }
  }
  return found;
}

// Without a moment that can be read, or with a clock set back behind its making: not good.
function holdsNow(headers) {
  const now = Date.now();
  return Date.parse(headers.get("x-good-until")) > now && Date.parse(headers.get("date")) < now + HOUR;
}

// The page on getting help, with links to what is kept; the words are all the server's.
async function help(isPast) {
  const shell = await caches.open(CACHE);
  const held = await shell.match(PAGE, { ignoreVary: true });
  if (!held) return Response.error();
  const links = (await allKept().catch(() => [])).filter(({ isGood }) => isGood).map(link);
  let html = await held.text();
  if (links.length) html = html.replace('data-part="kept" hidden', "").replace("<!-- kept -->", links.join(""));
  if (isPast) html = html.replace('data-part="past" hidden', "");
  const headers = new Headers(held.headers);
  headers.delete("content-encoding");
  return new Response(html, { headers });
}

function link({ url, answer }) {
  const name = decodeURIComponent(answer.headers.get("x-name") ?? "");
  const text = name.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<li><a href="${new URL(url).pathname}">${text}</a></li>`;
}
