// The store on this phone. Every row carries the account it belongs to, and is read only by it.

const NAMA = "kim-tulis";
const AKUN = "tulis-akun";
let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAMA, 3);
    request.onupgradeneeded = ({ oldVersion }) => {
      const db = request.result;
      db.createObjectStore("info", { keyPath: "pengguna" });
      if (oldVersion < 2) db.createObjectStore("laporan", { keyPath: "uuid" }).createIndex("pengguna", "pengguna");
      if (oldVersion) return;
      db.createObjectStore("naskah", { keyPath: "uuid" }).createIndex("pengguna", "pengguna");
      const foto = db.createObjectStore("foto", { keyPath: "uuid" });
      foto.createIndex("pengguna", "pengguna");
      foto.createIndex("naskah", "naskah");
      // The pictures themselves stand apart, so that a typed letter does not rewrite them.
      db.createObjectStore("berkas", { keyPath: "uuid" }).createIndex("pengguna", "pengguna");
      db.createObjectStore("acuan", { keyPath: "pengguna" });
    };
    request.onsuccess = () => {
      // Signing out in another tab deletes the store; it must not wait for this one.
      request.result.onversionchange = () => { request.result.close(); opening = null; };
      resolve(request.result);
    };
    request.onerror = () => { opening = null; reject(request.error); };
  });
  return opening;
}

const result = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// Run `act` on stores in one transaction; resolves when it is really on the disk.
async function work(names, mode, act) {
  const transaction = (await open()).transaction(names, mode);
  const finished = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const [value] = await Promise.all([act(...names.map((name) => transaction.objectStore(name))), finished]);
  return value;
}

// --- Whose phone it is ---------------------------------------------------------
export function lastAccount() {
  try { return localStorage.getItem(AKUN); } catch { return null; }
}
export function rememberAccount(pengguna) {
  try {
    if (pengguna) localStorage.setItem(AKUN, pengguna);
    else localStorage.removeItem(AKUN);
  } catch { /* Storage is blocked; so is IndexedDB, and the page says so. */ }
}

// --- Rows ------------------------------------------------------------------------
export const get = (store, key) => work([store], "readonly", (rows) => result(rows.get(key)));
export const put = (store, row) => work([store], "readwrite", (rows) => result(rows.put(row)));
export const drop = (store, key) => work([store], "readwrite", (rows) => result(rows.delete(key)));
export const listOf = (store, index, key) => work([store], "readonly", (rows) => result(rows.index(index).getAll(key)));

// Change a row within one transaction: typing and sending touch the same draft at once.
export function change(store, key, alter) {
  return work([store], "readwrite", async (rows) => {
    const row = await result(rows.get(key));
    if (!row) return null;
    alter(row);
    // Whoever has read it earlier sees by this number that there is something newer.
    row.rev = (row.rev || 0) + 1;
    await result(rows.put(row));
    return row;
  });
}

export function addPhoto(foto, blob) {
  return work(["foto", "berkas"], "readwrite", (rows, files) => Promise.all([
    result(rows.put(foto)),
    result(files.put({ uuid: foto.uuid, pengguna: foto.pengguna, blob })),
  ]));
}
export const dropPhoto = (uuid) => work(["foto", "berkas"], "readwrite", (rows, files) => Promise.all([
  result(rows.delete(uuid)), result(files.delete(uuid)),
]));
export async function photosOf(naskah) {
  const rows = await listOf("foto", "naskah", naskah);
  return rows.sort((a, b) => a.urutan - b.urutan);
}
export async function dropDraft(uuid) {
  for (const foto of await listOf("foto", "naskah", uuid)) await dropPhoto(foto.uuid);
  await drop("naskah", uuid);
}

// Forget everything of an account on this phone; other people's drafts stay theirs.
export function erase(pengguna) {
  const stores = ["naskah", "foto", "berkas", "laporan"];
  return work([...stores, "acuan", "info"], "readwrite", async (naskah, foto, berkas, laporan, acuan, info) => {
    for (const rows of [naskah, foto, berkas, laporan]) {
      for (const key of await result(rows.index("pengguna").getAllKeys(pengguna))) rows.delete(key);
    }
    acuan.delete(pengguna);
    info.delete(pengguna);
  });
}
