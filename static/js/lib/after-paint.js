// What may come one frame later than the rest. A frame is sure to be on its way to the screen
// when an observer is first told what it sees. Out of sight nothing is painted: at once, then.
const waiting = [];

const observer = new IntersectionObserver(act);

export function afterPaint(later) {
  waiting.push(later);
  if (document.hidden) act();
  else if (waiting.length === 1) observer.observe(document.documentElement);
}

// Resolves then.
export const painted = () => new Promise(afterPaint);

// One that fails takes none of the others with it.
function act() {
  observer.disconnect();
  const all = waiting.splice(0);
  try {
    while (all.length) all.shift()();
  } finally {
    if (all.length) {
      waiting.unshift(...all);
      act();
    }
  }
}

document.addEventListener("visibilitychange", () => document.hidden && act());
addEventListener("pagehide", act);
