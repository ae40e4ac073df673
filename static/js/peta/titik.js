// Marks of the view: single ones, groups where they would overlap, sums where there are very many.
import { angka } from "./panel.js";
import { inSlices } from "./sela.js";

export function marksOn(map, anchor) {
  const CLUSTER_PX = 40;
  const placed = new Map(); // the marks on the map, by what they stand for
  let unit = "KIM";
  let turn = 0; // of several views the last one gets its marks

  // Marks that stay the same stay where they are, with the focus and the popup they may have;
  // one whose card is being read stays even where it would now join a group.
  function place(items, keyOf, make, keepsOpen = false) {
    turn += 1;
    const mine = turn;
    const wanted = new Map(items.map((item) => [keyOf(item), item]));
    placed.forEach((layer, key) => {
      if (wanted.has(key) || (keepsOpen && layer.isPopupOpen())) return;
      layer.remove();
      placed.delete(key);
    });
    const missing = [...wanted].filter(([key]) => !placed.has(key));
    inSlices(missing, ([key, item]) => placed.set(key, make(item).addTo(map)), () => mine === turn);
  }
  // Only what lies in `box` is placed: Tab then walks from mark to mark where one is looking.
  function showSingle(all, box, of) {
    const keepsOpen = of === unit;
    unit = of;
    const groups = clusters(all).filter(([{ lat, lon }]) => box.contains([lat, lon]));
    place(groups, (group) => group.map((mark) => mark.url).join(" "), groupOrOne, keepsOpen);
  }
  function showSums(sums, of) {
    unit = of;
    place(sums, (sum) => `${of} ${sum}`, sumMark);
  }
  const clear = () => place([], String, null);

  // Groups what would overlap: a mark joins the first group within a finger's width.
  function clusters(all) {
    const groups = [];
    all.forEach((mark) => {
      const point = map.project([mark.lat, mark.lon]);
      const near = groups.find((group) => group.point.distanceTo(point) < CLUSTER_PX);
      if (near) near.members.push(mark);
      else groups.push({ point, members: [mark] });
    });
    return groups.map((group) => group.members);
  }

  function put(position, { text = "", size, label, kind = "" }) {
    const icon = L.divIcon({ className: `titik ${kind}`, html: text, iconSize: [size, size] });
    const layer = L.marker(position, { icon, title: label });
    layer.on("add", () => layer.getElement().setAttribute("aria-label", label));
    return layer;
  }
  const bubble = (count) => Math.round(24 + 2 * Math.log2(count));

  const groupOrOne = (group) => (group.length === 1 ? oneMark(group[0]) : groupMark(group));

  function oneMark(mark) {
    const note = mark.aktif === false ? " (tidak aktif)" : "";
    const kind = mark.aktif ? "" : "titik--diam";
    return put([mark.lat, mark.lon], { size: 24, label: `${mark.nama}, ${mark.tempat}${note}`, kind: `titik--satu ${kind}` }).bindPopup(() => card([mark]));
  }
  function groupMark(group) {
    const bounds = L.latLngBounds(group.map((mark) => [mark.lat, mark.lon]));
    const label = `${group.length} ${unit} di sini; buka untuk memperbesar`;
    const layer = put([group[0].lat, group[0].lon], { text: angka(group.length), size: bubble(group.length), label });
    // KIM of one village share its point: no zoom parts them.
    if (bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < 50) return layer.bindPopup(() => card(group));
    return layer.on("click", () => map.fitBounds(bounds, { padding: [40, 40] }));
  }
  function sumMark([lat, lon, count]) {
    const label = `${angka(count)} ${unit} di sekitar sini; buka untuk memperbesar`;
    return put([lat, lon], { text: angka(count), size: bubble(count), label })
      .on("click", () => map.setView([lat, lon], map.getZoom() + 2));
  }
  function card(group) {
    const list = document.createElement("ul");
    list.className = "popup-kim";
    list.append(...group.map((mark) => {
      const item = document.createElement("li");
      item.append(anchor(mark.nama, mark.url), document.createElement("br"), mark.tempat);
      if (mark.aktif === false) item.append(" · tidak aktif");
      return item;
    }));
    return list;
  }
  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", "Tutup");
  });
  return { clear, showSingle, showSums };
}
