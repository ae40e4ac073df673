// "Hemat data": text first. Every photo waits behind a button that names its size.
"use strict";

const WIDTH = "-640.webp"; // HEMAT_WIDTH in kimportal/images/templatetags/foto.py
const LIHAT = "lihat";
const photos = () => document.querySelectorAll("main img[data-kb]:not(.monogram)");
const holderOf = (img) => img.closest("a:has(> picture)") || img.closest("picture");

// Only the rendition whose size the button names. The service worker lets it pass by the mark.
function one(srcset) {
  const all = srcset.split(", ");
  const wanted = all.find((part) => part.includes(`${WIDTH} `)) || all.at(-1);
  return wanted.replace(" ", `?${LIHAT} `);
}

function show(button, img) {
  const holder = holderOf(img);
  holder.dataset.lihat = "";
  const source = img.previousElementSibling;
  source.dataset.semua = source.srcset;
  source.srcset = one(source.srcset);
  button.remove();
  if (holder.href) holder.focus();
}
function offer(img) {
  const button = document.createElement("button");
  const icon = document.querySelector("svg.ikon use").getAttribute("href").split("#")[0];
  button.type = "button";
  button.className = "photo-open";
  button.innerHTML = `<svg class="ikon" aria-hidden="true"><use href="${icon}#photo"></use></svg>`;
  button.append(`Lihat foto (${img.dataset.kb} KB)`);
  button.addEventListener("click", () => show(button, img));
  holderOf(img).before(button);
}

// Tells the service worker (templates/tulis/sw.js), which knows no page.
async function note(isSparing) {
  const wishes = await caches.open("pilihan");
  await (isSparing ? wishes.put("/hemat", new Response("")) : wishes.delete("/hemat"));
}

export function hidePhotos() {
  note(true).catch(() => {});
  for (const img of photos()) {
    const isOffered = holderOf(img).previousElementSibling?.matches(".photo-open");
    if (!isOffered && !("lihat" in holderOf(img).dataset)) offer(img);
  }
}
export async function bringPhotosBack() {
  await note(false).catch(() => {});
  for (const button of document.querySelectorAll("main button.photo-open")) button.remove();
  for (const img of photos()) {
    delete holderOf(img).dataset.lihat;
    const source = img.previousElementSibling;
    // Set anew in any case: what the service worker kept away is then asked for again.
    source.srcset = source.dataset.semua || source.srcset;
  }
}
