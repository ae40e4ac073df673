// Without a signal: shows the messages kept on this phone, and fills in the form that relays one.
import { get, lastAccount } from "./simpanan.js";

const find = (name) => document.querySelector(`[data-${name}]`);
const form = find("lapor");
let known = [];

// The address is that of the page one asked for, or the list's with the message behind the #.
const wanted = () => location.hash.slice(1) || (/\/kelola\/info\/(\d+)\//.exec(location.pathname) || [])[1];

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function row({ pk, judul, penerbit, sudah }) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `#${pk}`, textContent: judul });
  const words = [penerbit, sudah && "sudah disebarkan"].filter(Boolean).join(" · ");
  item.append(link, " ", Object.assign(document.createElement("span"), { className: "count", textContent: words }));
  return item;
}

function showList() {
  find("isi").replaceChildren(...known.map(row));
  find("kosong").hidden = known.length > 0;
}

// The link in the text, and the village, are those of the KIM in whose name one reports.
function useKim(info) {
  const kim = info.kim.find(({ pk }) => String(pk) === form.elements.kim.value) || info.kim[0];
  form.elements.wilayah.value = kim.wilayah;
  find("desa").textContent = kim.desa;
  document.getElementById("teks-whatsapp").value = kim.teks;
  find("kirim-wa").href = `https://wa.me/?text=${encodeURIComponent(kim.teks)}`;
}

function showMessage(info) {
  find("penerbit").textContent = `Info Pemerintah · ${info.penerbit}`;
  find("judul-pesan").textContent = info.judul;
  find("isi-pesan").textContent = info.isi;
  find("tindakan").textContent = info.tindakan;
  form.reset();
  Object.assign(form.dataset, { lapor: info.lapor, judul: info.judul });
  form.elements.uuid.value = crypto.randomUUID();
  form.elements.ralat.value = info.ralat;
  form.elements.tanggal.defaultValue = today();
  form.elements.kim.replaceChildren(...info.kim.map(({ pk, nama }, place) => new Option(nama, pk, !place, !place)));
  useKim(info);
}

function route() {
  const info = known.find(({ pk }) => String(pk) === wanted());
  if (info) showMessage(info);
  else showList();
  find("pesan").hidden = !info;
  find("daftar").hidden = Boolean(info);
}

async function start() {
  const account = lastAccount();
  const kept = account && window.indexedDB ? await get("info", account) : null;
  known = kept ? kept.info : [];
  const chosen = () => known.find(({ pk }) => String(pk) === wanted());
  form.elements.kim.addEventListener("change", () => useKim(chosen()));
  // What was sent is cleared; whose report the next one is follows from the form again.
  form.addEventListener("reset", () => setTimeout(() => chosen() && useKim(chosen())));
  addEventListener("hashchange", route);
  route();
}

start().catch(showList);
