// One session runs on one page of a browser: the newest takes it over, an older one is told.
export function onlyHere(name, taken) {
  const forEver = () => new Promise(() => {});
  navigator.locks?.request(name, { steal: true }, forEver).catch(({ name: why }) => why === "AbortError" && taken());
}
