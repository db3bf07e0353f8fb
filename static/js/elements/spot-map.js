// <spot-map>: a tap on the body presses the button of that place in the list beside it.
// Without a script a region leads to its button.
class SpotMap extends HTMLElement {
  connectedCallback() {
    for (const region of this.#regions) {
      region.id = `on-${region.getAttribute("href").slice(1)}`; // htmx gives the focus back by it
      region.setAttribute("role", "button");
      region.setAttribute("aria-pressed", region.hasAttribute("aria-current"));
    }
    this.addEventListener("click", this.#tap);
    this.addEventListener("keydown", this.#space);
  }

  get #regions() {
    return this.querySelectorAll(".body-map__link");
  }

  #tap = (event) => {
    const region = event.target.closest(".body-map__link");
    if (!region) return;
    event.preventDefault();
    region.focus();
    document.querySelector(region.getAttribute("href")).click();
  };

  // A button is pressed with the space bar too.
  #space = (event) => {
    if (event.key === " ") this.#tap(event);
  };
}

customElements.define("spot-map", SpotMap);
