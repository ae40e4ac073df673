// Takes over what the portal has, as long as nothing on this phone waits to be sent.
import { ask, Ditolak } from "./kurir.js";
import { adopt, isUnsent, metaOf, newDraft, urlOf } from "./naskah.js";
import { change, dropPhoto, get, photosOf, put } from "./simpanan.js";

async function adoptPhotos(naskah, server) {
  const lokal = new Map((await photosOf(naskah.uuid)).map((foto) => [foto.uuid, foto]));
  for (const { uuid, keterangan, urutan, pratinjau, lebar, tinggi } of server.foto) {
    const foto = lokal.get(uuid);
    lokal.delete(uuid);
    const row = { keterangan, urutan, pratinjau, lebar, tinggi, masuk: true, galat: "" };
    row.meta_terkirim = JSON.stringify(metaOf(row));
    if (!foto) await put("foto", { uuid, naskah: naskah.uuid, pengguna: naskah.pengguna, ...row });
    else if (foto.masuk && !foto.hapus) await change("foto", uuid, (now) => Object.assign(now, row));
  }
  // What another phone has taken out is gone here too; what has not been sent stays.
  for (const foto of lokal.values()) if (foto.masuk) await dropPhoto(foto.uuid);
}

// Bring a clean draft up to date; resolves to whether something is new.
export async function refresh(naskah) {
  if (!naskah.versi && naskah.kirim !== "selesai") return false;
  const server = await ask(urlOf(naskah.uuid));
  let isNew = false;
  await change("naskah", naskah.uuid, (row) => {
    if (row.tertahan && server.boleh_ubah) { delete row.tertahan; row.boleh_ubah = true; isNew = true; }
    if (isUnsent(row) || row.bentrok || row.kirim === "antre") return;
    isNew ||= server.versi !== row.versi || server.status !== row.status || server.boleh_ubah !== row.boleh_ubah;
    if (server.boleh_ubah) row.kirim = "";
    adopt(row, server);
  });
  const now = await get("naskah", naskah.uuid);
  if (now && now.versi === server.versi) await adoptPhotos(now, server);
  return isNew;
}

// Fetch a draft that this phone does not have yet; null when there is none.
export async function fetchDraft(uuid, pengguna) {
  try {
    const server = await ask(urlOf(uuid));
    const naskah = adopt(newDraft(pengguna, null, {}, uuid), server);
    await put("naskah", naskah);
    await adoptPhotos(naskah, server);
    return naskah;
  } catch (error) {
    if (error instanceof Ditolak) return null;
    throw error;
  }
}
