// Put into the page of a session: writes down when each stage was shown, and how long a tap
// and the change of stage after it took to be seen.
(() => {
  const player = document.querySelector("session-player");
  const watch = { stages: [], phases: [], taps: [], changes: [] };
  window.watch = watch;

  const shown = () => document.querySelector("[data-stage]:not([hidden], [data-near])")?.dataset.stage ?? "";
  let last = "";
  let phase = "";
  watch.stagesSeen = new MutationObserver(() => {
    if (player.dataset.phase !== phase) watch.phases.push([(phase = player.dataset.phase), performance.now()]);
    const name = player.dataset.phase === "done" ? "done" : shown();
    if (name === last) return;
    last = name;
    watch.stages.push([name, performance.now()]);
  });
  watch.stagesSeen.observe(player, { subtree: true, attributes: true, attributeFilter: ["hidden", "data-phase"] });

  // The frame that shows what a tap did is done when a message posted in it arrives.
  const { port1, port2 } = new MessageChannel();
  let tap = null;
  port1.onmessage = () => {
    if (shown() !== tap.stage) {
      watch.taps.push(performance.now() - tap.finger);
      watch.changes.push(performance.now() - tap.page);
    }
  };
  const tapped = ({ timeStamp }) => {
    tap = { finger: timeStamp, stage: shown(), page: performance.now() };
    requestAnimationFrame(() => port2.postMessage(""));
  };
  addEventListener("click", tapped, true);
  const names = document.querySelectorAll("[data-stage]");
  watch.lengths = Object.fromEntries([...names].map(({ dataset }) => [dataset.stage, Number(dataset.seconds)]));
})();
