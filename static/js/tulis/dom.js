// Small helpers to find, copy and show pieces of the shell.
export const find = (name, from = document) => from.querySelector(`[data-${name}]`);
export const all = (name, from = document) => [...from.querySelectorAll(`[data-${name}]`)];
export const copy = (name) => document.querySelector(`[data-contoh="${name}"]`).content.cloneNode(true);

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "ikon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${find("tulis").dataset.ikon}#${name}`);
  svg.append(use);
  return svg;
}

// Word, icon and colour; written only when it changed, so that nothing is read aloud twice.
export function showState(box, { ikon, kata, warna = "" }) {
  if (box.dataset.kata === kata) return;
  box.dataset.kata = kata;
  box.dataset.warna = warna;
  box.replaceChildren(...(kata ? [icon(ikon), kata] : []));
}

// A message at the foot with a way back; resolves to true when it was used.
export function offerUndo(kata, wait = 8000) {
  document.querySelector(".tulis-urung")?.remove();
  return new Promise((resolve) => {
    const box = copy("urung").firstElementChild;
    const end = (used) => { box.remove(); resolve(used); };
    const toast = document.querySelector(".toast");
    find("u-kata", box).textContent = kata;
    find("u-tombol", box).addEventListener("click", () => end(true));
    toast.after(box);
    toast.textContent = "";
    setTimeout(() => { if (box.isConnected) end(false); else resolve(false); }, wait);
  });
}
export const toast = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: text }));
