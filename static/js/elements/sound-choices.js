// <sound-choices>: what can be chosen about sound and voice, kept on this device. What the
// browser cannot do is not offered.
import { prefer, preferences } from "../lib/preferences.js";

const CAN = {
  audioSession: () => "audioSession" in navigator,
  track: () => "OfflineAudioContext" in globalThis && "mediaSession" in navigator,
  speech: () => "speechSynthesis" in globalThis,
};

class SoundChoices extends HTMLElement {
  connectedCallback() {
    for (const one of this.querySelectorAll("[data-needs]")) one.hidden = !CAN[one.dataset.needs]();
    this.addEventListener("change", this.#keep);
    document.addEventListener("preferred", this.#show);
    this.#show();
  }

  disconnectedCallback() {
    document.removeEventListener("preferred", this.#show);
  }

  #keep = ({ target: { type, checked, value, dataset } }) => {
    const values = { checkbox: () => checked, range: () => Number(value), radio: () => value };
    prefer(dataset.choice, values[type]());
  };

  #show = () => {
    const kept = preferences();
    for (const one of this.querySelectorAll("[data-choice]")) {
      const value = kept[one.dataset.choice];
      if (one.type === "range") one.value = value;
      else one.checked = one.type === "radio" ? one.value === value : value;
    }
  };
}

customElements.define("sound-choices", SoundChoices);
