// Back at a session that nobody saw or heard for a while: what was under way may have run
// out, nothing after it has begun, and one plain sentence says where it stands.
import { digits } from "./clock.js";

// `away` in milliseconds; 0 when nobody can say how long it was.
export function comeBack(walk, view, away) {
  const ended = walk.stages.here.dataset.where;
  walk.halt("pause");
  const isOver = walk.runner.left === 0;
  if (isOver) walk.next();
  if (isOver && walk.stages.here.hidden) return; // that was the last one
  const { where } = walk.stages.here.dataset;
  const left = digits(walk.runner.left);
  const isOnBall = walk.stages.kind === "hold" && walk.stages.isPressing;
  const said = [
    isOver ? view.text("over", { ended, where }) : view.text("at", { where, left }),
    away ? view.text("away", { time: lengthOf(view, away) }) : view.text("jumped"),
    isOnBall ? view.text("come-off") : "",
  ];
  view.say(said.join(" ").trim());
}

// "40 s", "1 min 40 s", "2 h 5 min", in the words of the page.
function lengthOf(view, milliseconds) {
  const all = Math.round(milliseconds / 1000);
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const unit = h ? "hours" : m && s ? "minutes-seconds" : m ? "minutes" : "only-seconds";
  return view.text(unit, { h, m, s });
}
