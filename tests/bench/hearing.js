// Put beside watching.js: writes down which tones were planned and heard. It has an ear on
// each of them, so no tap is measured while it listens.
(() => {
  Object.assign(watch, { planned: [], heard: [] });
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
