// The service worker keeps the page on when to get help, and our files, for when there is no
// network. Browsers offer it in secure contexts only; without one, everything works as before.

export const canWorkOffline = isSecureContext && "serviceWorker" in navigator && "caches" in self;

// `line` is shown when another version waits, and its button loads it. A page in the middle
// of something has no such line: it keeps the version it began with.
export function workOffline(line) {
  if (!canWorkOffline) return;
  addEventListener("load", async () => {
    const worker = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => null);
    if (worker && line) watchForNew(worker, line);
  });
}

function watchForNew(worker, line) {
  // The very first one is no new version.
  const tell = () => (line.hidden = !(worker.waiting && worker.active));
  tell();
  worker.addEventListener("updatefound", () => worker.installing?.addEventListener("statechange", tell));
  line.querySelector("button").addEventListener("click", () => {
    const { serviceWorker } = navigator;
    serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.waiting?.postMessage("take over");
  });
}
