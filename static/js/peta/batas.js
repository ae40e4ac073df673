// Boundaries: the provinces, and over them the parts of the chosen one, coloured by class.
"use strict";

// `choose(kode)` is called for the shape that is tapped.
Peta.batas = (map, box, data, choose) => {
  const layers = new Map(); // address of lines -> {layer, shapes}, made once
  const inside = L.layerGroup(); // the parts drawn over the provinces
  let shown = ""; // whose parts

  async function drawn(url) {
    if (!layers.has(url)) layers.set(url, build(await data.outline(url)));
    return layers.get(url);
  }
  function build(features) {
    const shapes = new Map();
    const layer = L.geoJSON(features, {
      style: { className: "batas batas--redup" },
      onEachFeature: (feature, shape) => {
        const { kode, nama } = feature.properties;
        shapes.set(kode, shape);
        shape.nama = nama;
        shape.on("click", () => choose(kode));
        shape.bindTooltip(() => (shape.label ? `${nama}: ${shape.label}` : nama), { sticky: true });
      },
    });
    return { layer, shapes };
  }
  // A new layer only changes classes: the lines stay as they are.
  function colour({ shapes }, parts, selected) {
    shapes.forEach((shape, kode) => {
      const [kelas, label] = parts[kode] || [];
      shape.label = label;
      const names = `batas ${label === undefined ? "batas--redup" : `skala-${kelas}`}${kode === selected ? " batas--dipilih" : ""} leaflet-interactive`;
      shape.options.className = names;
      shape.getElement()?.setAttribute("class", names);
    });
  }
  // Draws what belongs to a choice and returns its shape, if it has one.
  async function drawFor({ kode, batas, anak }) {
    const provinces = await drawn(box.dataset.provinsi);
    const parts = kode ? await drawn(batas) : null;
    colour(provinces, kode ? {} : anak, "");
    provinces.layer.addTo(map);
    const provinsi = kode.slice(0, 2);
    if (shown !== provinsi) inside.clearLayers();
    shown = provinsi;
    if (!parts) return null;
    colour(parts, anak, kode);
    inside.addLayer(parts.layer).addTo(map);
    parts.layer.bringToFront();
    parts.shapes.get(kode)?.bringToFront();
    return parts.shapes.get(kode) || provinces.shapes.get(provinsi);
  }
  return { drawFor };
};
