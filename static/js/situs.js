// Small comforts of every page. Each part is optional: without this file all pages still work.
"use strict";

const root = document.documentElement;
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

function remember(storage, key, value) {
  try {
    if (value) window[storage].setItem(key, value);
    else window[storage].removeItem(key);
  } catch {
    // Storage is blocked or full: what was chosen holds for this page only.
  }
}

// --- Toast: at most one ------------------------------------------------------
let toastTimer;
function showToast(text) {
  const box = document.querySelector(".toast");
  if (!box) return;
  clearTimeout(toastTimer);
  box.textContent = text;
  toastTimer = setTimeout(() => { box.textContent = ""; }, 5000);
}
document.addEventListener("toast", (event) => showToast(event.detail));

// --- Theme and "hemat data" --------------------------------------------------
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches);
const isSparing = () => root.hasAttribute("data-hemat");

function showToggles() {
  each("[data-aksi='tema']", (button) => button.setAttribute("aria-pressed", isDark()));
  each("[data-aksi='hemat']", (button) => button.setAttribute("aria-pressed", isSparing()));
}
function toggleTheme() {
  root.dataset.theme = isDark() ? "light" : "dark";
  // Back at the system's own choice nothing needs to be remembered.
  const followsSystem = isDark() === prefersDark.matches;
  remember("localStorage", "tema", followsSystem ? "" : root.dataset.theme);
  showToggles();
}
async function showSparing() {
  const { hidePhotos, bringPhotosBack } = await import("./hemat.js");
  (isSparing() ? hidePhotos : bringPhotosBack)();
}
function toggleSparing() {
  root.toggleAttribute("data-hemat");
  // Back at the browser's own wish nothing needs to be remembered.
  const followsBrowser = isSparing() === Boolean(navigator.connection?.saveData);
  remember("localStorage", "hemat", followsBrowser ? "" : Number(isSparing()).toString());
  showToggles();
  const address = new URL(location.href);
  // Text came alone from the portal: the photos have to be fetched with a page of their own.
  if (!address.searchParams.has("hemat")) return showSparing();
  address.searchParams.delete("hemat");
  location.replace(address);
}
if (isSparing()) showSparing();
prefersDark.addEventListener("change", showToggles);

// --- Copy, share, print, read aloud ------------------------------------------
async function copyLink(button) {
  const source = document.getElementById(button.dataset.dari ?? "");
  const address = source ? source.value : button.dataset.url || location.href;
  try {
    await navigator.clipboard.writeText(address);
    showToast(button.dataset.kata || "Tautan disalin");
  } catch {
    // Plain HTTP or a refused permission: let the visitor copy by hand.
    window.prompt("Salin tautan ini:", address);
  }
}
async function shareByDevice(button) {
  try {
    await navigator.share({ title: button.dataset.judul || document.title, url: button.dataset.url || location.href });
  } catch (error) {
    if (error.name !== "AbortError") copyLink(button);
  }
}
function showReading(button, reading) {
  button.setAttribute("aria-pressed", reading);
  button.querySelector("span").textContent = reading ? "Berhenti membaca" : "Bacakan";
}
function toggleReading(button) {
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return;
  }
  const text = [...document.querySelectorAll("[data-bacakan]")].map((node) => node.innerText).join("\n");
  // Long utterances are cut off by some phones, so every paragraph is its own.
  const parts = text.split(/\n+/).filter((part) => part.trim());
  parts.forEach((part, index) => {
    const utterance = new SpeechSynthesisUtterance(part);
    utterance.lang = "id-ID";
    utterance.onerror = () => showReading(button, false);
    if (index === parts.length - 1) utterance.onend = () => showReading(button, false);
    speechSynthesis.speak(utterance);
  });
  showReading(button, parts.length > 0);
}

// --- Reading without a signal ---------------------------------------------------
async function keepForReading() {
  const isNew = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  // This page came before the one that keeps pages.
  if (isNew) active.postMessage({ simpan: location.href.split("#")[0] });
}
async function forgetPages() {
  remember("localStorage", VILLAGE_KEY, "");
  for (const name of ["bacaan", "pilihan"]) await caches.delete(name);
  location.reload();
}

// --- My village: one page that stays on the phone however much else is read -------
const VILLAGE_KEY = "desa";

function myVillage() {
  try {
    return JSON.parse(localStorage.getItem(VILLAGE_KEY));
  } catch {
    return null;
  }
}
function showVillage() {
  const village = myVillage();
  each("[data-desa]", (button) => button.setAttribute("aria-pressed", village?.url === button.dataset.desa));
  each("[data-desa-saya]", (place) => {
    place.hidden = !village;
    if (!village) return;
    place.querySelector("a").href = village.url;
    place.querySelector("span").textContent = village.nama;
  });
}
async function toggleVillage(button) {
  const { desa: url, nama } = button.dataset;
  const isMine = myVillage()?.url === url;
  remember("localStorage", VILLAGE_KEY, isMine ? "" : JSON.stringify({ url, nama }));
  showVillage();
  showToast(isMine ? "Bukan lagi desa saya" : "Halaman ini selalu tersimpan di HP Anda");
  const wishes = await caches.open("pilihan");
  await (isMine ? wishes.delete("/desa") : wishes.put("/desa", new Response(url)));
}

const actions = {
  tema: toggleTheme,
  hemat: toggleSparing,
  salin: copyLink,
  bagikan: shareByDevice,
  cetak: () => window.print(),
  bacakan: toggleReading,
  lupakan: forgetPages,
  desa: toggleVillage,
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-aksi]");
  if (button) actions[button.dataset.aksi]?.(button);
});
if (navigator.share) each("[data-aksi='bagikan']", (button) => { button.hidden = false; });
if ("speechSynthesis" in window && document.querySelector("[data-bacakan]")) {
  addEventListener("pagehide", () => speechSynthesis.cancel());
} else {
  // Most phones can read aloud: there the button stands from the start, and nothing moves.
  each("[data-aksi='bacakan']", (button) => { button.hidden = true; });
}

// --- Menu closes on Escape, on a click elsewhere and when focus leaves ----------
function closeMenus(event) {
  each("details.menu[open]", (menu) => {
    if (event.type === "keydown") {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.target instanceof Node && !menu.contains(event.target)) {
      menu.open = false;
    }
  });
}
document.addEventListener("click", closeMenus);
document.addEventListener("focusin", closeMenus);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenus(event); });

// --- Who is signed in ----------------------------------------------------------
// Pages are the same for everyone, so the header learns the name afterwards.
const ACCOUNT_KEY = "akun";

function showAccount(account) {
  if (!account?.nama) return;
  each("[data-akun]", (link) => {
    link.href = account.url || link.dataset.akun;
    link.querySelector("span").textContent = account.nama;
    link.title = "Akun saya";
  });
}
function knownAccount() {
  try {
    return JSON.parse(sessionStorage.getItem(ACCOUNT_KEY));
  } catch {
    return null; // Storage is blocked: ask every time.
  }
}
async function fillAccount() {
  // Signing in or out passes through /akun/, so what was known may be stale there.
  const isChanging = location.pathname.startsWith("/akun/");
  const known = isChanging ? null : knownAccount();
  if (known) return showAccount(known);
  const answer = await fetch("/akun/saya.json", { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const account = await answer.json();
  remember("sessionStorage", ACCOUNT_KEY, isChanging ? "" : JSON.stringify(account));
  showAccount(account);
}
addEventListener("load", () => {
  const whenIdle = window.requestIdleCallback || ((act) => setTimeout(act, 300));
  // A browser may never call itself idle; two seconds after the page is there nobody waits for it.
  const idle = (act) => whenIdle(act, { timeout: 2000 });
  // Offline or a failing server: the header simply keeps saying "Masuk".
  idle(() => fillAccount().catch(() => {}));
  // Old phones and private windows have none: everything works, only not without a signal.
  if (navigator.serviceWorker) idle(() => keepForReading().catch(() => {}));
});

showToggles();
showVillage();

// A form that came back: begin at the first field to mend.
document.querySelector("main [aria-invalid='true']")?.focus();

// Whoever signs in may be somebody else than the last one: the composer asks again before it
// shows what was written on this phone.
if (location.pathname.startsWith("/akun/")) addEventListener("submit", () => remember("localStorage", "tulis-akun", ""));
