// Everything here adds to pages that already work: nothing is needed to use them.
import "./elements/copy-link.js";
import "./elements/exclusive-choices.js";
import "./elements/filter-sheet.js";
import "./elements/partner-check.js";
import "./elements/session-player.js";
import { keepHelp } from "./lib/offline.js";

document.documentElement.dataset.js = "";
keepHelp();

// A summary of errors takes the focus, so that a screen reader starts there.
document.querySelector("[data-focus]")?.focus();

// Days are counted on the person's own clock; the server learns which one it is.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
for (const field of document.querySelectorAll("[data-time-zone]")) field.value = zone;

// A page taken back from memory may belong to somebody who has signed out.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
