// Counts a text while it is written, and keeps the WhatsApp button in step with it.
const LOCALE = new Intl.NumberFormat("id-ID");

function countText(field) {
  if (field.dataset.satuan === "kata") return field.value.split(/\s+/).filter(Boolean).length;
  return [...field.value].length;
}
function showCount(field) {
  const output = document.querySelector(`output[for="${field.id}"]`);
  const count = countText(field);
  const limit = Number(field.dataset.batas);
  const words = `${LOCALE.format(count)} dari ${LOCALE.format(limit)} ${field.dataset.satuan}`;
  if (output) output.textContent = count > limit ? `${words}: terlalu panjang` : words;
}
function showLink(field) {
  const link = document.querySelector(`[data-wa="${field.id}"]`);
  if (link) link.href = `https://wa.me/?text=${encodeURIComponent(field.value)}`;
}
document.addEventListener("input", (event) => {
  if (!event.target.dataset?.batas) return;
  showCount(event.target);
  showLink(event.target);
});
// A browser that goes back fills in again what was written.
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("[data-batas]")) {
    showCount(field);
    showLink(field);
  }
});
