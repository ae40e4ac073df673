// The composer: one draft on the screen, kept on the phone at every change.
import { plainOf, showConflict } from "./bentrok.js";
import { all, find, icon, showState } from "./dom.js";
import { fillChoices, fillForm, goToFirstError, kimOf, offerChoices, prepareForm, readForm, showErrors, showFitting } from "./formulir.js";
import { flushCaptions, prepareGallery, showPhotos } from "./galeri.js";
import { sentWords, stateOf } from "./keadaan.js";
import { later, pos, send, tell } from "./kirim.js";
import { ask } from "./kurir.js";
import { hasBare, isBlank, isLocked, live, missing, newDraft, prefill, urlOf } from "./naskah.js";
import { refresh } from "./segarkan.js";
import { addPhoto, change, dropDraft, get, photosOf, put } from "./simpanan.js";

const JEDA_SIMPAN = 300;
const JEDA_KIRIM = 2500;

let naskah = null; // as last read from the store
let shown = ""; // the fields as the form shows them
let reference = null; // what the portal says about this person's KIM
let timer = 0;
let isDirty = false;
let saving = 0;
let drawing = null;
let isStale = false;

const heading = () => document.getElementById("judul-lembar");
export const openUuid = () => naskah?.uuid;

export function prepareSheet() {
  prepareForm(typed);
  prepareGallery(photosChanged);
  const form = find("formulir");
  form.addEventListener("input", (event) => { if (event.target.name) typed(); });
  form.addEventListener("change", showFitting);
  form.addEventListener("submit", (event) => { event.preventDefault(); onSend(); });
  find("pratinjau").addEventListener("click", preview);
  find("salin-baru").addEventListener("click", copyAsNew);
  for (const button of all("tanya")) button.addEventListener("click", () => tick(button));
  addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", () => (document.hidden ? keepAll() : show()));
}

// --- Keeping ---------------------------------------------------------------------------
function typed() {
  isDirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, JEDA_SIMPAN);
}

export async function save() {
  clearTimeout(timer);
  if (!naskah || !isDirty) return;
  isDirty = false;
  saving += 1;
  const { uuid } = naskah;
  const write = (row) => {
    const isi = readForm(structuredClone(row.isi));
    for (const nama of Object.keys(row.galat || {})) {
      if (JSON.stringify(row.isi[nama]) !== JSON.stringify(isi[nama])) delete row.galat[nama];
    }
    Object.assign(row, { isi, diubah: Date.now() });
  };
  try {
    const kept = await change("naskah", uuid, write);
    if (!kept) { write(naskah); await put("naskah", naskah); } // another tab has tidied it away
    if (naskah?.uuid === uuid) {
      naskah = kept || naskah;
      shown = JSON.stringify(naskah.isi);
    }
    tell(uuid);
    later(JEDA_KIRIM);
  } catch (error) {
    isDirty = true;
    find("gagal").hidden = false;
    find("gagal-pesan").textContent = "Tulisan belum tersimpan: ruang di HP ini penuh. Hapus beberapa berkas, dan jangan tutup halaman ini.";
    throw error;
  } finally {
    saving -= 1;
  }
}

async function photosChanged() {
  const { uuid } = naskah;
  const isBare = hasBare(await photosOf(uuid));
  await change("naskah", uuid, (row) => {
    row.diubah = Date.now();
    delete row.galat.foto;
    if (!isBare) delete row.galat.keterangan;
  });
  await show();
  later(JEDA_KIRIM);
}

// --- Showing ---------------------------------------------------------------------------
export async function openSheet(uuid) {
  await save();
  // Open first, so that what the portal tells about the KIM from here on reaches this draft.
  naskah = await get("naskah", uuid);
  naskah = await withKim(uuid);
  offerChoices(reference);
  find("lain").open = false;
  find("catatan").hidden = true;
  fill();
  for (const button of all("tanya")) button.setAttribute("aria-pressed", Boolean(naskah.centang?.includes(button.dataset.tanya)));
  await show();
  heading().textContent = naskah.versi ? "Ubah kabar" : "Tulis kabar";
  refresh(naskah).then((isNew) => { if (isNew && naskah?.uuid === uuid) show(); }).catch(() => {});
}
// Once the sheet is on the screen: where the person begins.
export function enterSheet() {
  const isFresh = isBlank(naskah) && !isLocked(naskah);
  // Whoever has begun to write meanwhile keeps the cursor.
  if (!find("formulir").contains(document.activeElement)) (isFresh ? find("formulir").elements.judul : heading()).focus();
}
// A draft may have been begun before it was known for which KIM.
async function withKim(uuid) {
  const row = await get("naskah", uuid);
  if (row.isi.kim || !reference) return row;
  return change("naskah", uuid, (now) => { prefill(now.isi, reference); });
}

// The portal has told about the KIM while a draft is open: only the choices are new.
export async function useReference(acuan) {
  reference = acuan;
  if (!naskah) return;
  const { isi } = await withKim(naskah.uuid);
  offerChoices(acuan);
  fillChoices(isi);
  await show();
}
export async function closeSheet() {
  await keepAll();
  naskah = null;
  await showPhotos(null);
}
const flushCaptionsIfOpen = () => (naskah ? flushCaptions() : null);
const keepAll = () => Promise.all([flushCaptionsIfOpen(), save()]);

// One drawing at a time, and one more when something has changed meanwhile.
export function show() {
  if (drawing) { isStale = true; return drawing; }
  drawing = draw().finally(() => {
    drawing = null;
    if (!isStale) return undefined;
    isStale = false;
    return show();
  });
  return drawing;
}

// Another tab, or the portal, may know more than this screen.
function takeOver(now) {
  naskah = now;
  if (!isDirty && !saving && JSON.stringify(now.isi) !== shown) fill();
}
function fill() {
  fillForm(naskah.isi);
  shown = JSON.stringify(naskah.isi);
}

async function draw() {
  if (!naskah) return;
  const now = await get("naskah", naskah.uuid);
  if (!now || now.uuid !== naskah?.uuid || now.rev < naskah.rev) return;
  const hasArrived = naskah.kirim === "antre" && now.kirim === "selesai";
  takeOver(now);
  const foto = await photosOf(now.uuid);
  await showPhotos(now);
  showState(find("keadaan"), stateOf(now, foto));
  showErrors(now.galat || {});
  showNotices(now);
  showConflict(now, decided);
  const isHeld = isLocked(now) || Boolean(now.tertahan);
  find("isian").disabled = isHeld;
  find("kaya").inert = isHeld; // a disabled fieldset does not reach an editor
  find("formulir").hidden = Boolean(now.bentrok);
  find("kaki").hidden = isHeld;
  const word = kimOf(now.isi)?.boleh_kirim === false ? "Serahkan ke pengurus" : "Kirim";
  if (hasArrived) celebrate();
  find("kirim-kata").textContent = now.kirim === "antre" ? "Batal kirim" : word;
}

// The chosen text stands in the store; what the hidden form still holds must not come back.
async function decided() {
  clearTimeout(timer);
  isDirty = false;
  shown = "";
  await show();
  send();
}

function celebrate() {
  scrollTo(0, 0);
  find("terkunci-judul").focus();
}

function showNotices(now) {
  find("tanpa-kim").hidden = !reference || reference.kim.length > 0;
  find("desa-lain").hidden = !now.url;
  if (now.url) find("formulir-lengkap").href = now.url;
  const isReturned = now.catatan && now.status === "returned";
  // What the note asks for may be among the folded fields; whoever folds them again keeps them so.
  if (isReturned && find("catatan").hidden) find("lain").open = true;
  find("catatan").hidden = !isReturned;
  find("catatan-isi").textContent = isReturned ? now.catatan : "";
  const isSent = isLocked(now);
  if (isSent) heading().textContent = "Kabar Anda";
  const box = find("terkunci");
  box.hidden = !isSent && !now.tertahan;
  box.classList.toggle("notice--success", isSent && !now.tertahan);
  box.classList.toggle("notice--warning", Boolean(now.tertahan));
  find("terkunci-tanda").replaceChildren(icon(now.tertahan ? "alert-triangle" : "circle-check"));
  const words = now.tertahan ? { judul: "Perubahan ini belum terkirim", pesan: now.tertahan } : sentWords(now, kimOf(now.isi));
  find("terkunci-judul").textContent = words.judul;
  find("terkunci-pesan").textContent = words.pesan;
  find("salin-baru").hidden = !now.tertahan;
  find("lihat").hidden = !now.url;
  if (now.url) find("lihat").href = now.url;
}

// --- What can be done with it -------------------------------------------------------------
async function onSend() {
  await flushCaptions();
  isDirty = true;
  await save();
  if (naskah.kirim === "antre") {
    await change("naskah", naskah.uuid, (row) => { row.kirim = ""; });
    return show();
  }
  const foto = await photosOf(naskah.uuid);
  const galat = missing(naskah, foto, reference);
  await Promise.all(foto.filter(({ sembunyi }) => sembunyi).map(({ uuid }) => change("foto", uuid, (row) => { row.hapus = true; })));
  await change("naskah", naskah.uuid, (row) => {
    row.galat = galat;
    if (!Object.keys(galat).length) row.kirim = "antre";
  });
  await show();
  if (Object.keys(galat).length) return goToFirstError();
  return send();
}

async function preview() {
  await flushCaptions();
  isDirty = true;
  await save();
  const { uuid } = naskah;
  await change("naskah", uuid, (row) => { row.segera = true; });
  await send();
  await change("naskah", uuid, (row) => { row.segera = false; });
  await show();
  if (naskah?.uuid !== uuid || naskah.bentrok || naskah.tertahan) return;
  try {
    const { url_pratinjau: url } = await ask(urlOf(uuid));
    location.assign(url);
  } catch {
    document.dispatchEvent(new CustomEvent("toast", { detail: "Pratinjau perlu sinyal. Tulisan Anda aman di HP ini." }));
  }
}

async function tick(button) {
  const isSet = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", isSet);
  find("bantuan").textContent = button.dataset.bantu;
  await change("naskah", naskah.uuid, (row) => {
    row.centang = (row.centang || []).filter((nama) => nama !== button.dataset.tanya);
    if (isSet) row.centang.push(button.dataset.tanya);
  });
}

// Somebody has sent or closed it meanwhile: what was typed here lives on as a draft of its own.
async function copyAsNew() {
  const lama = naskah;
  const baru = newDraft(lama.pengguna, null, { ...lama.isi, cerita: plainOf(lama.isi), format: "polos" });
  await put("naskah", baru);
  for (const foto of live(await photosOf(lama.uuid))) {
    const berkas = await get("berkas", foto.uuid);
    if (berkas) await addPhoto({ ...foto, uuid: crypto.randomUUID(), naskah: baru.uuid, masuk: false, galat: "", meta_terkirim: "" }, berkas.blob);
  }
  await dropDraft(lama.uuid);
  location.hash = baru.uuid;
  later(JEDA_KIRIM);
}

pos.addEventListener("berubah", ({ detail }) => {
  if (naskah && (!detail || detail === naskah.uuid)) show();
});
