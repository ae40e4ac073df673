// Signing out: warns about work that only this phone has, then forgets everything of this account.
import { hasUnsent, isBlank } from "./naskah.js";
import { erase, lastAccount, listOf, photosOf, rememberAccount } from "./simpanan.js";

// The form carries the key of the account that is about to leave.
const form = document.querySelector("form[data-hapus-simpanan]");
const pengguna = form?.dataset.hapusSimpanan || lastAccount();

async function unsent() {
  const titles = [];
  for (const naskah of await listOf("naskah", "pengguna", pengguna)) {
    const foto = await photosOf(naskah.uuid);
    const isEmpty = isBlank(naskah) && !foto.length;
    const isWaiting = naskah.bentrok || naskah.tertahan || hasUnsent(naskah, foto);
    if (isWaiting && !isEmpty && !naskah.dihapus) titles.push(naskah.isi.judul.trim() || "Kabar tanpa judul");
  }
  const laporan = await listOf("laporan", "pengguna", pengguna);
  return [...titles, ...laporan.map(({ judul }) => `Laporan penyebaran: ${judul}`)];
}

const made = (tag, words, more = {}) => Object.assign(document.createElement(tag), { textContent: words, ...more });

function warn(titles) {
  const place = document.querySelector("[data-hapus-simpanan-peringatan]");
  const box = made("div", "", { className: "notice notice--warning" });
  box.setAttribute("role", "alert");
  const words = document.createElement("div");
  const rows = document.createElement("ul");
  rows.append(...titles.map((judul) => made("li", judul)));
  const what = document.createElement("p");
  what.append("Jika Anda keluar sekarang, ini hilang. ", made("a", "Kirim dulu", { href: titles.every((title) => title.startsWith("Laporan")) ? "/kelola/info/" : "/kelola/tulis/" }), ".");
  words.append(made("p", `${titles.length} kiriman belum terkirim dan hanya ada di HP ini`, { className: "notice-title" }), rows, what);
  box.append(words);
  place.replaceChildren(box);
  place.hidden = false;
}

async function forget() {
  await erase(pengguna);
  rememberAccount(null);
  for (const name of await caches.keys()) await caches.delete(name);
}

if (form && pengguna && window.indexedDB) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Whatever happens to the store, signing out itself must work.
    forget().catch(() => {}).finally(() => HTMLFormElement.prototype.submit.call(form));
  });
  unsent().then((titles) => { if (titles.length) warn(titles); }).catch(() => {});
}
