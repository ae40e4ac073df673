// The map of KIM: boundaries coloured by number, KIM as points, and lists that say the same.
// Everything is on our own host; without this file the page shows a drawing and the list.
"use strict";

(() => {
  const box = document.getElementById("peta");
  const byId = (id) => document.getElementById(id);
  const first = JSON.parse(byId("peta-data").textContent);
  const INDONESIA = L.latLngBounds([-11.2, 94.8], [6.3, 141.2]);
  const CLUSTER_PX = 40;
  const LISTED = 24;
  const number = new Intl.NumberFormat("id-ID");

  const regions = new Map([[first.kode, Promise.resolve(first)]]);
  const outlines = new Map();
  let selected = null; // the region whose parts are listed
  let drawn = null; // {kode, layer, shapes}: the parts drawn over the provinces
  let loaded = null; // the last answer, with the box it was for and the zoom it is drawn at
  let asking = null;

  const map = L.map(box, {
    zoomControl: false, attributionControl: false, zoomSnap: 0.25, minZoom: 3, maxZoom: 14,
    maxBounds: INDONESIA.pad(0.3), scrollWheelZoom: false,
  });
  L.control.zoom({ position: "topright", zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(map);
  // A wheel scrolls the page until the map is used.
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  const provinces = L.layerGroup().addTo(map);
  const placed = new Map(); // the marks on the map, by what they stand for

  // --- Data --------------------------------------------------------------------
  async function fetchJson(url, options) {
    const answer = await fetch(url, options);
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return answer.json();
  }
  function remembered(cache, key, load) {
    if (!cache.has(key)) {
      const promise = load();
      cache.set(key, promise);
      promise.catch(() => cache.delete(key)); // the next try asks again
    }
    return cache.get(key);
  }
  const region = (kode) => remembered(regions, kode, () => fetchJson(`${box.dataset.wilayah}?induk=${kode}`));
  const outline = (url) => remembered(outlines, url, async () => {
    const topology = await fetchJson(url);
    return topojson.feature(topology, Object.values(topology.objects)[0]);
  });

  // --- Boundaries ----------------------------------------------------------------
  function drawParts(features, info) {
    const parts = new Map(info ? info.anak.map((part) => [part.kode, part]) : []);
    const shapes = new Map();
    const layer = L.geoJSON(features, {
      style: (feature) => {
        const part = parts.get(feature.properties.kode);
        return { className: part ? `batas skala-${part.kelas}` : "batas batas--redup" };
      },
      onEachFeature: (feature, shape) => {
        const { kode, nama } = feature.properties;
        const part = parts.get(kode);
        shapes.set(kode, shape);
        shape.on("click", () => select(kode));
        shape.bindTooltip(part ? `${nama}: ${number.format(part.kim)} KIM` : nama, { sticky: true });
      },
    });
    return { layer, shapes };
  }
  async function drawProvinces(isBackground) {
    const features = await outline(box.dataset.batas);
    const { layer, shapes } = drawParts(features, isBackground ? null : await region(""));
    provinces.clearLayers().addLayer(layer);
    layer.bringToBack();
    return shapes;
  }
  async function drawInside(kode) {
    const info = await region(kode);
    const { layer, shapes } = drawParts(await outline(info.batas), info);
    drawn?.layer.remove();
    drawn = { kode, layer: layer.addTo(map), shapes };
    showLegend(info);
  }

  // --- Choosing a region -----------------------------------------------------------
  async function select(kode, { remember = true, fit = true } = {}) {
    try {
      const info = await region(kode);
      const shape = await drawFor(kode);
      selected = kode;
      showList(info);
      if (remember) history.pushState(null, "", kode ? `?wilayah=${kode}` : location.pathname);
      if (fit) map.fitBounds(shape ? shape.getBounds() : INDONESIA, { padding: [12, 12], maxZoom: 12 });
    } catch {
      document.dispatchEvent(new CustomEvent("toast", { detail: "Peta gagal dimuat. Periksa sambungan, lalu coba lagi." }));
    }
  }
  // Draws what belongs to a choice and returns its shape, if it has one.
  async function drawFor(kode) {
    const provinsi = kode.slice(0, 2);
    const shapes = await drawProvinces(Boolean(kode));
    if (!kode) {
      drawn?.layer.remove();
      drawn = null;
      showLegend(await region(""));
      return null;
    }
    if (drawn?.kode !== provinsi) await drawInside(provinsi);
    drawn.shapes.forEach((shape, key) => shape.getElement()?.classList.toggle("batas--dipilih", key === kode));
    drawn.shapes.get(kode)?.bringToFront();
    return drawn.shapes.get(kode) || shapes.get(provinsi);
  }

  function showList(info) {
    byId("peta-nama").textContent = info.nama;
    byId("peta-ringkas").textContent = `${number.format(info.jumlah)} KIM di ${number.format(info.anak.length)} ${info.sebutan}`;
    byId("peta-daftar").replaceChildren(...info.anak.map((part) => {
      const isDrawn = part.kode.length <= 5;
      const link = anchor(part.nama, isDrawn ? `?wilayah=${part.kode}` : part.url);
      if (isDrawn) link.dataset.pilih = part.kode;
      return row(link, `${number.format(part.kim)} KIM`);
    }));
    byId("peta-daftar").scrollTop = 0;
    byId("peta-direktori").search = info.kode ? `?wilayah=${info.kode}` : "";
    showWayUp(info);
  }
  function showWayUp(info) {
    const line = byId("peta-naik");
    const link = line.querySelector("a");
    line.hidden = !info.kode;
    link.dataset.pilih = info.induk;
    link.href = info.induk ? `?wilayah=${info.induk}` : location.pathname;
    link.querySelector("span").textContent = `Kembali ke ${info.nama_induk || "Indonesia"}`;
  }
  function showLegend(info) {
    const list = byId("peta-legenda").querySelector("ul");
    byId("peta-legenda").hidden = false;
    const items = info.legenda.map(({ kelas, label }) => {
      const item = document.createElement("li");
      const swatch = document.createElement("i");
      swatch.className = `skala-${kelas}`;
      item.append(swatch, label);
      return item;
    });
    list.replaceChildren(list.querySelector(".legend-title"), ...items);
  }

  // --- KIM in view -------------------------------------------------------------------
  // Somewhat more than the view, so that a small move (a popup making room) asks nothing anew.
  function viewBox() {
    const view = map.getBounds().pad(0.3);
    const round = (value, by) => by(value * 100) / 100;
    return L.latLngBounds(
      [round(view.getSouth(), Math.floor), round(view.getWest(), Math.floor)],
      [round(view.getNorth(), Math.ceil), round(view.getEast(), Math.ceil)],
    );
  }
  async function loadKim() {
    if (loaded?.bounds.contains(map.getBounds()) && (loaded.kim || loaded.zoom === map.getZoom())) {
      showLoaded();
      return;
    }
    asking?.abort();
    asking = new AbortController();
    const bounds = viewBox();
    try {
      const answer = await fetchJson(`${box.dataset.kim}?bbox=${bounds.toBBoxString()}`, { signal: asking.signal });
      loaded = { ...answer, bounds, zoom: map.getZoom(), drawnAt: null };
      showLoaded();
    } catch (error) {
      if (error.name !== "AbortError") byId("peta-jumlah").textContent = "KIM gagal dimuat. Geser peta untuk mencoba lagi.";
    }
  }
  function showLoaded() {
    if (loaded.drawnAt !== map.getZoom()) {
      if (loaded.kim) drawMarks(clusters(loaded.kim), groupKey, kimMarks);
      else drawMarks(loaded.kelompok, JSON.stringify, sumMark);
      loaded.drawnAt = map.getZoom();
    }
    const view = map.getBounds();
    const visible = (loaded.kim || loaded.kelompok).filter(({ lat, lon }) => view.contains([lat, lon]));
    const listed = loaded.kim ? visible.slice(0, LISTED) : [];
    const total = visible.reduce((sum, { jumlah = 1 }) => sum + jumlah, 0);
    byId("peta-kim").replaceChildren(...listed.map((kim) => row(anchor(kim.nama, kim.url), kim.tempat)));
    byId("peta-jumlah").textContent = summary(total, listed.length);
  }
  // Marks that stay the same stay where they are, with the focus and the popup they may have.
  function drawMarks(items, keyOf, make) {
    const wanted = new Map(items.map((item) => [keyOf(item), item]));
    placed.forEach((layer, key) => {
      if (wanted.has(key)) return;
      layer.remove();
      placed.delete(key);
    });
    wanted.forEach((item, key) => {
      if (!placed.has(key)) placed.set(key, make(item).addTo(map));
    });
  }
  const groupKey = (group) => group.map((kim) => kim.url).join(" ");
  function summary(total, listed) {
    if (total === 0) return "Belum ada KIM di tampilan ini.";
    if (listed === total) return `${number.format(total)} KIM`;
    const shown = listed ? `; ${listed} ditampilkan di bawah` : "";
    return `${number.format(total)} KIM${shown}. Perbesar peta untuk melihat lebih rinci.`;
  }
  // Groups what would overlap: a KIM joins the first group within a finger's width.
  function clusters(all) {
    const groups = [];
    all.forEach((kim) => {
      const point = map.project([kim.lat, kim.lon]);
      const near = groups.find((group) => group.point.distanceTo(point) < CLUSTER_PX);
      if (near) near.members.push(kim);
      else groups.push({ point, members: [kim] });
    });
    return groups.map((group) => group.members);
  }

  // --- Marks ---------------------------------------------------------------------------
  function mark(position, { text = "", size, label, kind = "" }) {
    const icon = L.divIcon({ className: `titik ${kind}`, html: text, iconSize: [size, size] });
    const layer = L.marker(position, { icon, title: label });
    layer.on("add", () => layer.getElement().setAttribute("aria-label", label));
    return layer;
  }
  const bubble = (count) => Math.round(24 + 2 * Math.log2(count));

  const kimMarks = (group) => (group.length === 1 ? kimMark(group[0]) : groupMark(group));

  function kimMark(kim) {
    const label = `${kim.nama}, ${kim.tempat}${kim.aktif ? "" : " (tidak aktif)"}`;
    return mark([kim.lat, kim.lon], { size: 24, label, kind: `titik--satu ${kim.aktif ? "" : "titik--diam"}` }).bindPopup(() => card([kim]));
  }
  function groupMark(group) {
    const bounds = L.latLngBounds(group.map((kim) => [kim.lat, kim.lon]));
    const label = `${group.length} KIM di sini; buka untuk memperbesar`;
    const layer = mark([group[0].lat, group[0].lon], { text: number.format(group.length), size: bubble(group.length), label });
    // KIM of one village share its point: no zoom parts them.
    if (bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < 50) return layer.bindPopup(() => card(group));
    return layer.on("click", () => map.fitBounds(bounds, { padding: [40, 40] }));
  }
  function sumMark({ lat, lon, jumlah }) {
    const label = `${number.format(jumlah)} KIM di sekitar sini; buka untuk memperbesar`;
    return mark([lat, lon], { text: number.format(jumlah), size: bubble(jumlah), label })
      .on("click", () => map.setView([lat, lon], map.getZoom() + 2));
  }
  function card(group) {
    const list = document.createElement("ul");
    list.className = "popup-kim";
    list.append(...group.map((kim) => {
      const item = document.createElement("li");
      item.append(anchor(kim.nama, kim.url), document.createElement("br"), kim.tempat);
      return item;
    }));
    return list;
  }
  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", "Tutup");
  });

  // --- Small pieces -----------------------------------------------------------------------
  function anchor(text, href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = text;
    return link;
  }
  function row(link, note) {
    const item = document.createElement("li");
    const count = document.createElement("span");
    count.className = "count";
    count.textContent = note;
    item.append(link, " ", count);
    return item;
  }

  // --- The address keeps the state ------------------------------------------------------------
  const VIEW = /^#([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/;
  function rememberView() {
    const { lat, lng } = map.getCenter();
    history.replaceState(null, "", `${location.search}#${map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`);
  }
  const chosen = () => new URLSearchParams(location.search).get("wilayah") || "";

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-pilih]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // The list that held the link is replaced: go on at its new heading.
    select(link.dataset.pilih).then(() => byId("peta-nama").focus({ preventScroll: true }));
  });
  addEventListener("popstate", () => {
    if (chosen() !== selected) select(chosen(), { remember: false });
  });

  const view = VIEW.exec(location.hash);
  if (view) map.setView([view[2], view[3]], view[1]);
  else map.fitBounds(INDONESIA);
  select(first.kode, { remember: false, fit: !view && Boolean(first.kode) }).then(() => {
    map.on("moveend", rememberView);
  });
  let pause = 0;
  map.on("moveend", () => {
    clearTimeout(pause);
    pause = setTimeout(loadKim, 150);
  });
  loadKim();
})();
