// <partner-check>: inside the player of a session for two. After every minute of holding
// it asks how the pressure is, for some seconds, and tells the player what was answered.
// The time goes on meanwhile; only "Stop" and something gentler change what happens.

const EVERY = 60000; // "ask every minute" (clinical rule set, partner_rules)
const STAYS = 20000; // unanswered, it makes room again; asked aloud is what counts

class PartnerCheck extends HTMLElement {
  #player;
  #held = 0; // milliseconds of holding since the last question
  #before = null; // the second before: which stage, and what was left of it
  #asked = 0; // milliseconds the question has been there
  #now;

  connectedCallback() {
    this.#player = this.closest("session-player");
    this.#player.addEventListener("player:second", this.#second);
    this.addEventListener("click", this.#click);
  }

  disconnectedCallback() {
    this.#player.removeEventListener("player:second", this.#second);
    this.removeEventListener("click", this.#click);
  }

  // What ran is what is left less than before, never a number of ticks: going back,
  // adding seconds or a page that was hidden count nothing twice.
  #second = ({ detail }) => {
    this.#now = detail;
    const ran = detail.name === this.#before?.name ? Math.max(0, this.#before.left - detail.left) : 0;
    this.#before = detail;
    if (!this.hidden) this.#wait(ran, detail);
    if (detail.kind !== "hold") return;
    this.#held += ran;
    if (this.#held < EVERY) return;
    this.#held -= EVERY;
    this.#ask();
  };

  #click = ({ target }) => {
    const answer = target.closest("[data-check]")?.dataset.check;
    if (["less", "same", "more"].includes(answer)) this.#tell(answer);
    if (answer === "less" || answer === "more") this.#reply(answer);
    else if (answer || target.closest("[data-do]")) this.hidden = true;
  };

  #ask() {
    this.#asked = 0;
    this.#part("answers").hidden = false;
    this.#part("reply").hidden = true;
    this.hidden = false;
    this.#player.querySelector("[data-part=announce]").textContent = this.querySelector("#partner-question").textContent;
  }

  // A question belongs to a hold: it goes with it, or after a while.
  #wait(ran, { kind }) {
    this.#asked += ran;
    if (kind !== "hold" || this.#asked >= STAYS) this.hidden = true;
  }

  #reply(answer) {
    const most = this.querySelector(`[data-most="${this.#now.figure}"]`)?.textContent ?? "";
    const words = this.querySelector(`[data-reply="${answer}"]`).textContent;
    this.#asked = 0;
    this.#part("words").textContent = answer === "more" ? `${words} ${most}` : words;
    this.#part("easier").hidden = answer === "more" || !this.#now.gentler;
    this.#part("easier-name").textContent = this.#now.gentler;
    this.#part("answers").hidden = true;
    this.#part("reply").hidden = false;
    this.#player.querySelector("[data-part=announce]").textContent = this.#part("words").textContent;
    this.querySelector("[data-check=done]").focus();
  }

  #tell(sign) {
    this.#player.dispatchEvent(new CustomEvent("player:tell", { detail: { kind: "check", sign } }));
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

customElements.define("partner-check", PartnerCheck);
