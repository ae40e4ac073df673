// The words for where a draft or a photo is, the same in the list and in the composer.
import { hasUnsent, isBlank, live } from "./naskah.js";
import { pos } from "./kirim.js";

const HP = { ikon: "device-mobile", kata: "Tersimpan di HP" };

function share(naskah, foto) {
  if (pos.naskah !== naskah.uuid) return null;
  const semua = live(foto);
  if (!semua.length) return "";
  const sampai = semua.reduce((jumlah, satu) => jumlah + (satu.masuk ? 1 : pos.bagian.get(satu.uuid) || 0), 0);
  return ` (${Math.round(sampai / semua.length * 100)}%)`;
}

const BY_STATUS = {
  returned: { ikon: "arrow-back-up", warna: "warning" },
  published: { ikon: "circle-check", warna: "positive" },
  submitted: { ikon: "circle-check", warna: "positive" },
  rejected: { ikon: "circle-x", warna: "negative" },
};

function waiting() {
  if (pos.perluMasuk) return { ...HP, ikon: "login", kata: "Tersimpan di HP, masuk lagi untuk mengirim", warna: "warning" };
  if (pos.terputus) return { ...HP, ikon: "wifi-off", kata: "Tersimpan di HP, dikirim saat ada sinyal", warna: "warning" };
  return { ...HP, ikon: "clock", kata: "Tersimpan di HP, segera dikirim" };
}

export function stateOf(naskah, foto) {
  if (naskah.bentrok) return { ikon: "users", kata: "Diubah dua orang, pilih tulisannya", warna: "warning" };
  if (naskah.tertahan) return { ...HP, ikon: "alert-triangle", kata: "Tersimpan di HP, tidak bisa dikirim", warna: "warning" };
  const bagian = share(naskah, foto);
  if (bagian !== null) return { ikon: "upload", kata: `Sedang dikirim${bagian}`, warna: "guide" };
  if (naskah.kirim === "selesai") return { ikon: "circle-check", kata: naskah.label ? `Sudah masuk · ${naskah.label}` : "Sudah masuk", warna: "positive" };
  if (naskah.kirim === "antre") return waiting();
  if (Object.keys(naskah.galat || {}).length) return { ikon: "alert-triangle", kata: "Tersimpan, ada yang perlu dilengkapi", warna: "warning" };
  if (isBlank(naskah) && !foto.length) return { ikon: "pencil", kata: "" };
  if (hasUnsent(naskah, foto)) return pos.perluMasuk ? waiting() : HP;
  if ((naskah.status === "draft" && naskah.label === "Draf") || !naskah.status) return { ikon: "cloud-check", kata: "Tersimpan di HP dan portal" };
  return { ikon: "pencil", ...BY_STATUS[naskah.status], kata: naskah.label };
}

// What a post that has gone out says of itself: who has it now, and what comes next.
export function sentWords({ status, label }, kim) {
  if (status === "submitted") {
    const admin = `Admin Diskominfo ${kim?.kabkota || ""}`.trim();
    return { judul: "Terkirim", pesan: `${admin} memeriksanya. Jawabannya masuk ke kotak masuk Anda.` };
  }
  if (status === "draft") return { judul: "Terkirim", pesan: label ? `${label} KIM Anda.` : "" };
  return { judul: "Sudah masuk", pesan: label ? `Keadaannya sekarang: ${label}.` : "" };
}

export function photoState(foto) {
  if (foto.galat) return { ikon: "circle-x", kata: foto.galat, warna: "negative" };
  if (foto.masuk) return { ikon: "circle-check", kata: "Sudah masuk", warna: "positive" };
  const bagian = pos.bagian.get(foto.uuid);
  if (bagian === undefined) return HP;
  return { ikon: "upload", kata: `Sedang dikirim (${Math.round(bagian * 100)}%)`, warna: "guide" };
}
export const isWorking = (foto) => !foto.masuk && pos.bagian.has(foto.uuid);
