// How a session leaves this page: done, stopped by a sign, or going on in another place.
// After any of them nothing moves here any more.
import { dropSession, tidy } from "./kept.js";

export class Curtain {
  #root;
  #view;
  #walk;
  #saving;
  #awake;
  #guard;
  isDown = false;

  constructor(root, { view, walk, saving, awake, guard }) {
    this.#root = root;
    this.#view = view;
    this.#walk = walk;
    this.#saving = saving;
    this.#awake = awake;
    this.#guard = guard;
  }

  done() {
    this.#saving.isOver();
    this.#fall("done");
    this.#view.showDone();
  }

  // A sign has ended the session.
  stopped() {
    this.#saving.isOver();
    this.#fall("ended");
    tidy(true);
    this.#view.showStopped();
  }

  // The session went on in another place; here nothing more happens.
  elsewhere() {
    this.#saving.isElsewhere();
    this.#fall("elsewhere");
    this.#view.showElsewhere();
  }

  // Told once; the form that follows takes it along. Resolves when Back is free.
  leave() {
    if (!this.isDown) this.#saving.end({ kind: "end", ...this.#walk.place });
    this.isDown = true;
    return this.#guard.lower();
  }

  // Without a network there is no next page: this one says that it is done.
  strand() {
    this.#view.part("end").close();
    this.done();
    this.#saving.flush();
  }

  #fall(phase) {
    this.isDown = true;
    this.#guard.lower();
    this.#walk.runner.halt();
    this.#awake.release();
    if (phase !== "elsewhere") dropSession();
    this.#root.dataset.phase = phase;
    this.#walk.stages.hide();
    this.#view.showKind("done");
  }
}
