// The outbox: text, then photos, then the submission; each once, however often it is tried.
import { AkunLain, deliver, Ditolak, PerluMasuk, Terputus } from "./kurir.js";
import { bodyOf, hasUnsent, isBlank, isLocked, isMetaUnsent, isUnsent, live, standing, urlOf } from "./naskah.js";
import { change, drop, get, listOf, photosOf } from "./simpanan.js";
import { sendPhoto } from "./unggah.js";

const JEDA = [5, 10, 20, 40, 60, 120].map((detik) => detik * 1000);

// What everyone may look at: events "berubah" (detail: uuid) and "masuk" say when.
export const pos = Object.assign(new EventTarget(), {
  pengguna: null, terputus: !navigator.onLine, perluMasuk: false, akunLain: false, naskah: null, bagian: new Map(),
});
export const tell = (uuid) => pos.dispatchEvent(new CustomEvent("berubah", { detail: uuid }));

let running = null;
let again = false;
let failures = 0;
let timer = 0;

async function sendText(naskah) {
  const body = bodyOf(naskah.isi);
  try {
    const answer = await deliver("PUT", urlOf(naskah.uuid), naskah.pengguna, { json: { ...JSON.parse(body), versi: naskah.versi } });
    await change("naskah", naskah.uuid, (row) => {
      Object.assign(row, { versi: answer.versi, terkirim: body, galat: answer.galat || {} }, standing(answer));
    });
  } catch (error) {
    if (!(error instanceof Ditolak)) throw error;
    await change("naskah", naskah.uuid, (row) => refuse(row, error, body));
  }
}

function refuse(row, { status, isi, message }, body) {
  row.kirim = "";
  if (status === 409 && isi.bentrok) row.bentrok = { server: isi.bentrok, oleh: isi.oleh, diubah: isi.diubah, badan: body };
  else if (status === 409) Object.assign(row, { boleh_ubah: false, tertahan: isi.pesan || message, status: isi.status || row.status });
  else if (status === 404) row.tertahan = "Kabar ini tidak ada di portal, atau Anda tidak lagi boleh mengubahnya.";
  else row.galat = isi.galat && typeof isi.galat === "object" ? isi.galat : { "": [message] };
}

async function submit(naskah) {
  const url = urlOf(naskah.uuid).replace(".json", "/kirim.json");
  try {
    const answer = await deliver("POST", url, naskah.pengguna, { json: { versi: naskah.versi, izin_foto: true } });
    await change("naskah", naskah.uuid, (row) => {
      Object.assign(row, standing(answer), { kirim: "selesai", galat: {}, boleh_ubah: false });
    });
    // The portal has the pictures now; the phone needs its room.
    for (const { uuid } of await photosOf(naskah.uuid)) await drop("berkas", uuid);
  } catch (error) {
    if (!(error instanceof Ditolak)) throw error;
    await change("naskah", naskah.uuid, (row) => refuse(row, error, bodyOf(row.isi)));
  }
}

// A photo waits for its caption, so that there is time to blur a face; "Kirim" ends the wait.
const isReady = (foto, naskah) => foto.hapus || (!foto.galat && !foto.sembunyi && (foto.keterangan.trim() || naskah.kirim === "antre" || naskah.segera));

async function sendPhotos(naskah) {
  for (const foto of await photosOf(naskah.uuid)) {
    const isDone = foto.masuk && !isMetaUnsent(foto) && !foto.hapus;
    if (isDone || !isReady(foto, naskah)) continue;
    await sendPhoto(foto, (bagian) => { pos.bagian.set(foto.uuid, bagian); tell(naskah.uuid); });
    pos.bagian.delete(foto.uuid);
    tell(naskah.uuid);
  }
}

// Resolves to whether the portal was asked anything.
async function sendDraft(uuid) {
  const fresh = () => get("naskah", uuid);
  let naskah = await fresh();
  const isHeld = () => !naskah || naskah.bentrok || naskah.tertahan || isLocked(naskah) || naskah.dihapus;
  if (isHeld() || !hasUnsent(naskah, await photosOf(uuid))) return false;
  pos.naskah = uuid;
  tell(uuid);
  if (!naskah.versi || (isUnsent(naskah) && !isBlank(naskah))) {
    if (!naskah.isi.kim) return false;
    await sendText(naskah);
  }
  naskah = await fresh();
  if (isHeld() || !naskah.versi) return true;
  await sendPhotos(naskah);
  naskah = await fresh();
  if (isHeld() || naskah.kirim !== "antre" || isUnsent(naskah)) return true;
  const foto = live(await photosOf(uuid));
  if (foto.some(({ galat }) => galat)) await change("naskah", uuid, (row) => { row.kirim = ""; });
  else if (foto.every(({ masuk }) => masuk)) await submit(naskah);
  return true;
}

async function round() {
  try {
    for (const { uuid } of await listOf("naskah", "pengguna", pos.pengguna)) {
      try {
        if (await sendDraft(uuid)) Object.assign(pos, { terputus: false, perluMasuk: false });
      } finally {
        pos.naskah = null;
        pos.bagian.clear();
        tell(uuid);
      }
    }
    failures = 0;
  } catch (error) {
    if (error instanceof PerluMasuk) pos.perluMasuk = true;
    else if (error instanceof AkunLain) pos.akunLain = true;
    else if (error instanceof Terputus) { pos.terputus = true; later(JEDA[Math.min(failures++, JEDA.length - 1)]); }
    else {
      later(JEDA[Math.min(failures++, JEDA.length - 1)]);
      throw error;
    }
  }
  tell(null);
}

// Two tabs must not send the same photo at once.
const alone = (act) => (navigator.locks ? navigator.locks.request("kim-tulis", act) : act());

// Send what waits, now; a second call while one is running makes one more round.
export function send() {
  clearTimeout(timer);
  if (!pos.pengguna) return Promise.resolve();
  if (running) { again = true; return running; }
  running = alone(round).finally(() => {
    running = null;
    if (again) { again = false; return send(); }
  });
  return running;
}
export function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}
