// Keeps the page on when to get help for when there is no network. Browsers offer service
// workers in secure contexts only; without one, everything works as before.
export function keepHelp() {
  if (!isSecureContext || !("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").catch(() => {});
  });
}
