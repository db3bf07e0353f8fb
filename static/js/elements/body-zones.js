// <body-zones>: the body beside a list of boxes. A tap on a zone ticks its box or clears it,
// and every zone shows whether its box is ticked. Without a script the list is all there is.
class BodyZones extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", this.#tap);
    this.#form.addEventListener("change", this.#show);
    this.#show();
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#tap);
  }

  get #form() {
    return this.closest("form");
  }

  #box(zone) {
    return this.#form.querySelector(`[type=checkbox][value="${zone}"]`);
  }

  #tap = ({ target }) => {
    const region = target.closest("[data-zone]");
    if (region) this.#box(region.dataset.zone)?.click();
  };

  #show = () => {
    for (const region of this.querySelectorAll("[data-zone]")) {
      region.toggleAttribute("data-chosen", Boolean(this.#box(region.dataset.zone)?.checked));
    }
  };
}

customElements.define("body-zones", BodyZones);
