// Sends one photo in pieces; after a dropout it goes on where the portal left off.
import { deliver, Ditolak, Terputus } from "./kurir.js";
import { isMetaUnsent, metaOf } from "./naskah.js";
import { change, dropPhoto, get } from "./simpanan.js";

const TERKECIL = 64 * 1024;
const TERBESAR = 512 * 1024;
const CEPAT = 1500;

const urlOf = ({ naskah, uuid }) => `/kelola/kegiatan/naskah/${naskah}/foto/${uuid}/`;

async function sendPieces(foto, blob, received, tell) {
  let size = TERKECIL;
  let answer = { diterima: received, selesai: false };
  let wrong = 0;
  while (!answer.selesai) {
    const start = answer.diterima;
    const begun = performance.now();
    tell(start / blob.size);
    try {
      answer = await deliver("PATCH", urlOf(foto), foto.pengguna, {
        body: blob.slice(start, start + size),
        headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(start) },
      });
    } catch (error) {
      // The portal knows better how much it has; ask no more than a few times.
      if (!(error instanceof Ditolak) || error.status !== 409 || (wrong += 1) > 3) throw error;
      answer = { diterima: error.isi.diterima ?? 0, selesai: false };
    }
    // Small pieces where the signal is weak, so that little is lost by a dropout.
    if (performance.now() - begun < CEPAT) size = Math.min(size * 2, TERBESAR);
  }
  return answer;
}

async function upload(foto, tell) {
  const berkas = await get("berkas", foto.uuid);
  if (!berkas) throw new Ditolak(0, { pesan: "Foto ini sudah tidak ada di HP. Hapus, lalu tambahkan lagi." });
  const { blob } = berkas;
  const meta = metaOf(foto);
  let answer = await deliver("POST", urlOf(foto), foto.pengguna, { json: { ukuran: blob.size, ...meta } });
  if (!answer.selesai) answer = await sendPieces(foto, blob, answer.diterima, tell);
  await change("foto", foto.uuid, (row) => {
    Object.assign(row, { masuk: true, galat: "", meta_terkirim: JSON.stringify(meta), pratinjau: answer.foto?.pratinjau || "" });
  });
}

// Bring one photo up to date at the portal. `tell` gets the share that has arrived, 0 to 1.
export async function sendPhoto(foto, tell) {
  if (foto.hapus) {
    await deliver("DELETE", urlOf(foto), foto.pengguna);
    return dropPhoto(foto.uuid);
  }
  try {
    if (!foto.masuk) await upload(foto, tell);
    const now = await get("foto", foto.uuid);
    // The caption may have been finished while the picture was on its way.
    if (now?.masuk && !now.hapus && isMetaUnsent(now)) {
      const meta = metaOf(now);
      await deliver("PUT", urlOf(now), now.pengguna, { json: meta });
      await change("foto", now.uuid, (row) => { row.meta_terkirim = JSON.stringify(meta); });
    }
  } catch (error) {
    if (!(error instanceof Ditolak)) throw error;
    if (error.status === 409) throw new Terputus(error.message);
    await change("foto", foto.uuid, (row) => { row.galat = error.message; });
  }
}
