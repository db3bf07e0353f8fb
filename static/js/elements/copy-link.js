// <copy-link>: a button that copies the text beside it. Without a clipboard the text is
// selected, ready to be copied by hand.
class CopyLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#click);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#click);
  }

  #click = async ({ target }) => {
    if (!target.closest("button")) return;
    const text = this.querySelector(".copy-link__text");
    try {
      await navigator.clipboard.writeText(text.textContent);
      const said = this.querySelector("[data-said]");
      said.textContent = said.dataset.said;
    } catch {
      getSelection().selectAllChildren(text);
    }
  };
}

customElements.define("copy-link", CopyLink);
