// Between the form on the screen and the fields of a draft.
import { all, find, icon } from "./dom.js";
import { toHtml, toPlain } from "./huruf.js";
import { preparePlace } from "./lokasi.js";

const TEKS = [
  "judul", "ringkasan", "tanggal", "jenis", "tempat", "jam", "tanggal_selesai", "harga", "wa_penjual", "jumlah_hadir", "sumber", "terinspirasi", "lat", "lon",
];
let form = null;
let acuan = null;
let editor = null;
let changed = () => {};

function option(nilai, label) {
  const box = document.createElement("option");
  box.value = nilai;
  box.textContent = label;
  return box;
}
function choice(nama, nilai, label) {
  const box = document.createElement("label");
  box.className = "choice";
  const input = Object.assign(document.createElement("input"), { type: "checkbox", name: nama, value: nilai });
  const word = document.createElement("span");
  word.textContent = label;
  box.append(input, word);
  return box;
}

export function prepareForm(whenChanged) {
  form = find("formulir");
  changed = whenChanged;
  preparePlace(changed);
  find("huruf").addEventListener("click", () => toggleRich().then(changed));
}

// Fill the choices with what this person may choose from.
export function offerChoices(baru) {
  acuan = baru;
  if (!acuan) return;
  form.elements.kim.replaceChildren(...(acuan.kim.length > 1 ? [option("", "Pilih KIM")] : []), ...acuan.kim.map(({ id, nama }) => option(id, nama)));
  find("bidang-kim").hidden = acuan.kim.length < 2;
  form.elements.jenis.replaceChildren(...acuan.jenis.map(({ nilai, label }) => option(nilai, label)));
  const bidang = acuan.bidang.map(({ id, nama }) => choice("bidang", id, nama));
  const adinda = acuan.adinda.map(({ nilai, label }) => choice("adinda", nilai, label));
  for (const [nama, kotak] of [["bidang", bidang], ["adinda", adinda]]) form.querySelector(`[data-pilihan="${nama}"]`).replaceChildren(...kotak);
}

export const kimOf = (isi) => acuan?.kim.find(({ id }) => id === isi.kim);

export function fillForm(isi) {
  // A draft that lies on the phone since an older portal lacks the newer fields.
  for (const nama of TEKS) if (form.elements[nama].value !== (isi[nama] ?? "")) form.elements[nama].value = isi[nama] ?? "";
  form.elements.izin_foto.checked = isi.izin_foto;
  fillStory(isi);
  fillChoices(isi);
}
export function fillChoices(isi) {
  form.elements.kim.value = isi.kim ?? "";
  form.elements.jenis.value = isi.jenis;
  for (const nama of ["bidang", "adinda"]) {
    const chosen = isi[nama].map(String);
    for (const box of form.querySelectorAll(`[name="${nama}"]`)) box.checked = chosen.includes(box.value);
  }
  showFitting();
}

function fillStory({ cerita, format }) {
  // Where the tools cannot be fetched, the text stands in the plain box, with its marks.
  if (format === "html") return openRich(cerita).catch(() => {});
  closeRich();
  if (form.elements.cerita.value !== cerita) form.elements.cerita.value = cerita;
  return undefined;
}

// Only what belongs to this kind of post is asked.
export function showFitting() {
  for (const box of all("hanya", form)) box.hidden = box.dataset.hanya !== form.elements.jenis.value;
  const kim = acuan?.kim.find(({ id }) => String(id) === form.elements.kim.value);
  find("wilayah", form).textContent = kim ? `Wilayah kabar: ${kim.wilayah.label}. Bidang dan ADINDA sudah diisi menurut KIM Anda.` : "";
}

// Take over what stands in the form; what it does not show stays as it was.
export function readForm(isi) {
  // Before the first signal the kinds are not known; what cannot be shown stays as it is.
  for (const nama of TEKS) if (form.elements[nama].options?.length !== 0) isi[nama] = form.elements[nama].value;
  const kim = acuan?.kim.find(({ id }) => String(id) === form.elements.kim.value);
  if (kim && kim.id !== isi.kim) Object.assign(isi, { kim: kim.id, wilayah: kim.wilayah.kode });
  isi.izin_foto = form.elements.izin_foto.checked;
  for (const [nama, semua, kunci] of [["bidang", acuan?.bidang, "id"], ["adinda", acuan?.adinda, "nilai"]]) {
    const chosen = [...form.querySelectorAll(`[name="${nama}"]:checked`)].map(({ value }) => value);
    if (semua) isi[nama] = semua.map((satu) => satu[kunci]).filter((nilai) => chosen.includes(String(nilai)));
  }
  isi.format = editor ? "html" : "polos";
  isi.cerita = editor ? editor.html() : form.elements.cerita.value;
  return isi;
}

// --- Rich text on request ---------------------------------------------------------
function showRich(isRich) {
  form.elements.cerita.hidden = isRich;
  find("kaya").hidden = !isRich;
  find("huruf").setAttribute("aria-expanded", isRich);
  find("huruf-kata").textContent = isRich ? "Kembali ke tulisan biasa" : "Huruf tebal, judul, daftar…";
}
async function openRich(html) {
  if (editor) { if (editor.html() !== html) editor.setHtml(html); return; }
  // Until the editor is there (or when it cannot be fetched) the text is read as plain.
  form.elements.cerita.value = toPlain(html);
  const { openEditor } = await import("./kaya.js");
  if (editor) return;
  editor = openEditor(find("kaya"), html, changed);
  showRich(true);
}
function closeRich() {
  editor?.close();
  editor = null;
  showRich(false);
}
async function toggleRich() {
  if (editor) {
    form.elements.cerita.value = toPlain(editor.html());
    closeRich();
    return form.elements.cerita.focus();
  }
  try {
    await openRich(toHtml(form.elements.cerita.value));
    return editor.focus();
  } catch {
    showErrors({ cerita: ["Alat ini perlu sinyal saat pertama dipakai. Tulis biasa dulu; tulisan Anda aman."] });
    return undefined;
  }
}

// --- What is wrong, beside the field ------------------------------------------------
const placeOf = (nama) => {
  if (nama === "foto") return find("bagian-foto");
  if (nama === "izin_foto") return find("izin");
  const control = form.elements[nama];
  const field = (control?.closest ? control : control?.[0])?.closest(".field");
  return field && !field.hidden ? field : find("kaki");
};

export function showErrors(galat) {
  for (const lama of form.querySelectorAll(".tulis-galat")) lama.remove();
  for (const salah of form.querySelectorAll("[aria-invalid]")) {
    salah.removeAttribute("aria-invalid");
    if (salah.dataset.bantu !== undefined) salah.setAttribute("aria-describedby", salah.dataset.bantu);
  }
  const { keterangan, ...lain } = galat;
  for (const [nama, kalimat] of Object.entries(lain)) {
    const control = form.elements[nama];
    markWrong(kalimat, `salah-${nama || "umum"}`, placeOf(nama), control?.setAttribute ? control : null);
  }
  // Every photo has a caption of its own.
  const bare = keterangan ? all("f-keterangan", form).filter(({ value }) => !value.trim()) : [];
  for (const control of bare) markWrong(keterangan, `salah-${control.id}`, control.closest(".field"), control);
}
function markWrong(kalimat, id, place, control) {
  const box = document.createElement("p");
  box.className = "field-error tulis-galat";
  box.id = id;
  box.append(icon("alert-triangle"), [].concat(kalimat).join(" "));
  place.append(box);
  if (!control) return;
  control.dataset.bantu ??= control.getAttribute("aria-describedby") || "";
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", `${control.dataset.bantu} ${box.id}`.trim());
  const fold = control.closest("details");
  if (fold) fold.open = true;
}
export function goToFirstError() {
  const box = form.querySelector(".tulis-galat");
  const control = box?.parentElement.querySelector("input:not([type=file]), textarea:not([hidden]), select, [data-editor], label.button input");
  box?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}
