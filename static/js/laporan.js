/* The monthly report: prints the page, and copies the text for WhatsApp. Without it, the browser's
   own menu prints, and the text can be marked. */
(() => {
  "use strict";
  const cetak = document.querySelector("[data-cetak]");
  if (cetak) {
    cetak.hidden = false;
    cetak.addEventListener("click", () => window.print());
  }
  const salin = document.querySelector("[data-salin]");
  const kabar = document.querySelector("[data-salin-kabar]");
  if (!salin) return;
  const teks = document.getElementById(salin.dataset.salin);
  salin.hidden = false;
  salin.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(teks.value);
      kabar.textContent = "Teks disalin.";
    } catch {
      // Plain HTTP or a refused permission: mark it, so that one can copy by hand.
      teks.select();
      kabar.textContent = "Teks sudah ditandai. Salin dengan Ctrl+C.";
    }
  });
})();
