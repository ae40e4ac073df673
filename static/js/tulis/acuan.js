// What the composer must know about the person's KIM, kept for the time without a signal.
import { ask } from "./kurir.js";
import { prefill } from "./naskah.js";
import { change, get, listOf, put } from "./simpanan.js";

export const knownReference = (pengguna) => get("acuan", pengguna);

export async function fetchReference(pengguna) {
  const acuan = await ask("/kelola/kegiatan/data.json");
  if (acuan.pengguna !== pengguna) return null;
  await put("acuan", acuan);
  // Drafts begun before the KIM was known get what belongs to it now.
  for (const { uuid, isi } of await listOf("naskah", "pengguna", pengguna)) {
    if (!isi.kim) await change("naskah", uuid, (row) => prefill(row.isi, acuan));
  }
  return acuan;
}
