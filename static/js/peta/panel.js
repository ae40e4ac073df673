// Table, legend and drawing beside the map come from the server as they stand; this puts them in
// place, and writes the list of what is in view.

// 1204 -> "1.204". Intl would do it as well, but takes a cheap phone a tenth of a second to wake up.
export const angka = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");

export function mapPanel(box) {
  const PARTS = ["peta-gambar", "peta-keterangan", "peta-panel", "peta-sematkan"];
  const LISTED = 24;
  const isEmbedded = "sematan" in box.dataset;
  const byId = (id) => document.getElementById(id);

  // Returns what the map draws for the state whose parts these are.
  function replace(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const isOpen = byId("peta-sematkan")?.open;
    PARTS.forEach((id) => {
      const part = fresh.getElementById(id);
      if (part) byId(id)?.replaceWith(document.adoptNode(part));
    });
    if (isOpen) byId("peta-sematkan").open = true;
    return JSON.parse(fresh.getElementById("peta-data").textContent);
  }
  const first = () => JSON.parse(byId("peta-data").textContent);
  // The drawing stood in until now.
  function showLive() {
    const hasFocus = byId("peta-gambar").contains(document.activeElement);
    box.closest(".map-figure").classList.add("map-figure--hidup");
    if (hasFocus) box.focus({ preventScroll: true });
  }
  // What held the focus was replaced: go on where it was, or at the new heading.
  function focus(kind, href) {
    const same = kind === "urut" && [...document.querySelectorAll("#peta-panel th a")].find((link) => link.dataset.peta === "urut" && link.textContent.startsWith(href));
    (same || byId("peta-nama")).focus({ preventScroll: true });
  }

  // --- What is in view ---------------------------------------------------------------
  function anchor(text, href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = text;
    if (isEmbedded) {
      link.target = "_blank";
      link.rel = "noopener";
    }
    return link;
  }
  function row(mark) {
    const item = document.createElement("li");
    const place = document.createElement("span");
    place.className = "count";
    place.textContent = mark.tempat;
    item.append(anchor(mark.nama, mark.url), " ", place);
    return item;
  }
  function showMarks(marks, total, unit) {
    const listed = marks.slice(0, LISTED);
    byId("peta-kim")?.replaceChildren(...listed.map(row));
    say(summary(total, listed.length, unit));
  }
  function summary(total, listed, unit) {
    if (total === 0) return `Tidak ada ${unit} di tampilan ini.`;
    const count = `${angka(total)} ${unit}`;
    if (listed === total) return count;
    return `${count}${listed ? `; ${listed} ditampilkan di bawah` : ""}. Perbesar peta untuk melihat lebih rinci.`;
  }
  function sayZoom() {
    byId("peta-kim")?.replaceChildren();
    say("Pilih kabupaten/kota atau perbesar peta untuk melihat KIM satu per satu.");
  }
  function say(sentence) {
    byId("peta-jumlah").textContent = sentence;
  }
  return { anchor, first, focus, replace, say, sayZoom, showLive, showMarks };
}
