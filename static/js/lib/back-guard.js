// The browser's Back asks before it leaves a session that is under way. A second Back
// leaves, and once the session is over nothing is in the way any more.
export class BackGuard {
  #asks;
  #isNeeded;
  #lowered = null;

  // `isNeeded()` says whether a session is under way, `asks()` opens the question.
  constructor(isNeeded, asks) {
    this.#isNeeded = isNeeded;
    this.#asks = asks;
    addEventListener("popstate", this.#popped);
  }

  // Put one step into the history for Back to take.
  raise() {
    if (this.#isNeeded() && !history.state?.isGuard) history.pushState({ isGuard: true }, "");
  }

  // Take that step out again, for good; resolves when it is gone.
  lower() {
    this.#lowered ??= new Promise((done) => {
      if (!history.state?.isGuard) return done();
      addEventListener("popstate", done, { once: true });
      return history.back();
    });
    return this.#lowered;
  }

  #popped = ({ state }) => {
    if (!state?.isGuard && this.#isNeeded()) this.#asks();
  };
}
