// Lets the phone keep the composer, and notes whose phone it is, so that it opens off-line.
import { identify } from "./kurir.js";

async function install() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage("isi");
}

// Where scripts run one writes in the composer; the plain form is for everyone else.
for (const link of document.querySelectorAll("a[data-di-hp]")) link.href = link.dataset.diHp;

addEventListener("load", () => {
  // Without it (private window, old phone) everything works, only not off-line.
  install().catch(() => {});
  if (!document.querySelector("[data-tulis]")) identify().catch(() => {});
});
