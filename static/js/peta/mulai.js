// The live map comes when the page is there and painted: text must not wait for it. Until then, and
// where it does not come, its drawing stands in; its links and the choice of a layer load the page anew.
"use strict";

(() => {
  const box = document.getElementById("peta");
  const layers = document.getElementById("peta-lapis");
  const isAlone = new AbortController();

  layers?.addEventListener("change", () => layers.submit(), { signal: isAlone.signal });

  const arrival = (element) => new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(element.src || element.href)));
  });
  function script(src) {
    const element = document.createElement("script");
    element.src = src;
    document.head.append(element);
    return arrival(element);
  }
  // Its place before the portal's own styles is in the page; switched off, it is not even fetched.
  function styles() {
    const link = document.getElementById("peta-gaya");
    const isThere = Boolean(link.sheet);
    link.disabled = false;
    return isThere || arrival(link);
  }
  async function begin() {
    const [{ showMap }] = await Promise.all([
      import("./peta.js"), script(box.dataset.leaflet), script(box.dataset.topojson), styles(),
    ]);
    await showMap();
    isAlone.abort();
  }
  // A browser that does not tell when it painted gets the map a second later.
  const firstPaint = new Promise((goOn) => {
    new PerformanceObserver(goOn).observe({ type: "paint", buffered: true });
    setTimeout(goOn, 1000);
  });
  const loading = new Promise((goOn) => { addEventListener("load", goOn); });
  Promise.all([firstPaint, loading]).then(begin).catch(() => {
    document.getElementById("peta-jumlah").textContent = "Peta gagal dimuat. Muat ulang halaman ini.";
  });
})();
