// The sheet "What do you notice?": which sign is told, what it does, and what is said. The
// server rendered all of it, with the effects on the buttons, so it works offline too.
import { speak } from "./voice.js";

const LIST = "list";
const TOO_STRONG = "s_more";
const SAME_TAP = 350; // a knuckle's second tap must not tell a sign

export class StopSheet {
  #root;
  #dialog;
  #ended;
  #noticed;
  #shownAt = 0;
  #timer = null;

  // `noticed` is "name:times name:times", as the server counts the signs so far.
  constructor(root, noticed) {
    this.#root = root;
    this.#dialog = root.querySelector("[data-part=sore]");
    this.#ended = root.querySelector("[data-part=stopped]");
    this.#noticed = new Map(noticed.split(" ").filter(Boolean).map((pair) => pair.split(":")));
    this.#dialog.addEventListener("close", () => clearTimeout(this.#timer));
  }

  get noticed() {
    return [...this.#noticed].map((pair) => pair.join(":")).join(" ");
  }

  get isTooSoon() {
    return performance.now() - this.#shownAt < SAME_TAP;
  }

  // Count a sign and return what it does this time: "pause", "leave" or "end".
  count(sign, step) {
    const { first, again, per } = this.#root.querySelector(`[data-do=notice][data-sign=${sign}]`).dataset;
    const name = per === "step" ? `${sign}-${step}` : sign;
    const before = Number(this.#noticed.get(name) ?? 0);
    if (per) this.#noticed.set(name, before + 1);
    return before ? again : first;
  }

  open(gentler) {
    this.#root.querySelector("[data-part=gentler]").textContent = gentler;
    this.show(LIST);
  }

  close() {
    this.#dialog.close();
  }

  // Show what is said for a sign. After the end it is the page, not a sheet over it.
  show(name, effect = "") {
    const panels = [...this.#root.querySelectorAll("[data-panel]")];
    for (const panel of panels) panel.hidden = panel.dataset.panel !== name;
    const panel = panels.find((one) => !one.hidden);
    this.#turn(panel, effect);
    if (["end", "over"].includes(effect)) this.#putOnThePage(panel);
    else this.#putOnTheSheet(panel);
    this.#shownAt = performance.now();
    const heading = panel.querySelector("h2");
    this.#dialog.setAttribute("aria-labelledby", heading.id);
    heading.focus();
    speak([...panel.querySelectorAll("[data-say]:not([hidden])")].map((one) => one.textContent).join(" "));
  }

  #putOnThePage(panel) {
    this.close();
    this.#ended.append(panel);
    this.#ended.hidden = false;
  }

  #putOnTheSheet(panel) {
    if (!this.#dialog.contains(panel)) this.#dialog.append(panel);
    if (!this.#dialog.open) this.#dialog.showModal();
    clearTimeout(this.#timer);
    const seconds = Number(panel.dataset.asksAfter);
    const asks = seconds && !panel.querySelector("[data-do=skip]").hidden;
    if (asks) this.#timer = setTimeout(() => this.#askStill(panel), seconds * 1000);
  }

  // "Is it still too strong?"; a focus on what goes away moves to the question's answers.
  #askStill(panel) {
    this.#turn(panel, "asked");
    speak(panel.querySelector("[role=status]").textContent);
    if (document.activeElement.hidden) panel.querySelector("[data-do=better]").focus();
  }

  #turn(panel, effect) {
    for (const one of panel.querySelectorAll("[data-on]")) one.hidden = !one.dataset.on.split(" ").includes(effect);
    const gentler = panel.querySelector("[data-do=gentler]");
    if (gentler && !gentler.querySelector("[data-part=gentler]").textContent) gentler.hidden = true;
  }
}

export { TOO_STRONG };
