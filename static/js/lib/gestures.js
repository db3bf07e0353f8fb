// What a tap or a key asks for.

const KEYS = { ArrowRight: "next", ArrowLeft: "back", "+": "more", "-": "less", Escape: "ask-end" };

// A second tap this soon is the same tap, by a knuckle or an elbow: it would skip a stop
// nobody sees again. Seconds may be added or taken as fast as one likes.
const SAME_TAP = 350;
const COUNTS_ONCE = ["next", "back", "toggle"];

export class Taps {
  #verb;
  #at = 0;

  verbOf({ target }) {
    const verb = target.closest("[data-do]")?.dataset.do;
    if (verb === this.#verb && COUNTS_ONCE.includes(verb) && performance.now() - this.#at < SAME_TAP) return undefined;
    this.#verb = verb;
    this.#at = performance.now();
    return verb;
  }
}

// Keys do nothing while a dialog is open, and once however long they are held; the space
// bar presses a button that has the focus.
export function verbOfKey({ key, target, repeat, altKey, ctrlKey, metaKey }) {
  if (document.querySelector("dialog[open]") || repeat || altKey || ctrlKey || metaKey) return undefined;
  if (key === " ") return target.closest("button, a, input") ? undefined : "toggle";
  return KEYS[key];
}
