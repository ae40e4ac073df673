// Start of the composer: who is it, what is wanted, and when to send.
import { fetchReference, knownReference } from "./acuan.js";
import { showList } from "./daftar.js";
import { find, showState } from "./dom.js";
import { closeSheet, enterSheet, openSheet, openUuid, prepareSheet, useReference } from "./lembar.js";
import { pos, send, tell } from "./kirim.js";
import { identify, PerluMasuk } from "./kurir.js";
import { newDraft } from "./naskah.js";
import "./pasang.js";
import { fetchDraft } from "./segarkan.js";
import { get, lastAccount, put } from "./simpanan.js";

let acuan = null;

function complain(pesan) {
  find("gagal").hidden = !pesan;
  find("gagal-pesan").textContent = pesan || "";
}

// --- Where we are -------------------------------------------------------------------------
function arrange(name) {
  find("daftar").hidden = name !== "daftar";
  find("lembar").hidden = name !== "lembar";
  const back = find("kembali");
  back.href = name === "lembar" ? "#" : "/kelola/";
  find("kembali-kata").textContent = name === "lembar" ? "Kabar saya" : "Kelola KIM";
}

async function route() {
  complain("");
  const uuid = decodeURIComponent(location.hash.slice(1));
  if (uuid && uuid === openUuid()) return undefined;
  await closeSheet();
  if (uuid === "baru") return begin();
  if (/^[0-9a-f-]{36}$/.test(uuid) && (await isHere(uuid))) {
    // Shown when it is filled in: an empty form would take what is typed and then lose it.
    await openSheet(uuid);
    arrange("lembar");
    return enterSheet();
  }
  await showList(acuan);
  arrange("daftar");
  return undefined;
}

async function isHere(uuid) {
  const naskah = await get("naskah", uuid);
  // The account is part of the question: another one's draft is as good as none.
  if (naskah) return naskah.pengguna === pos.pengguna && !naskah.dihapus;
  try {
    if (await fetchDraft(uuid, pos.pengguna)) return true;
    complain("Kabar ini tidak ditemukan.");
  } catch {
    complain("Kabar ini belum ada di HP ini. Buka lagi saat ada sinyal.");
  }
  return false;
}

async function begin(isian = {}) {
  const naskah = newDraft(pos.pengguna, acuan, isian);
  await put("naskah", naskah);
  // Without leaving "#baru" in the history: going back must not begin another one.
  history.replaceState(null, "", `${location.pathname}#${naskah.uuid}`);
  await route();
  if (Object.keys(isian).length) send();
}

// Text and links shared from another app open as a draft.
function shared() {
  const query = new URLSearchParams(location.search);
  const [title, text, url] = ["title", "text", "url"].map((nama) => (query.get(nama) || "").trim());
  if (!title && !text && !url) return null;
  const cerita = [text, url && !text.includes(url) ? url : ""].filter(Boolean).join("\n\n");
  return { judul: title.slice(0, 120), cerita: cerita.slice(0, 30_000) };
}

// --- Who it is, and whether there is a signal ------------------------------------------------
function showNetwork() {
  const box = find("jaringan");
  if (pos.terputus) showState(box, { ikon: "wifi-off", kata: "Tanpa sinyal" });
  else if (box.dataset.kata) { box.replaceChildren(); box.dataset.kata = ""; }
  find("perlu-masuk").hidden = !pos.perluMasuk;
  find("tautan-masuk").href = `/akun/masuk/?next=${encodeURIComponent(`/kelola/tulis/${location.hash}`)}`;
  if (pos.akunLain) location.reload();
}

const DENYUT = 15_000;

async function catchUp() {
  try {
    const now = await identify();
    pos.terputus = false;
    pos.perluMasuk = !now;
    if (now && now !== pos.pengguna) return location.reload();
    if (now) {
      const isFirst = !acuan;
      acuan = (await fetchReference(now)) || acuan;
      if (isFirst) await useReference(acuan);
    }
  } catch (error) {
    if (error instanceof PerluMasuk) pos.perluMasuk = true;
    else pos.terputus = true;
  }
  await send();
  tell(null);
  return undefined;
}

// Whose drafts may be shown: the portal's word, or where it cannot be asked, the last one it gave.
async function whose() {
  const known = lastAccount();
  if (known) return known;
  try {
    const now = await identify();
    if (now) return now;
    pos.perluMasuk = true;
  } catch {
    complain("Buka halaman ini sekali saat ada sinyal. Setelah itu Anda bisa menulis tanpa sinyal.");
  }
  showNetwork();
  return null;
}

async function start() {
  if (!window.indexedDB) return complain("Peramban ini tidak bisa menyimpan tulisan. Pakai formulir biasa di Kelola KIM.");
  pos.pengguna = await whose();
  if (!pos.pengguna) return addEventListener("online", () => location.reload());
  acuan = (await knownReference(pos.pengguna)) || null;
  prepareSheet();
  await useReference(acuan);
  addEventListener("hashchange", route);
  pos.addEventListener("berubah", () => {
    showNetwork();
    if (!find("daftar").hidden) showList(acuan);
  });
  // Before anything is drawn: the signal may come back in that very moment.
  addEventListener("online", () => { pos.terputus = false; catchUp(); });
  addEventListener("offline", () => { pos.terputus = true; tell(null); });
  // Some phones do not say when the signal is back.
  setInterval(() => { if (!document.hidden) send(); }, DENYUT);
  const isian = shared();
  if (isian) await begin(isian);
  else await route();
  addEventListener("focus", () => send());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) catchUp(); });
  return catchUp();
}

start().catch((error) => {
  complain("Penyimpanan di HP ini tidak bisa dibuka. Muat ulang halaman ini, atau pakai formulir biasa di Kelola KIM.");
  throw error;
});
