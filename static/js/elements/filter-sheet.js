// <filter-sheet>: around the filters of the catalogue. Escape closes the sheet, and on
// a phone "Show techniques" does, once the list behind it has changed.
class FilterSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.#keydown);
    this.addEventListener("submit", this.#close);
  }

  disconnectedCallback() {
    this.removeEventListener("keydown", this.#keydown);
    this.removeEventListener("submit", this.#close);
  }

  get #sheet() {
    return this.querySelector("details");
  }

  #close = () => {
    this.#sheet.open = false;
  };

  #keydown = (event) => {
    if (event.key !== "Escape" || !this.#sheet.open) return;
    this.#close();
    this.#sheet.querySelector("summary").focus();
  };
}

customElements.define("filter-sheet", FilterSheet);
