// What may come one frame later than the rest. A frame is sure to be on its way to the screen
// when an observer is first told what it sees; a hidden page paints nothing and waits.
const waiting = [];

export function afterPaint(element, act) {
  if (waiting.push(act) > 1) return;
  const observer = new IntersectionObserver(() => {
    observer.disconnect();
    for (const one of waiting.splice(0)) one();
  });
  observer.observe(element);
}
