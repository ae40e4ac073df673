// A draft on this phone: what it holds, whether the portal has it, what is still missing.

const ISIAN = {
  jenis: "berita", judul: "", ringkasan: "", cerita: "", format: "polos", tanggal: "", tanggal_selesai: "", jam: "",
  tempat: "", wilayah: "", bidang: [], adinda: [], jumlah_hadir: "", sumber: "", harga: "",
  wa_penjual: "", terinspirasi: "", lat: "", lon: "", izin_foto: false,
};
const BOLEH_NULL = ["tanggal", "tanggal_selesai", "jam", "jumlah_hadir", "harga", "lat", "lon"];
const BANYAK_FOTO = 10;

export const MAX_FOTO = BANYAK_FOTO;
export const urlOf = (uuid) => `/kelola/kegiatan/naskah/${uuid}.json`;

export function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

// What the KIM already says about itself need not be asked again.
export function prefill(isi, acuan) {
  const kim = acuan?.kim.find(({ id }) => id === isi.kim) || (acuan?.kim.length === 1 ? acuan.kim[0] : null);
  if (!kim) return isi;
  isi.kim = kim.id;
  isi.wilayah ||= kim.wilayah.kode;
  if (!isi.bidang.length) isi.bidang = [...kim.bidang];
  if (!isi.adinda.length) isi.adinda = ["diseminasi"];
  return isi;
}

export function newDraft(pengguna, acuan, isian = {}, uuid = crypto.randomUUID()) {
  const isi = prefill({ ...structuredClone(ISIAN), kim: null, tanggal: today(), ...isian }, acuan);
  const awal = JSON.stringify(isi);
  return { uuid, pengguna, isi, awal, versi: 0, terkirim: "", status: "", kirim: "", galat: {}, diubah: Date.now(), boleh_ubah: true };
}

// Take over what the portal has.
export function adopt(naskah, server) {
  const isi = { kim: server.kim };
  for (const [nama, kosong] of Object.entries(ISIAN)) isi[nama] = server[nama] ?? kosong;
  if (isi.format === "html") isi.cerita = server.cerita_html ?? isi.cerita;
  for (const nama of ["jumlah_hadir", "harga", "lat", "lon"]) isi[nama] = String(isi[nama]);
  isi.jam = isi.jam.slice(0, 5);
  Object.assign(naskah, { isi, versi: server.versi, bentrok: null, galat: {} }, standing(server));
  naskah.terkirim = bodyOf(isi);
  return naskah;
}
export function standing({ status, label, catatan = "", boleh_ubah, url, url_pratinjau }) {
  const known = { status, label, catatan, boleh_ubah, url, url_pratinjau };
  return Object.fromEntries(Object.entries(known).filter(([, nilai]) => nilai !== undefined));
}

export function bodyOf(isi) {
  const body = { ...isi };
  for (const nama of BOLEH_NULL) if (body[nama] === "") body[nama] = null;
  return JSON.stringify(body);
}
export const isBlank = (naskah) => !naskah.versi && !naskah.isi.judul.trim() && !naskah.isi.cerita.trim();
export const isUnsent = (naskah) => bodyOf(naskah.isi) !== naskah.terkirim;
export const isLocked = (naskah) => naskah.kirim === "selesai" || naskah.boleh_ubah === false;

const live = (foto) => foto.filter(({ hapus, sembunyi }) => !hapus && !sembunyi);
const metaOf = ({ keterangan, urutan }) => ({ keterangan, alt: keterangan, urutan });
export { live, metaOf };
// Whether a photo still lacks its caption.
export const hasBare = (foto) => live(foto).some(({ keterangan }) => !keterangan.trim());
export const isMetaUnsent = (foto) => JSON.stringify(metaOf(foto)) !== foto.meta_terkirim;
export const hasUnsent = (naskah, foto) => naskah.kirim === "antre"
  || (!isLocked(naskah) && ((!isBlank(naskah) && isUnsent(naskah)) || foto.some((satu) => satu.hapus || !satu.masuk || isMetaUnsent(satu))));

// What must be there before it can be sent; the portal asks the same questions again.
export function missing(naskah, foto, acuan) {
  const { isi } = naskah;
  const galat = {};
  const need = (nama, ada, pesan) => { if (!ada) galat[nama] = [pesan]; };
  // Before the first signal nothing is known about the KIM; it is filled in when there is one.
  need("kim", isi.kim || !acuan, acuan?.kim.length ? "Pilih KIM Anda." : "Anda belum terdaftar di KIM mana pun. Buka KIM saya di Kelola KIM.");
  need("judul", isi.judul.trim(), "Tulis judulnya dulu.");
  need("cerita", isi.cerita.replace(/<[^>]*>/g, "").trim(), "Ceritakan dulu apa yang terjadi.");
  need("tanggal", isi.tanggal, "Pilih tanggalnya.");
  const ada = live(foto);
  need("foto", ada.length, "Tambahkan satu foto.");
  if (ada.length) {
    need("keterangan", !hasBare(ada), "Beri keterangan: siapa atau apa yang tampak?");
    need("foto", ada.every(({ galat: ditolak }) => !ditolak), "Hapus foto yang tidak bisa dikirim.");
    need("izin_foto", isi.izin_foto, "Centang ini setelah meminta persetujuan.");
  }
  return galat;
}
