// Counts a reading of this post: once per visit, after a few seconds in sight, without cookie.
(() => {
  const address = document.currentScript.dataset.baca;
  const SECONDS = 4;
  let timer = 0;

  const isCounted = () => {
    try {
      return Boolean(sessionStorage.getItem(address));
    } catch {
      return false;
    }
  };
  const remember = () => {
    try {
      sessionStorage.setItem(address, "1");
    } catch {
      // Private windows may refuse; then the next visit counts again.
    }
  };
  const watch = () => {
    clearTimeout(timer);
    if (document.visibilityState !== "visible" || isCounted()) return;
    timer = setTimeout(() => {
      if (navigator.sendBeacon?.(address)) remember();
    }, SECONDS * 1000);
  };
  document.addEventListener("visibilitychange", watch);
  watch();
})();
