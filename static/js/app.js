// Everything here adds to pages that already work: nothing is needed to use them.
import { forgetDevice, person } from "./lib/forget.js";
import "./elements/body-zones.js";
import "./elements/copy-link.js";
import "./elements/exclusive-choices.js";
import "./elements/filter-sheet.js";
import "./elements/install-hint.js";
import "./elements/keep-sheet.js";
import "./elements/kept-sheets.js";
import "./elements/partner-check.js";
import "./elements/ready-check.js";
import "./elements/session-player.js";
import "./elements/sign-out.js";
import "./elements/sound-choices.js";
import "./elements/spot-map.js";
import { keepSession, tidy } from "./lib/kept.js";
import { sendLeftOvers } from "./lib/left-overs.js";
import { workOffline } from "./lib/offline.js";

document.documentElement.dataset.js = "";
if (document.querySelector("[data-forget]")) forgetDevice();
else {
  workOffline(document.querySelector("[data-part=new-version]"));
  sendLeftOvers(person);
}
if (document.querySelector("session-player")) keepSession(location.pathname);
else tidy(document.querySelector("[data-closed]") !== null);

// A summary of errors takes the focus, so that a screen reader starts there.
document.querySelector("[data-focus]")?.focus();

// Days are counted on the person's own clock; the server learns which one it is.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
for (const field of document.querySelectorAll("[data-time-zone]")) field.value = zone;

// A page may be older than the token it was made with, and one kept for hours has none.
addEventListener("submit", ({ target }) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (token && target.elements.csrfmiddlewaretoken) target.elements.csrfmiddlewaretoken.value = token;
});

// A page taken back from memory may belong to somebody who has signed out.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
