// The sheet "More": the whole text of what is done now, and how the player behaves. What
// is chosen stands as an attribute on the player, where style and script read it.
import { prefer, preferences } from "./preferences.js";

export class MoreSheet {
  #root;
  #dialog;

  constructor(root) {
    this.#root = root;
    this.#dialog = root.querySelector("[data-part=more]");
    this.#follow();
    document.addEventListener("preferred", this.#follow); // chosen in another place
    this.#dialog.addEventListener("change", ({ target }) => this.#choose(target));
  }

  // `figure` names the step, or its gentler way, that is done now.
  open(figure) {
    for (const about of this.#dialog.querySelectorAll("[data-about]")) about.hidden = about.dataset.about !== figure;
    this.#dialog.showModal();
    this.#dialog.scrollTop = 0;
    this.#dialog.querySelector("h2").focus();
  }

  close() {
    this.#dialog.close();
  }

  #choose({ dataset: { prefer: name }, checked }) {
    if (name) prefer(name, checked);
  }

  #follow = () => {
    const wanted = preferences();
    for (const box of this.#dialog.querySelectorAll("[data-prefer]")) {
      const name = box.dataset.prefer;
      box.checked = wanted[name];
      this.#root.toggleAttribute(`data-${name}`, wanted[name]);
    }
  };
}
