// The way events take to the server: in ordinary requests that htmx sends, so that the
// answer replaces the live part of the page, and in one last beacon when the page goes.
/* global htmx */

// A page about an expired form must not take the place of the live part.
function keepOthersOut({ detail }) {
  detail.shouldSwap = detail.xhr.status === 200;
}

export class ServerLine {
  #url;
  #rendered;
  #heard;
  #wasAccepted = false;

  // `heard` has decided(order), told which stages the server goes on with, and refused(),
  // told when it could not fit an event into its state.
  constructor(url, token, heard) {
    this.#url = url;
    this.#rendered = token;
    this.#heard = heard;
  }

  // Resolve when the events are stored, reject when they may not be.
  async post(events) {
    const live = document.querySelector("#live");
    let status = 0;
    const heard = (event) => {
      status = event.detail.xhr.status;
    };
    live.addEventListener("htmx:afterRequest", heard, { once: true });
    live.addEventListener("htmx:beforeSwap", keepOthersOut, { once: true });
    const headers = { "x-csrftoken": this.#token };
    const values = { events: JSON.stringify(events) };
    await htmx.ajax("POST", this.#url, { source: live, target: live, swap: "outerHTML", values, headers });
    if (status !== 200) throw new Error(`not stored: ${status}`);
    const { refused, sequence } = document.querySelector("#live").dataset;
    if (Number(refused)) this.#refuse();
    else this.#heard.decided(sequence.split(" "));
    this.#wasAccepted = true;
  }

  // Send without waiting: the page is going away.
  leave(events) {
    if (!events.length) return;
    const body = new FormData();
    body.set("events", JSON.stringify(events));
    body.set("csrfmiddlewaretoken", this.#token);
    navigator.sendBeacon(this.#url, body);
  }

  // A page that was never in step was overtaken while it opened, by another tab or by the
  // last words of this one: opened again, it shows the place.
  #refuse() {
    if (this.#wasAccepted) this.#heard.refused();
    else location.reload();
  }

  // Signing in, in another tab, renews the token this page was rendered with.
  get #token() {
    return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? this.#rendered;
  }
}
