// Put into the page of a session: writes down when each stage was shown, and how long a tap
// and the change of stage after it took to be seen.
(() => {
  const player = document.querySelector("session-player");
  const watch = { stages: [], phases: [], taps: [], changes: [] };
  window.watch = watch;

  const shown = () => document.querySelector("[data-stage]:not([hidden], [aria-hidden])")?.dataset.stage ?? "";
  let last = "";
  let phase = "";
  watch.stagesSeen = new MutationObserver(() => {
    if (player.dataset.phase !== phase) watch.phases.push([(phase = player.dataset.phase), performance.now()]);
    const name = player.dataset.phase === "done" ? "done" : shown();
    if (name === last) return;
    last = name;
    watch.stages.push([name, performance.now()]);
  });
  watch.stagesSeen.observe(player, { subtree: true, attributes: true, attributeFilter: ["hidden", "aria-hidden", "data-phase"] });

  // The frame that shows what a tap did is done when a message posted in it arrives.
  const { port1, port2 } = new MessageChannel();
  let tap = null;
  port1.onmessage = () => {
    const [now, stage] = [performance.now(), shown()];
    if (stage !== watch.stage) {
      watch.taps.push(now - tap.finger);
      watch.changes.push(now - tap.page);
    }
    watch.stage = stage;
  };
  const tapped = ({ timeStamp }) => {
    tap = { finger: timeStamp, page: performance.now() };
    requestAnimationFrame(() => port2.postMessage(""));
  };
  addEventListener("click", tapped, true);
  const names = document.querySelectorAll("[data-stage]");
  watch.lengths = Object.fromEntries([...names].map(({ dataset }) => [dataset.stage, Number(dataset.seconds)]));
})();
