// Choosing a point: tap the map or take the device's own place. The two text fields are what is
// sent; without this file they are typed.
"use strict";

(() => {
  const box = document.querySelector("[data-titik]");
  const say = box.querySelector("[data-titik-kabar]");
  const fields = { lat: document.getElementById("id_lat"), lon: document.getElementById("id_lon") };
  const village = box.dataset.pusat.split(" ").filter(Boolean).map(Number);
  const isKnown = village.length === 2;
  const centre = isKnown ? village : [-2.5, 118];
  // Our outlines are coarse: from here the coast and the kabupaten around the village are seen.
  const AROUND = 10;
  const NEAR = 13;

  const map = L.map(box.querySelector("[data-titik-peta]"), {
    attributionControl: false, scrollWheelZoom: false, minZoom: 4, maxZoom: 17,
  });
  const mark = L.circleMarker(centre, { radius: 9, className: "titik-kim" });
  if (isKnown) {
    L.circleMarker(centre, { radius: 5, className: "titik-desa", interactive: false })
      .bindTooltip(box.dataset.nama, { permanent: true, direction: "right", offset: [6, 0] })
      .addTo(map);
  }

  function typed() {
    const lat = parseFloat(fields.lat.value.replace(",", "."));
    const lon = parseFloat(fields.lon.value.replace(",", "."));
    return Number.isFinite(lat) && Number.isFinite(lon) ? [lat, lon] : null;
  }
  function show(point) {
    if (!point) {
      mark.remove();
      return;
    }
    mark.setLatLng(point).addTo(map);
    if (!map.getBounds().contains(point)) map.setView(point, NEAR);
  }
  function choose(lat, lon) {
    fields.lat.value = lat.toFixed(6);
    fields.lon.value = lon.toFixed(6);
    show([lat, lon]);
  }

  map.setView(typed() ?? centre, typed() || isKnown ? AROUND : 5);
  show(typed());
  map.on("click", (event) => choose(event.latlng.lat, event.latlng.wrap().lng));
  Object.values(fields).forEach((field) => field.addEventListener("change", () => show(typed())));

  fetch(box.dataset.batas)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then((topology) => {
      const outline = topojson.feature(topology, Object.values(topology.objects)[0]);
      L.geoJSON(outline, { interactive: false, style: { className: "batas" } }).addTo(map).bringToBack();
    })
    .catch(() => {}); // The map is usable without its background.

  const button = box.querySelector("[data-titik-sini]");
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    say.textContent = "Mencari lokasi…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        choose(coords.latitude, coords.longitude);
        map.setView([coords.latitude, coords.longitude], NEAR);
        say.textContent = `Lokasi ditemukan, teliti sampai sekitar ${Math.round(coords.accuracy)} meter.`;
      },
      () => { say.textContent = "Lokasi tidak bisa dibaca. Izinkan akses lokasi, atau ketuk peta."; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
})();
