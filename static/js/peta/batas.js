// Boundaries: the provinces, and over them the parts of the chosen one, coloured by class.
import { remembering } from "./data.js";
import { inSlices } from "./sela.js";

// `choose(kode)` is called for the shape that is tapped.
export function boundaries(map, box, data, choose) {
  const once = remembering();
  const provinces = L.layerGroup();
  const inside = L.layerGroup(); // the parts drawn over the provinces
  let shown = ""; // whose parts
  let turn = 0; // of several choices the last one is drawn

  // The shapes of some lines by code; they are made once.
  const shapesOf = (url) => once(url, async () => {
    const topology = await data.lines(url);
    const shapes = new Map();
    await inSlices(Object.values(topology.objects)[0].geometries, (geometry) => {
      const feature = topojson.feature(topology, geometry);
      shapes.set(feature.properties.kode, shapeOf(feature));
    });
    return shapes;
  });
  function shapeOf(feature) {
    const { kode, nama } = feature.properties;
    const shape = L.GeoJSON.geometryToLayer(feature, {});
    shape.on("click", () => choose(kode));
    return shape.bindTooltip(() => (shape.label ? `${nama}: ${shape.label}` : nama), { sticky: true });
  }
  // A new layer only changes classes: the lines stay as they are.
  function colour(shapes, parts, selected) {
    shapes.forEach((shape, kode) => {
      const [kelas, label] = parts[kode] || [];
      shape.label = label;
      const names = `batas ${label === undefined ? "batas--redup" : `skala-${kelas}`}${kode === selected ? " batas--dipilih" : ""}`;
      shape.options.className = names;
      shape.getElement()?.setAttribute("class", `${names} leaflet-interactive`);
    });
  }
  // Draws what belongs to a choice. `look` gets its shape, if it has one, before anything is drawn:
  // lines are then fitted to the view only once.
  async function drawFor({ kode, batas, anak }, look) {
    turn += 1;
    const mine = turn;
    const isWanted = () => mine === turn;
    const [around, parts] = await Promise.all([shapesOf(box.dataset.provinsi), kode ? shapesOf(batas) : new Map()]);
    if (!isWanted()) return;
    const provinsi = kode.slice(0, 2);
    look(parts.get(kode) || around.get(provinsi));
    if (shown !== provinsi) inside.clearLayers();
    shown = provinsi;
    provinces.addTo(map);
    inside.addTo(map);
    colour(around, kode ? {} : anak, "");
    colour(parts, anak, kode);
    await inSlices(around.values(), (shape) => provinces.addLayer(shape), isWanted);
    if (!isWanted()) return;
    await inSlices(parts.values(), (shape) => inside.addLayer(shape), isWanted);
    if (isWanted()) parts.get(kode)?.bringToFront();
  }
  return { drawFor };
}
