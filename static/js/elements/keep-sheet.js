// <keep-sheet>: puts a routine aside on this phone, as a sheet that opens without a network.
// Hidden where a browser cannot.
import { canKeep, dateOf, keepSheet } from "../lib/kept.js";

class KeepSheet extends HTMLElement {
  connectedCallback() {
    this.hidden = !canKeep;
    this.addEventListener("submit", this.#keep);
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.#keep);
  }

  #keep = async (event) => {
    event.preventDefault();
    const said = this.querySelector("[data-said]");
    const text = (name) => this.querySelector(`[data-text=${name}]`).textContent;
    try {
      const until = await keepSheet(new URL(event.target.action).pathname);
      said.textContent = text("kept").replace("{date}", dateOf(until));
    } catch {
      said.textContent = text("not");
    }
  };
}

customElements.define("keep-sheet", KeepSheet);
