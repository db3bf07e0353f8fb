// Keeps the screen on while wanted. The lock is lost whenever the page is hidden and has
// to be asked for again; a refusal is told, not hidden.
export class Awake {
  #lock = null;
  #wanted = false;
  #told;

  constructor(told) {
    this.#told = told;
    document.addEventListener("visibilitychange", () => this.#ask());
  }

  get isPossible() {
    return "wakeLock" in navigator;
  }

  want() {
    this.#wanted = true;
    this.#ask();
  }

  release() {
    this.#wanted = false;
    this.#lock?.release();
    this.#lock = null;
  }

  async #ask() {
    if (!this.#wanted || document.hidden) return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      this.#told(true);
    } catch {
      this.#told(false);
    }
  }
}
