// "Sudah kami sebarkan" without a signal: kept on this phone, sent once there is one, counted once.
import { AkunLain, ask, deliver, Ditolak, identify, PerluMasuk } from "./kurir.js";
import { shrink } from "./foto.js";
import { change, drop, lastAccount, listOf, put } from "./simpanan.js";

const JEDA = [5, 10, 20, 40, 60, 120].map((detik) => detik * 1000);
const form = document.querySelector("form[data-lapor]");
const place = document.querySelector("[data-lapor-antre]");
let timer = 0;
let failures = 0;
let needsSignIn = false;

const made = (tag, words, more = {}) => Object.assign(document.createElement(tag), { textContent: words, ...more });
const waiting = async () => (lastAccount() ? listOf("laporan", "pengguna", lastAccount()) : []);

function line(row) {
  const item = made("li", `${row.judul} · ${row.kanal}`);
  if (!row.tertahan) return item;
  item.append(made("br", ""), made("strong", row.tertahan), " ");
  const remove = made("button", "Hapus laporan ini", { type: "button", className: "button button--small" });
  remove.addEventListener("click", async () => { await drop("laporan", row.uuid); show(); });
  item.append(remove);
  return item;
}

async function show() {
  const rows = await waiting();
  place.hidden = !rows.length;
  if (!rows.length) { place.replaceChildren(); return; }
  const box = made("div", "", { className: "notice notice--warning" });
  const words = made("div", "");
  words.append(made("p", `${rows.length} laporan penyebaran tersimpan di HP ini`, { className: "notice-title" }));
  words.append(needsSignIn ? made("p", "Masuk lagi supaya terkirim.") : made("p", "Terkirim sendiri begitu ada sinyal. Halaman ini boleh ditutup."));
  const list = made("ul", "");
  list.append(...rows.map(line));
  words.append(list);
  box.append(words);
  place.replaceChildren(box);
}

function bodyOf(row) {
  const body = new FormData();
  for (const [name, value] of row.isi) body.append(name, value);
  if (row.foto) body.append("foto", row.foto, "foto.jpg");
  return body;
}

// Resolves to whether the portal took it; what it refuses waits for its writer.
async function sendOne(row) {
  try {
    await deliver("POST", row.url, row.pengguna, { body: bodyOf(row) });
    await drop("laporan", row.uuid);
    return true;
  } catch (error) {
    if (!(error instanceof Ditolak)) throw error;
    await change("laporan", row.uuid, (kept) => {
      kept.tertahan = error.status === 404 ? "Info ini tidak lagi ditujukan untuk KIM Anda." : error.message;
    });
    return false;
  }
}

async function round() {
  let taken = 0;
  for (const row of await waiting()) if (!row.tertahan && await sendOne(row)) taken += 1;
  return taken;
}

// Two tabs must not send the same report at once; the portal would count it once all the same.
async function send() {
  clearTimeout(timer);
  try {
    const taken = await (navigator.locks ? navigator.locks.request("kim-lapor", round) : round());
    failures = 0;
    needsSignIn = false;
    // The page says what was reported, and thanks.
    if (taken && form) { location.reload(); return; }
  } catch (error) {
    needsSignIn = error instanceof PerluMasuk || error instanceof AkunLain;
    if (!needsSignIn) timer = setTimeout(send, JEDA[Math.min(failures++, JEDA.length - 1)]);
  }
  await show();
}

async function keep() {
  const fields = new FormData(form);
  const file = fields.get("foto");
  fields.delete("foto");
  fields.delete("csrfmiddlewaretoken");
  const foto = file && file.size ? (await shrink(file)).blob : null;
  const kanal = form.querySelector("[name=kanal]:checked").closest("label").textContent.trim();
  await put("laporan", {
    uuid: fields.get("uuid"), pengguna: lastAccount(), url: form.dataset.lapor, judul: form.dataset.judul, kanal, foto, isi: [...fields],
  });
  form.reset();
  // The next report is another one.
  form.elements.uuid.value = crypto.randomUUID();
}

// What can be relayed, for the time without a signal (static/js/tulis/sebar-luring.js).
async function keepMessages() {
  const known = await ask("/kelola/info/data.json");
  await put("info", known);
}

async function start() {
  if (/^\/kelola\/(info\/(\d+\/)?)?$/.test(location.pathname) && navigator.onLine) keepMessages().catch(() => {});
  if (form) {
    // Whose phone it is must be known before the signal goes.
    if (!lastAccount()) await identify();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = form.querySelector("[type=submit]");
      button.disabled = true;
      keep().then(show).then(send)
        // A phone that keeps nothing sends the plain form, as without this script.
        .catch(() => form.submit())
        .finally(() => { button.disabled = false; });
    });
  }
  addEventListener("online", send);
  if ((await waiting()).length) await show().then(send);
}

if (place && window.indexedDB) start().catch(() => {});
