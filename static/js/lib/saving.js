// Nothing that happens in the player is lost: each event goes to the outbox, the place is
// kept in this browser, and one page alone runs the session.
import { person } from "./forget.js";
import { onlyHere } from "./only-here.js";
import { Outbox } from "./outbox.js";
import { Place } from "./place.js";
import { SavedState } from "./saved-state.js";
import { ServerLine } from "./server-line.js";

const OVER = ["finished", "ended"];
const STANDS = ["start", "resume", "pause"];

export class Saving {
  #root;
  #heard;
  #line;
  #outbox;
  #place;
  #opened = document.querySelector("#live").dataset;
  #left = 0; // how many events an earlier page had not sent
  #hasActed = false;
  #isResting = false; // the server has been told that the time stands still
  #isReloading = false;

  // `heard` has kept(), which tells the place; adopt(order); elsewhere(), told when another
  // page or device has the session; and isDone().
  constructor(root, view, heard) {
    const url = root.dataset.eventsUrl;
    const state = new SavedState(view);
    this.#root = root;
    this.#heard = heard;
    this.#place = new Place(root, person, Number(this.#opened.touched));
    this.#line = new ServerLine(url, root.querySelector("[name=csrfmiddlewaretoken]").value, {
      decided: (answer) => this.#decide(answer),
      refused: () => heard.elsewhere(),
      overtaken: () => this.#openAgain(),
    });
    this.#outbox = new Outbox({ url, person }, {
      post: (events) => this.#line.post(events),
      stored: (answer) => this.#stored(answer),
      changed: (count, status) => state.say(count, status),
    });
    view.part("here").addEventListener("click", () => location.reload());
  }

  get waiting() {
    return this.#outbox.waiting;
  }

  // Before the player opens: put it at the place this browser knows; return the stages.
  restore() {
    return this.#place.restore(this.#opened.sequence).split(" ");
  }

  // Once the player is open.
  async open() {
    onlyHere(`easeback-session-${this.#root.dataset.eventsUrl.match(/\d+/)[0]}`, () => this.#heard.elsewhere());
    this.#place.follow(() => ({ ...this.#heard.kept(), waiting: this.waiting.length }));
    this.#left = await this.#outbox.open();
  }

  tell(event) {
    this.#hasActed = true;
    if (STANDS.includes(event.kind)) this.#isResting = event.kind === "pause";
    this.#outbox.add(event);
    this.#place.note();
  }

  // The last words of a page that goes away; they may arrive, and are kept in case not.
  leave(event) {
    if (event && !this.#isReloading && !this.#isResting) this.#outbox.keep(event);
    this.#outbox.leave();
    this.#line.leave(this.waiting);
  }

  // The end goes along with the form that leads away, so it is kept but not sent.
  end(event) {
    this.#outbox.keep(event);
    this.#place.clear();
  }

  isOver() {
    this.#place.clear();
  }

  isElsewhere() {
    this.#place.stop();
  }

  flush() {
    this.#outbox.flush();
  }

  #stored(answer) {
    this.#place.saw(answer.touched);
    const isBehind = this.#left && !this.#place.wasFound && answer.touched !== this.#opened.touched;
    this.#line.heed(answer);
    if (isBehind && !this.#hasActed && !this.waiting.length) this.#openAgain();
  }

  #decide({ sequence, phase }) {
    if (OVER.includes(phase) && !this.#heard.isDone()) this.#heard.elsewhere();
    else if (!this.waiting.length) this.#heard.adopt(sequence.split(" "));
  }

  // The server knows better where this session is.
  #openAgain() {
    this.#isReloading = true;
    this.#place.clear();
    location.reload();
  }
}
