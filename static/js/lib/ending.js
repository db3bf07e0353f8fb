// The ways out of a session. Whatever the server has not heard yet goes along with the
// form that ends it, so leaving is never faster than saving.
export class Ending {
  #form;
  #waiting;

  // `waiting()` gives the events on their way, `ended()` hears that this page is done.
  constructor(form, waiting, ended) {
    this.#form = form;
    this.#waiting = waiting;
    form.addEventListener("submit", () => {
      form.elements.events.value = JSON.stringify(waiting());
      ended();
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
