// The map of KIM: regions coloured by a number, and marks where one looks closely.
// Everything is on our own host; without script the page shows a drawing and the table.
// The files beside this one hold its parts; this one holds what is chosen and what is in view.
import { boundaries } from "./batas.js";
import { fetchJson, mapData } from "./data.js";
import { mapPanel } from "./panel.js";
import { gap } from "./sela.js";
import { marksOn } from "./titik.js";

const KABKOTA = 5; // characters of its code
const MARKS_FROM = 9; // zoom from which marks show wherever one looks

const box = document.getElementById("peta");
const isEmbedded = "sematan" in box.dataset;
const data = mapData(box);
const panel = mapPanel(box);
const first = panel.first();

// Lines come while Leaflet is still on its way.
[box.dataset.provinsi, first.batas].filter(Boolean).forEach(data.lines);

// Needs Leaflet and its styles to be there; waits until everything is drawn.
export async function showMap() {
  await gap(); // reading these files was a slice of its own
  const INDONESIA = L.latLngBounds([-11.2, 94.8], [6.3, 141.2]);
  const map = L.map(box, {
    zoomControl: false, attributionControl: false, zoomSnap: 0.25, minZoom: 3, maxZoom: 14,
    maxBounds: INDONESIA.pad(0.3), scrollWheelZoom: false,
  });
  L.control.zoom({ position: "topright", zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(map);
  // A wheel scrolls the page until the map is used.
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());

  const batas = boundaries(map, box, data, (kode) => open(withParam("wilayah", kode)));
  const titik = marksOn(map, panel.anchor);

  // --- What is shown whole stays whole when the phone is turned, until somebody moves the map -----
  let whole = null;

  function showWhole(bounds) {
    map.once("moveend", () => { whole = { bounds, centre: map.getCenter(), zoom: map.getZoom() }; });
    map.fitBounds(bounds, { padding: [12, 12], maxZoom: 12 });
  }
  map.on("resize", () => {
    const moved = whole && map.project(whole.centre).distanceTo(map.project(map.getCenter()));
    if (whole && whole.zoom === map.getZoom() && moved < 8) showWhole(whole.bounds);
  });

  // --- The state: a query as in the page's own address --------------------------------
  let state = location.search;
  let info = first;

  function withParam(name, value) {
    const params = new URLSearchParams(state);
    params.delete(name);
    if (value) params.set(name, value);
    const query = params.toString();
    return query ? `?${query}` : "";
  }
  async function open(search, { remember = true, fit = true } = {}) {
    try {
      const before = info.kode;
      info = panel.replace(await data.parts(search));
      state = search;
      if (remember) history[isEmbedded ? "replaceState" : "pushState"](null, "", location.pathname + search + (info.kode === before ? location.hash : ""));
      await show(fit && info.kode !== before);
    } catch {
      document.dispatchEvent(new CustomEvent("toast", { detail: "Peta gagal dimuat. Periksa sambungan, lalu coba lagi." }));
    }
  }
  const show = (fit) => batas.drawFor(info, (shape) => {
    if (fit) showWhole(shape ? shape.getBounds() : INDONESIA);
    loadMarks();
  });
  const layers = document.getElementById("peta-lapis");

  // From here on choosing changes the map instead of loading the page anew.
  function takeOver() {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-peta]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const head = link.textContent.replace(/[▲▼]/, "").trim();
      open(link.search).then(() => panel.focus(link.dataset.peta, head));
    });
    layers?.addEventListener("change", ({ target }) => open(withParam("lapis", target.value === "kim" ? "" : target.value)));
    layers?.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("popstate", () => {
      if (location.search !== state) open(location.search, { remember: false }).then(syncLayers);
    });
    let pause = 0;
    map.on("moveend", () => {
      rememberView();
      clearTimeout(pause);
      pause = setTimeout(loadMarks, 150);
    });
    panel.showLive();
  }
  function syncLayers() {
    if (layers) layers.elements.lapis.value = new URLSearchParams(state).get("lapis") || "kim";
  }

  // --- Marks in view -------------------------------------------------------------------
  let loaded = null; // the last answer, with what it was for
  let asking = null;

  const wantsMarks = () => info.kode.length === KABKOTA || map.getZoom() >= MARKS_FROM;

  // Somewhat more than the view, so that a small move (a popup making room) asks nothing anew.
  function viewBox() {
    const view = map.getBounds().pad(0.2);
    const round = (value, by) => by(value * 100) / 100;
    return L.latLngBounds(
      [round(view.getSouth(), Math.floor), round(view.getWest(), Math.floor)],
      [round(view.getNorth(), Math.ceil), round(view.getEast(), Math.ceil)],
    );
  }
  const serves = ({ of, bounds, zoom, titik: single }) => (
    of === info.titik && bounds.contains(map.getBounds()) && (single || zoom === map.getZoom())
  );
  async function loadMarks() {
    asking?.abort();
    if (!wantsMarks()) {
      titik.clear();
      panel.sayZoom();
      return;
    }
    if (loaded && serves(loaded)) {
      showLoaded();
      return;
    }
    asking = new AbortController();
    const bounds = viewBox();
    const of = info.titik;
    try {
      const answer = await fetchJson(`${box.dataset.kim}?bbox=${bounds.toBBoxString()}&titik=${of}`, { signal: asking.signal });
      loaded = { ...answer, of, bounds, zoom: map.getZoom() };
      showLoaded();
    } catch (error) {
      if (error.name !== "AbortError") panel.say("Gagal dimuat. Geser peta untuk mencoba lagi.");
    }
  }
  function showLoaded() {
    const view = map.getBounds();
    if (loaded.titik) {
      titik.showSingle(loaded.titik, viewBox(), info.satuan);
      const visible = loaded.titik.filter(({ lat, lon }) => view.contains([lat, lon]));
      panel.showMarks(visible, visible.length, info.satuan);
    } else {
      titik.showSums(loaded.kelompok, info.satuan);
      const total = loaded.kelompok.reduce((sum, [lat, lon, count]) => sum + (view.contains([lat, lon]) ? count : 0), 0);
      panel.showMarks([], total, info.satuan);
    }
  }

  // --- Street tiles, where the installation names a server and the visitor asks ---------
  const streets = document.getElementById("peta-jalan");
  if (streets) {
    const tiles = L.tileLayer(box.dataset.ubin, { maxZoom: 18, referrerPolicy: "strict-origin-when-cross-origin" });
    const showStreets = () => {
      if (streets.checked) tiles.addTo(map);
      else tiles.remove();
      box.classList.toggle("map--jalan", streets.checked);
      document.getElementById("peta-kredit").hidden = !streets.checked;
    };
    streets.checked = false; // asked for anew on every visit
    streets.addEventListener("change", showStreets);
  }

  // --- The address keeps the view -------------------------------------------------------
  const VIEW = /^#(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/;
  function rememberView() {
    const { lat, lng } = map.getCenter();
    history.replaceState(null, "", `${location.pathname}${state}#${map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`);
  }

  const view = VIEW.exec(location.hash);
  if (view) map.setView([view[2], view[3]], view[1]);
  syncLayers();
  await show(!view);
  takeOver();
}
