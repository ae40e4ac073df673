// "Kabar saya": what is on this phone and what the portal has, newest first.
import { copy, find, offerUndo, showState } from "./dom.js";
import { stateOf } from "./keadaan.js";
import { isBlank } from "./naskah.js";
import { pos } from "./kirim.js";
import { change, dropDraft, listOf, photosOf } from "./simpanan.js";

const WAKTU = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
const IKON = { returned: ["arrow-back-up", "warning"], published: ["circle-check", "positive"], submitted: ["circle-check", "positive"] };

export async function localRows(pengguna) {
  const rows = [];
  for (const naskah of await listOf("naskah", "pengguna", pengguna)) {
    const foto = await photosOf(naskah.uuid);
    if (naskah.dihapus && Date.now() - naskah.dihapus > 10_000) await dropDraft(naskah.uuid);
    else if (!naskah.dihapus && isBlank(naskah) && !foto.length) await dropDraft(naskah.uuid);
    else if (!naskah.dihapus) rows.push({ naskah, foto });
  }
  return rows;
}

function rowOf({ uuid, judul, keadaan, diubah, lokal }) {
  const row = copy("baris").firstElementChild;
  find("b-tautan", row).href = `#${uuid}`;
  find("b-judul", row).textContent = judul.trim() || "Belum ada judul";
  find("b-waktu", row).textContent = WAKTU.format(new Date(diubah));
  showState(find("b-keadaan", row), keadaan);
  const button = find("b-hapus", row);
  button.hidden = !lokal;
  find("b-hapus-kata", row).textContent = `Hapus ${judul.trim() || "kabar tanpa judul"} dari HP ini`;
  button.addEventListener("click", () => remove(lokal));
  return row;
}

const serverState = ({ status, label }) => {
  const [ikon, warna] = IKON[status] || ["cloud-check", ""];
  return { ikon, warna, kata: status === "draft" && label === "Draf" ? "Draf di portal" : label };
};

let drawing = 0;
export async function showList(acuan) {
  const mine = drawing += 1;
  const lokal = await localRows(pos.pengguna);
  const known = new Set(lokal.map(({ naskah }) => naskah.uuid));
  const rows = [
    ...lokal.map(({ naskah, foto }) => ({ uuid: naskah.uuid, judul: naskah.isi.judul, keadaan: stateOf(naskah, foto), diubah: naskah.diubah, lokal: naskah })),
    ...(acuan?.kabar || []).filter(({ uuid }) => !known.has(uuid)).map((kabar) => ({ ...kabar, keadaan: serverState(kabar) })),
  ].sort((a, b) => new Date(b.diubah) - new Date(a.diubah));
  if (mine !== drawing) return;
  const focused = document.activeElement?.closest?.("[data-isi-daftar] a")?.getAttribute("href");
  find("isi-daftar").replaceChildren(...rows.map(rowOf));
  if (focused) document.querySelector(`[data-isi-daftar] a[href="${focused}"]`)?.focus();
  find("kosong").hidden = rows.length > 0;
}

async function remove(naskah) {
  const words = naskah.versi
    ? "Hapus dari HP ini? Yang sudah sampai di portal tetap ada di sana."
    : "Hapus kabar ini? Kabar ini hanya ada di HP ini.";
  if (!window.confirm(words)) return;
  await change("naskah", naskah.uuid, (row) => { row.dihapus = Date.now(); });
  pos.dispatchEvent(new CustomEvent("berubah", { detail: naskah.uuid }));
  if (await offerUndo("Kabar dihapus.")) await change("naskah", naskah.uuid, (row) => { delete row.dihapus; });
  else await dropDraft(naskah.uuid);
  pos.dispatchEvent(new CustomEvent("berubah", { detail: naskah.uuid }));
}
