// Two people changed one text: both are shown, one choice is made, neither is lost.
import { all, copy, find } from "./dom.js";
import { toPlain } from "./huruf.js";
import { adopt, bodyOf, newDraft } from "./naskah.js";
import { change, put } from "./simpanan.js";

export const plainOf = ({ cerita, format }) => (format === "html" ? toPlain(cerita) : cerita);
const plainOfServer = (server) => (server.format === "html" && server.cerita_html ? toPlain(server.cerita_html) : server.cerita);

export function showConflict(naskah, decided) {
  const box = find("bentrok");
  box.hidden = !naskah.bentrok;
  if (!naskah.bentrok) return box.replaceChildren();
  if (box.dataset.uuid === naskah.uuid && box.children.length) return undefined;
  box.dataset.uuid = naskah.uuid;
  box.replaceChildren(copy("bentrok"));
  const { server } = naskah.bentrok;
  const oleh = naskah.bentrok.oleh || "orang lain";
  const text = (name, words) => { find(name, box).textContent = words; };
  text("k-judul", `${oleh} juga mengubah kabar ini`);
  text("k-nama", `Tulisan ${oleh}`);
  text("k-saya-judul", naskah.isi.judul || "(tanpa judul)");
  text("k-saya", plainOf(naskah.isi));
  text("k-lain-judul", server.judul || "(tanpa judul)");
  text("k-lain", plainOfServer(server));
  for (const button of all("k-pakai", box)) {
    if (button.dataset.kPakai === "lain") button.textContent = `Pakai tulisan ${oleh}`;
    button.addEventListener("click", async () => {
      await CARA[button.dataset.kPakai](naskah.uuid);
      box.replaceChildren();
      decided();
    });
  }
  return find("k-judul", box).focus();
}

const CARA = {
  // The portal keeps the overwritten text among the older ones.
  saya: (uuid) => change("naskah", uuid, (row) => {
    row.versi = row.bentrok.server.versi;
    row.bentrok = null;
  }),
  gabung: (uuid) => change("naskah", uuid, (row) => {
    const { server } = row.bentrok;
    const cerita = [plainOfServer(server), plainOf(row.isi)].filter((teks) => teks.trim()).join("\n\n");
    row.versi = server.versi;
    row.isi = { ...row.isi, judul: server.judul || row.isi.judul, cerita, format: "polos" };
    row.bentrok = null;
  }),
  // My text lies at the portal since it was refused; what I typed afterwards becomes a draft of its own.
  async lain(uuid) {
    let rest = null;
    await change("naskah", uuid, (row) => {
      if (bodyOf(row.isi) !== row.bentrok.badan) rest = { pengguna: row.pengguna, isi: row.isi };
      adopt(row, row.bentrok.server);
    });
    if (rest) await put("naskah", newDraft(rest.pengguna, null, rest.isi));
  },
};
