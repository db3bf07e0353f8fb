// The ways out of a session. Whatever the server has not heard yet goes along with the
// form that ends it, so leaving is never faster than saving. What follows takes the place
// of this page: Back from there leads to where the session began, not to one that is over.
import { token } from "./server-line.js";

const PATIENCE = 8000;

export class Ending {
  #form;
  #waiting;

  // `waiting()` gives the events on their way, `ended()` hears that this page is done and
  // resolves when it can be replaced, and `stranded()` hears that no page can follow now:
  // the server is out of reach.
  constructor(form, { waiting, ended, stranded }) {
    this.#form = form;
    this.#waiting = waiting;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      this.#wait();
      const isReady = ended();
      const isSent = await this.#isSent();
      await isReady;
      if (isSent) location.replace(form.action); // it leads on to what comes after an end
      else stranded();
    });
  }

  now() {
    this.#form.requestSubmit();
  }

  // A link to what comes after the end; it must not overtake the last events.
  follow(event) {
    event.preventDefault();
    if (this.#waiting().length) this.now();
    else location.replace(event.target.closest("a").href);
  }

  // Whoever waits is told what for, however they got here.
  #wait() {
    const sheet = this.#form.closest("dialog");
    sheet.toggleAttribute("data-sending", true);
    if (!sheet.open) sheet.showModal();
  }

  async #isSent() {
    const { events, csrfmiddlewaretoken: field } = this.#form.elements;
    events.value = JSON.stringify(this.#waiting());
    field.value = token(field.value); // a page kept for hours has an old one, or none
    const body = new FormData(this.#form);
    const signal = AbortSignal.timeout?.(PATIENCE);
    try {
      const sent = navigator.onLine && fetch(this.#form.action, { method: "POST", body, signal, redirect: "manual" });
      return (await sent).status < 500;
    } catch {
      return false;
    }
  }
}
