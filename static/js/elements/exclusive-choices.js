// <exclusive-choices>: "None of these" clears the other boxes, and they clear it.
// The server checks the same; this only saves a tap.
class ExclusiveChoices extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#change);
  }

  disconnectedCallback() {
    this.removeEventListener("change", this.#change);
  }

  #change = ({ target }) => {
    if (target.type !== "checkbox" || !target.checked) return;
    const isExclusive = "exclusive" in target.dataset;
    for (const box of this.querySelectorAll("input[type=checkbox]")) {
      if (box !== target && (isExclusive || "exclusive" in box.dataset)) box.checked = false;
    }
  };
}

customElements.define("exclusive-choices", ExclusiveChoices);
