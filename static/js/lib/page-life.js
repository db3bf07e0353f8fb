// Tells when a page comes back after having been hidden, and when it goes for good.
export class PageLife {
  #back;
  #gone;
  #hiddenAt = 0;

  // `back(milliseconds)` hears how long the page was hidden.
  constructor(back, gone) {
    this.#back = back;
    this.#gone = gone;
  }

  watch() {
    document.addEventListener("visibilitychange", this.#change);
    addEventListener("pagehide", this.#gone);
  }

  stop() {
    document.removeEventListener("visibilitychange", this.#change);
    removeEventListener("pagehide", this.#gone);
  }

  #change = () => {
    const since = this.#hiddenAt;
    this.#hiddenAt = document.hidden ? Date.now() : 0;
    if (since && !document.hidden) this.#back(Date.now() - since);
  };
}
