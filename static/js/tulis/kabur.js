// Makes faces unrecognisable before a photo is sent: tap, drag, or arrow keys and Enter.
import { find } from "./dom.js";
import { draw, encode } from "./foto.js";

const KOTAK = 9; // a tap covers a ninth of the longer side
const BUTIR = 7; // mosaic stones along the shorter side of an area

let dialog, canvas, asal, areas, cursor, drag, finish;

function pixelate(context, { x, y, w, h }) {
  const stone = Math.max(4, Math.round(Math.min(w, h) / BUTIR));
  const small = document.createElement("canvas");
  small.width = Math.max(1, Math.round(w / stone));
  small.height = Math.max(1, Math.round(h / stone));
  const pen = small.getContext("2d");
  pen.drawImage(asal, x, y, w, h, 0, 0, small.width, small.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, small.width, small.height, x, y, w, h);
}

function outline(context, { x, y, w, h }) {
  context.lineWidth = Math.max(2, canvas.width / 250);
  for (const [colour, dash] of [["#000", []], ["#fff", [12, 12]]]) {
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.strokeRect(x, y, w, h);
  }
}

function paint(withFrame = true) {
  const context = canvas.getContext("2d");
  context.drawImage(asal, 0, 0);
  for (const area of areas) pixelate(context, area);
  if (withFrame && drag) outline(context, between(drag.from, drag.to));
  else if (withFrame && cursor) outline(context, around(cursor));
  find("kabur-urung", dialog).disabled = !areas.length;
}

function clip({ x, y, w, h }) {
  const left = Math.max(0, Math.round(x));
  const top = Math.max(0, Math.round(y));
  return { x: left, y: top, w: Math.min(canvas.width, Math.round(x + w)) - left, h: Math.min(canvas.height, Math.round(y + h)) - top };
}
function around({ x, y }) {
  const size = Math.max(canvas.width, canvas.height) / KOTAK;
  return clip({ x: x - size / 2, y: y - size / 2, w: size, h: size });
}
const between = (a, b) => clip({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) });

function add(area) {
  if (area.w > 0 && area.h > 0) areas.push(area);
  find("kabur-kabar", dialog).textContent = `${areas.length} bagian disamarkan.`;
  paint();
}

function pointOf(event) {
  const box = canvas.getBoundingClientRect();
  return { x: (event.clientX - box.left) * canvas.width / box.width, y: (event.clientY - box.top) * canvas.height / box.height };
}

function onPointer(event) {
  if (event.type === "pointerdown") {
    canvas.setPointerCapture(event.pointerId);
    cursor = null;
    drag = { from: pointOf(event), to: pointOf(event) };
  } else if (drag) {
    drag.to = pointOf(event);
    if (event.type === "pointerup") {
      const area = between(drag.from, drag.to);
      const isTap = Math.min(area.w, area.h) < canvas.width / 40;
      const { from } = drag;
      drag = null;
      return add(isTap ? around(from) : area);
    }
    if (event.type === "pointercancel") drag = null;
  }
  paint();
}

function onKey(event) {
  const step = canvas.width / 25;
  const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
  const isSet = event.key === "Enter" || event.key === " ";
  if (!move && !isSet) return;
  event.preventDefault();
  cursor ??= { x: canvas.width / 2, y: canvas.height / 2 };
  if (isSet) return add(around(cursor));
  cursor.x = Math.min(canvas.width, Math.max(0, cursor.x + move[0]));
  cursor.y = Math.min(canvas.height, Math.max(0, cursor.y + move[1]));
  paint();
}

async function use() {
  if (!areas.length) return dialog.close();
  drag = cursor = null;
  paint(false);
  finish(await encode(canvas));
  dialog.close();
}

function prepare() {
  if (dialog) return;
  dialog = find("kabur");
  canvas = find("kabur-kanvas", dialog);
  for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) canvas.addEventListener(type, onPointer);
  canvas.addEventListener("keydown", onKey);
  find("kabur-urung", dialog).addEventListener("click", () => { areas.pop(); paint(); });
  find("kabur-batal", dialog).addEventListener("click", () => dialog.close());
  find("kabur-pakai", dialog).addEventListener("click", use);
  dialog.addEventListener("close", () => finish(null));
}

// Let the person cover parts of a photo; resolves to the new photo, or null when nothing was.
export async function blur(blob) {
  prepare();
  asal = await draw(blob);
  canvas.width = asal.width;
  canvas.height = asal.height;
  areas = [];
  drag = cursor = null;
  paint();
  dialog.showModal();
  canvas.focus();
  return new Promise((resolve) => { finish = resolve; });
}
