// What may come one frame later than the rest. A frame is sure to be on its way to the screen
// when an observer is first told what it sees; a hidden page paints nothing and waits.
export function afterPaint(element, act) {
  const observer = new IntersectionObserver(() => {
    observer.disconnect();
    act();
  });
  observer.observe(element);
}
