// Pages put aside on this phone: the session under way, and sheets somebody asked to keep.
// Each kind lies in a cache named after its person, and each page says until when it is good;
// the service worker shows none past that. Nothing else of a person is ever put there.
import { person, settled } from "./forget.js";
import { canWorkOffline } from "./offline.js";

const SESSION = `run-${person}`;
const SHEETS = `kept-${person}`;
const DAY = 86400000;
const GOOD_UNTIL = "x-good-until";
// Ours, or with a hash in its name, as drawn figures have: the worker knows the same two.
const FILE = /^\/static\/|\.[0-9a-f]{12}\.\w+$/;

export const canKeep = canWorkOffline && Boolean(person);

// One after the other: a session that ends at once must not be kept after it was dropped.
let last = settled;
function inTurn(act) {
  const done = last.then(act);
  last = done.catch(() => {});
  return canKeep ? done : Promise.resolve();
}

// The files a page names, and those the open page has loaded: modules, sheets that sheets import.
function filesOf(html) {
  const named = [...html.matchAll(/="(\/[^"#\s]+)/g)].map(([, url]) => url);
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const ours = loaded.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);
  return new Set([...named, ...ours].filter((url) => FILE.test(url)));
}

// A form in a page kept for hours has no use for the token of the day it was made.
const withoutToken = (html) => html.replaceAll(html.match(/name="csrfmiddlewaretoken" value="(\w+)"/)?.[1] ?? "\0", "");

async function put(name, url, answer, more) {
  const html = withoutToken(await answer.text());
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  for (const [key, value] of Object.entries(more)) headers.set(key, value);
  const cache = await caches.open(name);
  await cache.put(url, new Response(html, { headers }));
  await Promise.allSettled([...filesOf(html)].map((file) => cache.add(file)));
}

async function pagesIn(name) {
  const cache = await caches.open(name);
  const pages = [];
  for (const request of await cache.keys()) {
    const { pathname: url } = new URL(request.url);
    if (FILE.test(url)) continue;
    const { headers } = await cache.match(request);
    pages.push({ url, headers, until: new Date(headers.get(GOOD_UNTIL) ?? NaN) });
  }
  return pages;
}

const hasNow = async (name) => (await caches.keys()).includes(name);

// The session under way, and no other; without a network the one kept before stays. It is
// dropped after a day, and no clock set back can hide it.
export function keepSession(url) {
  return inTurn(async () => {
    const answer = await fetch(url, { redirect: "error" });
    if (!answer.ok) return;
    await caches.delete(SESSION);
    const isForTwo = document.querySelector("partner-check") ? "yes" : "";
    await put(SESSION, url, answer, {
      [GOOD_UNTIL]: new Date(Date.now() + DAY).toISOString(),
      date: new Date(0).toUTCString(),
      "x-name": encodeURIComponent(document.title.split(" · ")[0]),
      "x-for-two": isForTwo,
    });
  }).catch(() => {});
}

export function dropSession() {
  return inTurn(() => caches.delete(SESSION)).catch(() => {});
}

// Keep a sheet; rejects when the server does not give it, or not with its time.
export function keepSheet(url) {
  return inTurn(async () => {
    const answer = await fetch(url, { redirect: "error" });
    const until = new Date(answer.headers.get(GOOD_UNTIL) ?? NaN);
    if (!answer.ok || !(until > Date.now())) throw new Error("not given");
    await put(SHEETS, url, answer, {});
    return until;
  });
}

// The day before the month, as in every text of ours.
export function dateOf(moment) {
  const { lang } = document.documentElement;
  return moment.toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
}

// The sheets that are still good, each {url, name, until}.
export async function sheetsKept() {
  if (!canKeep) return [];
  await last;
  if (!(await hasNow(SHEETS))) return [];
  const pages = (await pagesIn(SHEETS)).filter(({ until }) => until > Date.now());
  return pages.map(({ url, headers, until }) => ({ url, until, name: decodeURIComponent(headers.get("x-name") ?? "") }));
}

export function removeSheet(url) {
  return inTurn(async () => (await caches.open(SHEETS)).delete(url));
}

// On every page but the player: where the gate is closed nothing stays that could be followed,
// but for a session on somebody else's back; a session that has gone on or ended is not kept.
export function tidy(isClosed) {
  return inTurn(async () => {
    if (isClosed) await caches.delete(SHEETS);
    if (!(await hasNow(SESSION))) return;
    const [page] = await pagesIn(SESSION);
    const isOwnAndClosed = isClosed && !page?.headers.get("x-for-two");
    const isOver = page && location.pathname.startsWith(page.url);
    if (isOwnAndClosed || isOver || !(page?.until > Date.now())) await caches.delete(SESSION);
  }).catch(() => {});
}
