// <install-hint>: how to put Easeback on the home screen. A browser that offers to do it gets
// a button in the place of the words.
class InstallHint extends HTMLElement {
  #offer = null;

  connectedCallback() {
    addEventListener("beforeinstallprompt", this.#keep);
    addEventListener("appinstalled", this.#done);
    this.addEventListener("click", this.#click);
  }

  disconnectedCallback() {
    removeEventListener("beforeinstallprompt", this.#keep);
    removeEventListener("appinstalled", this.#done);
    this.removeEventListener("click", this.#click);
  }

  #keep = (event) => {
    event.preventDefault();
    this.#offer = event;
    this.#show(true);
  };

  // An offer can be made once.
  #click = async ({ target }) => {
    if (!target.closest("button") || !this.#offer) return;
    await this.#offer.prompt();
    this.#offer = null;
    this.#show(false);
  };

  #done = () => {
    this.hidden = true;
  };

  #show(canAsk) {
    this.querySelector("button").hidden = !canAsk;
    this.querySelector("[data-part=words]").hidden = canAsk;
  }
}

customElements.define("install-hint", InstallHint);
