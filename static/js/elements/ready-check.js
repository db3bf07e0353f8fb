// <ready-check>: before the first session on a device, somebody has to say whether a tone
// was heard; pressing Start without it asks. A browser without sound answers for them.
import { prefer, preferences } from "../lib/preferences.js";
import { speak } from "../lib/voice.js";

const hasTones = () => "AudioContext" in globalThis;
const isSilent = () => !hasTones() && !("speechSynthesis" in globalThis);

class ReadyCheck extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#click);
    document.addEventListener("preferred", this.#show);
    if (isSilent() && !preferences().hasHeard) this.#answer("no");
    this.#show();
  }

  disconnectedCallback() {
    document.removeEventListener("preferred", this.#show);
  }

  // Heard before the player does, which starts when nothing holds the tap back.
  #click = (event) => {
    const { do: verb, answer } = event.target.closest("button")?.dataset ?? {};
    if (verb === "tone") this.#ask();
    if (verb === "start" && !this.#isAnswered) this.#askFirst(event);
    if (!answer) return;
    this.#answer(answer);
    this.querySelector("[data-do=start]").focus();
  };

  get #isAnswered() {
    const { hasHeard, pack } = preferences();
    return hasHeard || pack === "off";
  }

  #ask() {
    const title = this.querySelector("#heard-title").textContent;
    this.#part("question").hidden = false;
    this.#part("asked").textContent = title;
    if (!hasTones()) speak(title);
  }

  // The tap on Start plays the tone: sound may only begin in a tap.
  #askFirst(event) {
    event.stopPropagation();
    this.querySelector("[data-do=tone]").click();
    this.querySelector("[data-answer]").focus();
  }

  #answer(answer) {
    prefer("hasHeard", answer);
    if (answer === "no") prefer("flashes", true);
    else if (!hasTones()) prefer("voice", true);
    this.#part("question").hidden = true;
    this.#part("asked").textContent = "";
  }

  #show = () => {
    const { hasHeard, pack, flashes, isOneTrack } = preferences();
    const state = isSilent() ? "none" : pack === "off" ? pack : hasHeard;
    for (const line of this.querySelectorAll("[data-heard]")) line.hidden = line.dataset.heard !== state;
    this.#part("flashes").hidden = !flashes;
    for (const line of this.querySelectorAll("[data-track]")) line.hidden = (line.dataset.track === "yes") !== isOneTrack;
    this.querySelector("[data-do=tone]").hidden = state === "none" || state === "off";
    this.closest("session-player").toggleAttribute("data-flashes", flashes);
  };

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

customElements.define("ready-check", ReadyCheck);
