// <kept-sheets>: the sheets kept on this phone, each with a way to remove it. Hidden while
// there is none.
import { dateOf, removeSheet, sheetsKept } from "../lib/kept.js";

class KeptSheets extends HTMLElement {
  connectedCallback() {
    this.#show();
  }

  async #show() {
    const sheets = await sheetsKept().catch(() => []);
    this.hidden = !sheets.length;
    this.querySelector("[data-part=list]").replaceChildren(...sheets.map((sheet) => this.#line(sheet)));
  }

  #line({ url, name, until }) {
    const line = this.querySelector("[data-part=one]").content.cloneNode(true);
    const [link, date, button] = ["a", ".small", "button"].map((part) => line.querySelector(part));
    link.href = url;
    link.textContent = name;
    date.textContent = date.textContent.replace("{date}", dateOf(until));
    button.querySelector("span").textContent = ` ${name}`;
    button.addEventListener("click", () => this.#remove(url, name));
    return line;
  }

  async #remove(url, name) {
    await removeSheet(url);
    await this.#show();
    const text = this.querySelector("[data-text=gone]").textContent;
    this.querySelector("[data-said]").textContent = text.replace("{name}", name);
    (this.querySelector("button") ?? document.querySelector("main")).focus();
  }
}

customElements.define("kept-sheets", KeptSheets);
