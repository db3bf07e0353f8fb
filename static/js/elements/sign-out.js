// <sign-out>: signing out takes away what this phone keeps. What the server has not got yet is
// sent first; where that cannot be, somebody is asked before it is lost.
import { EventStore } from "../lib/event-store.js";
import { person } from "../lib/forget.js";
import { LeftOvers } from "../lib/left-overs.js";

class SignOut extends HTMLElement {
  #isSure = false;

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
    this.addEventListener("click", this.#click);
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.#submit);
    this.removeEventListener("click", this.#click);
  }

  #submit = async (event) => {
    if (this.#isSure) return;
    event.preventDefault();
    if (await this.#unsaved()) await new LeftOvers(person).send();
    const left = await this.#unsaved();
    if (left || !navigator.onLine) this.#ask(left > 0);
    else this.#go();
  };

  #click = ({ target }) => {
    const verb = target.closest("[data-do]")?.dataset.do;
    if (verb === "go") this.#go();
    if (verb === "stay") this.querySelector("dialog").close();
  };

  async #unsaved() {
    return (await new EventStore().all()).filter((row) => row.person === person).length;
  }

  #ask(isUnsaved) {
    const shown = { unsaved: isUnsaved, offline: !navigator.onLine, online: navigator.onLine };
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = !shown[part.dataset.when];
    this.querySelector("dialog").showModal();
  }

  #go() {
    this.#isSure = true;
    this.querySelector("form").requestSubmit();
  }
}

customElements.define("sign-out", SignOut);
