// Put into the page of a session: writes down when each stage was shown, which tones were
// planned and heard, and how long a tap and the change of stage after it took to be seen.
(() => {
  const player = document.querySelector("session-player");
  const watch = { stages: [], phases: [], taps: [], changes: [], planned: [], heard: [] };
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

  const source = `registerProcessor("ear", class extends AudioWorkletProcessor {
    #quiet = 1e9;
    process([[channel]]) {
      for (let at = 0; at < (channel?.length ?? 128); at += 1) {
        if (Math.abs(channel?.[at] ?? 0) < 0.001) { this.#quiet += 1; continue; }
        if (this.#quiet > 400) this.port.postMessage(currentTime + at / sampleRate);
        this.#quiet = 0;
      }
      return true;
    }
  });`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const ears = new WeakMap();
  const listen = (audio) => {
    const ear = audio.audioWorklet.addModule(url).then(() => {
      const node = new AudioWorkletNode(audio, "ear", { numberOfOutputs: 0 });
      node.port.onmessage = ({ data }) => watch.heard.push(data);
      return node;
    });
    ears.set(audio, ear);
    return ear;
  };
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to === this.context.destination && this.context.audioWorklet && !(this.context instanceof OfflineAudioContext))
      (ears.get(this.context) ?? listen(this.context)).then((ear) => connect.call(this, ear));
    return connect.call(this, to, ...rest);
  };
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (at = 0) {
    const now = this.context.currentTime;
    this.planned = { at: Math.max(at, now), isAhead: at > now + 0.1 };
    watch.planned.push(this.planned);
    return start.call(this, at);
  };
})();
