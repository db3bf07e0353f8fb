// What happens when somebody notices something: the time has stopped already, the sheet
// asks what it is, and the session goes on, past this step, or not at all.
import { afterPaint } from "./after-paint.js";
import { StopSheet, TOO_STRONG } from "./stop-sheet.js";

const EASE_OFF_AT = 6;
const STOP_AT = 7;

export class Stopping {
  #sheet;
  #walk;
  #player;
  #feel;
  #rated = new Set();
  #left = null; // the place a number too high has ended; it counts as "too strong" already

  // `player` has tell(kind, more), stop(), goOn(), leaveStep(), which says whether there is
  // a next one, and isOver().
  constructor(root, walk, player) {
    this.#sheet = new StopSheet(root, root.dataset.noticed);
    this.#walk = walk;
    this.#player = player;
    this.#feel = root.querySelector("[data-part=feel]");
  }

  // What the buttons of the sheet and the row of numbers do.
  verbs = {
    notice: (button) => this.#notice(button.dataset.sign),
    which: ({ dataset }) => this.#which(dataset),
    still: ({ dataset }) => this.#still(dataset),
    rate: (button) => this.#rate(Number(button.dataset.number)),
    better: () => this.#better(),
    close: () => this.#sheet.close(),
  };

  get noticed() {
    return this.#sheet.noticed;
  }

  open() {
    this.#left = null;
    this.#sheet.open(this.#walk.stages.gentler);
  }

  close() {
    this.#sheet.close();
  }

  // Once for each technique, while it is held and after.
  offer() {
    afterPaint(() => {
      const isAsked = this.#walk.stages.kind !== "prep" && !this.#rated.has(this.#walk.step);
      this.#feel.toggleAttribute("data-asks", isAsked);
    });
  }

  #notice(sign) {
    if (this.#sheet.isTooSoon) return;
    if (sign === TOO_STRONG && this.#left) {
      this.#sheet.show(sign, "leave");
      return;
    }
    const effect = this.#sheet.count(sign, this.#left?.step ?? this.#walk.step);
    this.#player.tell("stop", { sign, ...this.#left?.place });
    this.#sheet.show(sign, this.#left && effect === "leave" ? effect : this.#obey(effect));
  }

  // Nearer to what it is; the emergency stands without it.
  #which({ sign, answer, advice }) {
    if (this.#sheet.isTooSoon) return;
    this.#player.tell("stop", { sign, to: answer });
    this.#sheet.show(advice, "end");
  }

  #still({ sign, answer }) {
    this.#player.tell("stop", { sign, to: answer });
    this.#sheet.show(sign, this.#obey("leave"));
  }

  #rate(number) {
    this.#rated.add(this.#walk.step);
    this.#feel.removeAttribute("data-asks");
    if (number < EASE_OFF_AT) {
      this.#walk.note("rate", { to: String(number) });
      return;
    }
    this.#walk.halt("rate", { to: String(number) });
    const effect = this.#sheet.count(TOO_STRONG, this.#walk.step);
    if (effect === "end") this.#sheet.show(TOO_STRONG, this.#obey(effect));
    else if (number < STOP_AT) this.#openAt(TOO_STRONG, effect);
    else this.#leaveAndAsk();
  }

  #openAt(sign, effect) {
    this.#sheet.open(this.#walk.stages.gentler);
    this.#sheet.show(sign, effect);
  }

  #leaveAndAsk() {
    this.#left = { step: this.#walk.step, place: this.#walk.place };
    const effect = this.#obey("leave");
    if (effect === "end") this.#sheet.show(TOO_STRONG, effect);
    else this.#sheet.open("");
  }

  #better() {
    this.#sheet.close();
    this.#player.goOn();
  }

  // Do what a sign asks for; leaving the last step ends the session. Return what was done:
  // "over" when there was nothing left to do.
  #obey(effect) {
    if (effect !== "end" && this.#player.isOver()) return "over";
    const isEnd = effect === "end" || (effect === "leave" && !this.#player.leaveStep());
    if (isEnd) this.#player.stop();
    return isEnd ? "end" : effect;
  }
}
