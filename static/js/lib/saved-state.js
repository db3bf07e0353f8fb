// Says how many steps the server does not have yet, and what brings them there.

export class SavedState {
  #line;
  #link;
  #view;

  constructor(view) {
    this.#view = view;
    this.#line = view.part("unsaved");
    this.#link = view.part("sign-in");
  }

  // `status` is the server's answer, 401 when somebody has to sign in first.
  say(count, status) {
    const isOut = status === 401 && count > 0;
    const text = this.#view.text(`${isOut ? "signed-out" : "unsaved"}-${count === 1 ? "one" : "many"}`, { n: count });
    this.#line.textContent = count && !isOut ? text : "";
    this.#link.textContent = isOut ? text : "";
    this.#link.hidden = !isOut;
  }
}
