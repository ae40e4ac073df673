// The photos of one draft on the screen: add, caption, order, cover, remove.
import { copy, find, icon, offerUndo, showState } from "./dom.js";
import { MAX_BYTE, shrink } from "./foto.js";
import { blur } from "./kabur.js";
import { isWorking, photoState } from "./keadaan.js";
import { live, MAX_FOTO } from "./naskah.js";
import { addPhoto, change, dropPhoto, get, photosOf } from "./simpanan.js";

let owner = null; // { uuid, pengguna } of the draft shown
let changed = () => {};
const urls = new Map();
const JEDA = 250;
const typing = new Map(); // captions not yet in the store
let waiting = 0;

const list = () => find("foto-daftar");
const cards = () => [...list().children];
const say = (text) => { find("foto-proses").textContent = text; };

export function prepareGallery(whenChanged) {
  changed = whenChanged;
  for (const input of document.querySelectorAll("[data-tambah-foto]")) {
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      addFiles(files);
    });
  }
  list().addEventListener("click", onClick);
  list().addEventListener("input", onCaption);
  list().addEventListener("pointerdown", onGrab);
}

// --- Showing -----------------------------------------------------------------------
export async function showPhotos(naskah) {
  if (owner?.uuid !== naskah?.uuid) {
    for (const url of urls.values()) URL.revokeObjectURL(url);
    urls.clear();
    list().replaceChildren();
    say("");
  }
  owner = naskah ? { uuid: naskah.uuid, pengguna: naskah.pengguna } : null;
  if (!owner) return;
  const foto = live(await photosOf(owner.uuid));
  if (owner?.uuid !== naskah.uuid) return;
  const known = new Map(cards().map((card) => [card.dataset.foto, card]));
  const wanted = [];
  for (const satu of foto) wanted.push(known.get(satu.uuid) || await newCard(satu));
  arrangeCards(wanted);
  foto.forEach((satu, i) => showCard(wanted[i], satu, i, foto.length));
  find("anak").hidden = find("izin").hidden = !foto.length;
  for (const label of document.querySelectorAll(".tulis-tambah")) label.hidden = foto.length >= MAX_FOTO;
}

// Only what is new or in the wrong place moves: a card that is taken out and put back loses the
// cursor, and with it what is being typed into its caption.
function arrangeCards(wanted) {
  for (const card of cards()) if (!wanted.includes(card)) card.remove();
  wanted.forEach((card, i) => {
    if (list().children[i] !== card) list().insertBefore(card, list().children[i] || null);
  });
}

async function newCard(foto) {
  const card = copy("foto").firstElementChild;
  card.dataset.foto = foto.uuid;
  const berkas = await get("berkas", foto.uuid);
  if (berkas) urls.set(foto.uuid, URL.createObjectURL(berkas.blob));
  find("f-gambar", card).src = urls.get(foto.uuid) || foto.pratinjau || "data:,";
  const caption = find("f-keterangan", card);
  caption.id = `k-${foto.uuid}`;
  caption.value = foto.keterangan;
  find("f-label", card).htmlFor = caption.id;
  return card;
}

function showCard(card, foto, index, total) {
  find("f-label", card).textContent = total > 1 ? `Keterangan foto ${index + 1}` : "Keterangan foto";
  const caption = find("f-keterangan", card);
  if (document.activeElement !== caption && !typing.has(foto.uuid)) caption.value = foto.keterangan;
  find("f-gambar", card).alt = foto.keterangan;
  showState(find("f-keadaan", card), photoState(foto));
  const state = photoState(foto);
  const bar = find("f-kemajuan", card);
  bar.hidden = !isWorking(foto);
  bar.value = Number(state.kata.match(/\d+/)?.[0] || 0);
  bar.setAttribute("aria-label", "Foto terkirim");
  find("f-naik", card).hidden = find("f-turun", card).hidden = find("f-geser", card).hidden = total < 2;
  find("f-naik", card).disabled = index === 0;
  find("f-turun", card).disabled = index === total - 1;
}

// --- Adding --------------------------------------------------------------------------
async function addFiles(files) {
  const { uuid, pengguna } = owner;
  const before = document.activeElement;
  let isFirst = true;
  const problems = [];
  for (const [i, file] of files.entries()) {
    say(files.length > 1 ? `Mengecilkan foto ${i + 1} dari ${files.length} …` : "Mengecilkan foto …");
    const urutan = live(await photosOf(uuid)).length;
    if (urutan >= MAX_FOTO) { problems.push(`Paling banyak ${MAX_FOTO} foto.`); break; }
    const small = await shrink(file);
    if (small.blob.size > MAX_BYTE) { problems.push(`${file.name} lebih besar dari 15 MB.`); continue; }
    const foto = { uuid: crypto.randomUUID(), naskah: uuid, pengguna, keterangan: "", urutan, ukuran: small.blob.size, lebar: small.lebar, tinggi: small.tinggi, masuk: false, galat: "", meta_terkirim: "" };
    try {
      await addPhoto(foto, small.blob);
    } catch {
      problems.push("Ruang di HP ini penuh. Hapus beberapa berkas, lalu coba lagi.");
      break;
    }
    await changed();
    // To its caption, unless the person has gone on to something else meanwhile.
    if (isFirst && document.activeElement === before) document.getElementById(`k-${foto.uuid}`)?.focus();
    isFirst = false;
  }
  say(problems.join(" "));
  // Without a question: the phone may keep these files even when it runs short of room.
  navigator.storage?.persist?.().catch(() => {});
}

// --- Caption, order, removal ------------------------------------------------------------
function onCaption(event) {
  typing.set(event.target.closest("[data-foto]").dataset.foto, event.target.value);
  clearTimeout(waiting);
  waiting = setTimeout(async () => { await flushCaptions(); await changed(); }, JEDA);
}
export async function flushCaptions() {
  clearTimeout(waiting);
  await Promise.all([...typing].map(async ([uuid, value]) => {
    await change("foto", uuid, (foto) => { foto.keterangan = value; });
    // More may have been typed while this was written.
    if (typing.get(uuid) === value) typing.delete(uuid);
  }));
}

async function keepOrder() {
  await Promise.all(cards().map((card, i) => change("foto", card.dataset.foto, (foto) => { foto.urutan = i; })));
  await changed();
}

async function onClick(event) {
  const card = event.target.closest("[data-foto]");
  const button = event.target.closest("button");
  if (!card || !button) return;
  if (button.matches("[data-f-naik]")) { card.previousElementSibling.before(card); await keepOrder(); refocus(button, card); }
  if (button.matches("[data-f-turun]")) { card.nextElementSibling.after(card); await keepOrder(); refocus(button, card); }
  if (button.matches("[data-f-hapus]")) await remove(card.dataset.foto);
  if (button.matches("[data-f-kabur]")) await cover(card.dataset.foto);
}
function refocus(button, card) {
  (button.disabled ? find(button.matches("[data-f-naik]") ? "f-turun" : "f-naik", card) : button).focus();
}

async function remove(uuid) {
  await change("foto", uuid, (foto) => { foto.sembunyi = true; });
  await changed();
  const isUndone = await offerUndo("Foto dihapus.");
  await change("foto", uuid, (foto) => {
    if (isUndone) foto.sembunyi = false;
    else if (foto.sembunyi) foto.hapus = true;
  });
  await changed();
}

// A covered photo is a new photo: the one with the faces must not stay anywhere.
async function cover(uuid) {
  const foto = await get("foto", uuid);
  const berkas = await get("berkas", uuid);
  let blob = berkas?.blob;
  try {
    blob ??= await (await fetch(foto.pratinjau)).blob();
  } catch {
    return say("Foto ini sudah di portal; menyamarkannya perlu sinyal.");
  }
  let covered;
  try {
    covered = await blur(blob);
  } catch {
    return say("Foto ini tidak bisa dibuka di HP ini. Pilih foto lain.");
  }
  if (!covered) return undefined;
  const naskah = await get("naskah", foto.naskah);
  const { keterangan } = await get("foto", uuid);
  const baru = { ...foto, keterangan, uuid: crypto.randomUUID(), ukuran: covered.size, masuk: false, pratinjau: "", galat: "", meta_terkirim: "" };
  await addPhoto(baru, covered);
  if (naskah?.versi) await change("foto", uuid, (row) => { row.hapus = true; });
  else await dropPhoto(uuid);
  await changed();
  return document.querySelector(`[data-foto="${baru.uuid}"] [data-f-kabur]`)?.focus();
}

// --- Dragging ---------------------------------------------------------------------------
function onGrab(event) {
  const grip = event.target.closest("[data-f-geser]");
  if (!grip) return;
  const card = grip.closest("[data-foto]");
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  card.classList.add("tulis-foto-kartu--geser");
  const move = ({ clientY }) => {
    if (clientY < 80) scrollBy(0, -12);
    if (clientY > innerHeight - 120) scrollBy(0, 12);
    const other = cards().find((satu) => {
      const { top, bottom } = satu.getBoundingClientRect();
      return satu !== card && clientY > top && clientY < bottom;
    });
    if (!other) return;
    if (card.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) other.after(card);
    else other.before(card);
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("lostpointercapture", () => {
    grip.removeEventListener("pointermove", move);
    card.classList.remove("tulis-foto-kartu--geser");
    keepOrder();
  }, { once: true });
}
