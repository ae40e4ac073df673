// Keys of the officers' desk: j/k move through the queue, x ticks, Enter opens, n goes on; and
// one box that ticks all of a page.
// Every key only presses a button or follows a link that stands on the page. A switch turns
// them off (WCAG 2.1.4); it is the same as on the review page and stays in this browser.
(() => {
  const STORE = "kim-pintasan-periksa";
  const typing = (el) => el.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const rows = [...document.querySelectorAll("[data-antrean] [data-baris]")];
  const toggle = document.querySelector("[data-pintasan-antrean] input");
  const nearest = toggle || document.querySelector("[data-pintasan] input");
  let here = -1;

  const isOn = () => {
    try {
      return localStorage.getItem(STORE) !== "mati";
    } catch {
      return nearest ? nearest.checked : true;
    }
  };
  const move = (step) => {
    if (!rows.length) return;
    here = Math.min(Math.max(here + step, 0), rows.length - 1);
    rows.forEach((row, i) => row.classList.toggle("is-kini", i === here));
    rows[here].querySelector(".antrean-buka").focus({ preventScroll: true });
    rows[here].scrollIntoView({ block: "nearest" });
  };
  const tick = () => rows[here]?.querySelector("input[type=checkbox]")?.click();
  const next = () => document.querySelector("[data-berikutnya]")?.click();
  const acts = { j: () => move(1), k: () => move(-1), x: tick, n: next };

  const boxes = rows.flatMap((row) => [...row.querySelectorAll("input[type=checkbox]")]);
  const many = document.querySelector("[data-pilih-semua]");
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    many.querySelector("strong").textContent = `${ticked} dicentang`;
    many.querySelector("input").checked = ticked > 0 && ticked === boxes.length;
    many.querySelector("input").indeterminate = ticked > 0 && ticked < boxes.length;
  };

  if (many && boxes.length) {
    many.hidden = false;
    many.querySelector("input").addEventListener("change", (event) => {
      boxes.forEach((box) => { box.checked = event.target.checked; });
      count();
    });
    boxes.forEach((box) => box.addEventListener("change", count));
    // Whoever comes back finds the boxes as they were left.
    addEventListener("pageshow", count);
  }
  if (toggle) {
    toggle.closest("[data-pintasan-antrean]").hidden = false;
    toggle.checked = isOn();
    toggle.addEventListener("change", () => {
      try {
        localStorage.setItem(STORE, toggle.checked ? "nyala" : "mati");
      } catch {
        // Without a store they stay on.
      }
    });
  }
  rows.forEach((row, i) => row.addEventListener("focusin", () => { here = i; }));
  document.addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (modified || event.defaultPrevented || typing(event.target) || !isOn()) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
