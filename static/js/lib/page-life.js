// Tells when somebody comes back to the page after it was hidden, frozen or put aside, and
// when it goes for good. Anything else that brings it to the front is a reason to look.
const ON_PAGE = ["visibilitychange", "freeze", "resume"];
const ON_WINDOW = ["pageshow", "focus"];

export class PageLife {
  #now;
  #heard;
  #since = null;

  // `heard` has back(milliseconds away), look() and gone().
  constructor(now, heard) {
    this.#now = now;
    this.#heard = heard;
  }

  watch() {
    for (const name of ON_PAGE) document.addEventListener(name, this.#change);
    for (const name of ON_WINDOW) addEventListener(name, this.#change);
    addEventListener("pagehide", this.#gone);
  }

  stop() {
    for (const name of ON_PAGE) document.removeEventListener(name, this.#change);
    for (const name of ON_WINDOW) removeEventListener(name, this.#change);
    removeEventListener("pagehide", this.#gone);
  }

  #change = ({ type }) => {
    const now = this.#now();
    if (document.hidden || type === "freeze") {
      this.#since ??= now;
      return;
    }
    const since = this.#since;
    this.#since = null;
    if (since === null) this.#heard.look();
    else this.#heard.back(now - since);
  };

  // It may come back all the same, out of the browser's back and forward cache.
  #gone = () => {
    this.#since ??= this.#now();
    this.#heard.gone();
  };
}
