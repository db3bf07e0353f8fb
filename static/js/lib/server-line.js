// The way events take to the server: in ordinary requests that htmx sends, so that the
// answer replaces the live part of the page, and in one last beacon when the page goes.
/* global htmx */

// A page about an expired form must not take the place of the live part.
function keepOthersOut({ detail }) {
  detail.shouldSwap = detail.xhr.status === 200;
}

// Signing in, in another tab, renews the token this page was rendered with.
export function token(rendered = "") {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? rendered;
}

export class ServerLine {
  #url;
  #rendered;
  #heard;
  #wasAccepted = false;

  // `heard` has decided(answer), told what the server goes on with; refused(), told when it
  // could not fit an event into its state; and overtaken(), when that was so from the start.
  constructor(url, rendered, heard) {
    this.#url = url;
    this.#rendered = rendered;
    this.#heard = heard;
  }

  // Resolve to what the live part says when the events are stored, reject when they may
  // not be.
  async post(events) {
    const live = document.querySelector("#live");
    let status = 0;
    const heard = (event) => {
      status = event.detail.xhr.status;
    };
    live.addEventListener("htmx:afterRequest", heard, { once: true });
    live.addEventListener("htmx:beforeSwap", keepOthersOut, { once: true });
    const headers = { "x-csrftoken": token(this.#rendered) };
    const values = { events: JSON.stringify(events) };
    await htmx.ajax("POST", this.#url, { source: live, target: live, swap: "outerHTML", values, headers });
    if (status !== 200) throw Object.assign(new Error(`not stored: ${status}`), { status });
    return { ...document.querySelector("#live").dataset };
  }

  // A page that was never in step was overtaken while it opened, by another tab or by the
  // last words of this one.
  heed(answer) {
    if (!Number(answer.refused)) this.#heard.decided(answer);
    else if (this.#wasAccepted) this.#heard.refused();
    else this.#heard.overtaken();
    this.#wasAccepted = true;
  }

  // Send without waiting: the page is going away.
  leave(events) {
    if (!events.length) return;
    const body = new FormData();
    body.set("events", JSON.stringify(events));
    body.set("csrfmiddlewaretoken", token(this.#rendered));
    navigator.sendBeacon(this.#url, body);
  }
}
