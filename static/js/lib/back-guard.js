// The browser's Back asks before it leaves a session that is under way. A second Back
// leaves, and once the session is over nothing is in the way.
export class BackGuard {
  #asks;
  #isNeeded;

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

  #popped = ({ state }) => {
    if (state?.isGuard) return;
    if (this.#isNeeded()) this.#asks();
    else history.back();
  };
}
