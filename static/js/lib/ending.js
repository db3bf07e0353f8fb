// The ways out of a session. Whatever the server has not heard yet goes along with the
// form that ends it, so leaving is never faster than saving.
import { token } from "./server-line.js";

export class Ending {
  #form;
  #waiting;

  // `waiting()` gives the events on their way, `ended()` hears that this page is done, and
  // `stranded()` that no page can follow now: there is no network.
  constructor(form, { waiting, ended, stranded }) {
    this.#form = form;
    this.#waiting = waiting;
    form.addEventListener("submit", (event) => {
      ended();
      const { events, csrfmiddlewaretoken: field } = form.elements;
      events.value = JSON.stringify(waiting());
      field.value = token(field.value); // a page kept for hours has an old one, or none
      if (navigator.onLine) return;
      event.preventDefault();
      stranded();
    });
  }

  now() {
    this.#form.requestSubmit();
  }

  // A link to what comes after the end; it must not overtake the last events.
  follow(event) {
    if (!this.#waiting().length) return;
    event.preventDefault();
    this.now();
  }
}
