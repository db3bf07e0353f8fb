// Put into the page of a session: writes down when each stage was shown, and how long a tap
// and the change of stage after it took to be seen.
(() => {
  const player = document.querySelector("session-player");
  const watch = { stages: [], phases: [], taps: [], changes: [] };
  window.watch = watch;

  const shown = () => document.querySelector("[data-stage]:not([hidden])")?.dataset.stage ?? "";
  let last = "";
  let phase = "";
  new MutationObserver(() => {
    if (player.dataset.phase !== phase) watch.phases.push([(phase = player.dataset.phase), performance.now()]);
    const name = player.dataset.phase === "done" ? "done" : shown();
    if (name === last) return;
    last = name;
    watch.stages.push([name, performance.now()]);
    if (watch.tapped) {
      const { finger, page } = watch.tapped;
      watch.tapped = null;
      requestAnimationFrame(() => setTimeout(() => {
        watch.taps.push(performance.now() - finger);
        watch.changes.push(performance.now() - page);
      }));
    }
  }).observe(player, { subtree: true, attributes: true, attributeFilter: ["hidden", "data-phase"] });

  const tapped = ({ timeStamp }) => (watch.tapped = { finger: timeStamp, page: performance.now() });
  addEventListener("click", tapped, true);
  const names = document.querySelectorAll("[data-stage]");
  watch.lengths = Object.fromEntries([...names].map(({ dataset }) => [dataset.stage, Number(dataset.seconds)]));
})();
