// Keeps the screen on while wanted. The lock is lost whenever the page is hidden, and
// sometimes by itself; it is asked for again when the page is seen and at the next tap.
// What came of it is told as it is: "held", "refused" or "lost".
export class Awake {
  #lock = null;
  #isWanted = false;
  #isAsking = false;
  #told;

  constructor(told) {
    this.#told = told;
    document.addEventListener("visibilitychange", () => this.#ask());
    document.addEventListener("click", () => this.#ask(), true); // before what the tap does
  }

  get isPossible() {
    return "wakeLock" in navigator;
  }

  want() {
    this.#isWanted = true;
    this.#ask();
  }

  release() {
    this.#isWanted = false;
    this.#lock?.release();
    this.#lock = null;
  }

  async #ask() {
    if (!this.#isWanted || this.#isAsking || document.hidden || (this.#lock && !this.#lock.released)) return;
    this.#isAsking = true;
    try {
      this.#keep(await navigator.wakeLock.request("screen"));
    } catch {
      this.#told("refused");
    }
    this.#isAsking = false;
  }

  #keep(lock) {
    this.#lock = lock;
    if (!this.#isWanted) this.release();
    else {
      lock.addEventListener("release", () => this.#isWanted && !document.hidden && this.#told("lost"));
      this.#told("held");
    }
  }
}
