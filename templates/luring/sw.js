{# Keeps on the phone what opens without a signal: the shells of composer and relay for KIM, and #}
{# for readers the village they chose and the pages read last, each with its age. #}
{# It stores files named here and pages that are the same for everyone: no names, no JSON. #}
"use strict";

const TULIS = "tulis-{{ rilis }}";
const KULIT = "kulit-{{ rilis }}";
const BACAAN = "bacaan";
const PILIHAN = "pilihan";
const CANGKANG = "{{ cangkang }}";
const SEBAR = "{{ sebar }}";
const LURING = "{{ luring }}";
const WAJIB = {{ wajib|safe }};
const KELAK = {{ kelak|safe }};
const UNTUK_BACA = {{ untuk_baca|safe }};
const PALING_BANYAK = 20;
const SABAR = 8000;

const wait = (time) => new Promise((resolve) => { setTimeout(resolve, time); });
{# Files keep their name over releases, only the part that tells versions apart changes. #}
const bare = (path) => path.replace(/\.[0-9a-f]{12}\./, ".");

{# --- The composer's shell ------------------------------------------------------------------- #}
async function fillComposer() {
  const cache = await caches.open(TULIS);
  if (await cache.match(CANGKANG)) return;
  await cache.addAll(WAJIB);
  {# The shells come last: where they are, everything is. Without cookies they cannot be anyone's. #}
  for (const shell of [SEBAR, CANGKANG]) await cache.add(new Request(shell, { cache: "reload", credentials: "omit" }));
}
async function answer(request, path, keep) {
  const kept = await caches.match(path, { cacheName: TULIS });
  if (kept) return kept;
  const fresh = await fetch(request);
  if (keep && fresh.ok) await (await caches.open(TULIS)).put(path, fresh.clone());
  return fresh;
}

{# Pages of the workspace are private and never kept; the shell shows what the phone's store knows. #}
async function relay(event) {
  const fresh = (async () => (await event.preloadResponse) || fetch(event.request))();
  const shell = () => caches.match(SEBAR, { cacheName: TULIS });
  const patient = wait(SABAR).then(shell).then((kept) => kept || fresh);
  patient.catch(() => {});
  try {
    return await Promise.race([fresh, patient]);
  } catch {
    return (await shell()) || savedPages(true);
  }
}

{# --- Pages for reading ------------------------------------------------------------------------ #}
async function fillReader() {
  await (await caches.open(KULIT)).addAll([...UNTUK_BACA, new Request(LURING, { credentials: "omit" })]);
}
async function file(request, path) {
  const kept = await caches.match(path, { cacheName: KULIT });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    {# A page of an older release asks for files that are gone: the present ones will do. #}
    const present = UNTUK_BACA.find((name) => bare(name) === bare(path));
    return (present && await caches.match(present, { cacheName: KULIT })) || Promise.reject(error);
  }
}
const isForEveryone = ({ ok, type, redirected, headers }) => ok && type === "basic" && !redirected
  && /\bpublic\b/.test(headers.get("Cache-Control")) && /^text\/html/.test(headers.get("Content-Type"));

async function keep(url, fresh) {
  const isGone = fresh.status === 404 || fresh.status === 410 || fresh.type === "opaqueredirect";
  if (!isGone && !isForEveryone(fresh)) return;
  const { body } = fresh.clone();
  const headers = new Headers(fresh.headers);
  headers.set("X-Disimpan", Date.now());
  const store = await caches.open(BACAAN);
  await store.delete(url);
  if (!isGone) await store.put(url, new Response(body, { headers }));
  const mine = await villageUrl();
  const others = (await store.keys()).filter((request) => request.url !== mine);
  for (const old of others.slice(0, -PALING_BANYAK)) await store.delete(old);
  {# Signing out and a full phone empty it. #}
  if (!await caches.has(KULIT)) await fillReader();
}
{# The village this reader chose (static/js/situs.js). #}
async function villageUrl() {
  const village = await caches.match("/desa", { cacheName: PILIHAN });
  return village && new URL(await village.text(), location.origin).href;
}

const UNITS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]];
function age(at) {
  const [unit, size] = UNITS.find(([, length]) => Date.now() - at >= length) || [];
  if (!unit) return "baru saja";
  return new Intl.RelativeTimeFormat("id").format(-Math.floor((Date.now() - at) / size), unit);
}
const moment = (at) => new Intl.DateTimeFormat("id", { dateStyle: "long", timeStyle: "short" }).format(at);
const savedAt = (kept) => Number(kept.headers.get("X-Disimpan"));
const say = (html, title, text) => html.replace("<html ", "<html data-luring ").replace(/<main[^>]*>/, (tag) => `${tag}
  <div class="wrap"><div class="notice notice--warning luring" role="status"><div><p class="notice-title">${title}</p><p>${text}</p></div></div></div>`);
const page = (html, { headers }) => new Response(html, { headers });

async function savedPage(url) {
  const kept = await caches.match(url, { cacheName: BACAAN });
  if (!kept) return null;
  const at = savedAt(kept);
  return page(say(await kept.text(), "Portal sedang tidak terjangkau", `Ini simpanan di HP Anda, ${age(at)}
    (<time datetime="${new Date(at).toISOString()}">${moment(at)}</time>). Isinya mungkin sudah berubah.`), kept);
}
async function row(store, request, mine) {
  const kept = await store.match(request);
  const [, title] = /<title>(.*?)<\/title>/s.exec(await kept.text()) || ["", request.url];
  const name = title.replace(/ – [^–]*$/, "");
  const { pathname, search } = new URL(request.url);
  const words = `${request.url === mine ? "desa saya · " : ""}${age(savedAt(kept))}`;
  return `<li><a href="${pathname}${search.replaceAll("&", "&amp;")}">${name}</a> <span class="count">${words}</span></li>`;
}
async function savedPages(isMissing) {
  const shell = await caches.match(LURING, { cacheName: KULIT });
  const store = await caches.open(BACAAN);
  const mine = await villageUrl();
  const rows = await Promise.all((await store.keys()).reverse().map((request) => row(store, request, mine)));
  const list = rows.length ? `<ul class="rows">${rows.join("")}</ul>` : "<p>Belum ada halaman yang tersimpan.</p>";
  let html = (await shell.text()).replace(/<p data-daftar>.*?<\/p>/s, list);
  if (isMissing) html = say(html, "Tidak ada sinyal", "Halaman yang Anda tuju belum tersimpan di HP ini. Coba lagi saat ada sinyal.");
  return page(html, shell);
}

async function open(event, url) {
  const fresh = (async () => (await event.preloadResponse) || fetch(event.request))();
  event.waitUntil(fresh.then((got) => keep(url, got)).catch(() => {}));
  {# On a dying signal the saved page comes after a while, if there is one. #}
  const saved = wait(SABAR).then(() => savedPage(url)).then((kept) => kept || fresh);
  saved.catch(() => {});
  try {
    const first = await Promise.race([fresh, saved]);
    return first.status < 500 ? first : (await savedPage(url)) || first;
  } catch {
    return (await savedPage(url)) || savedPages(true);
  }
}

{# "Hemat data": a photo comes when somebody has asked for it (static/js/hemat.js). #}
async function photo(request) {
  const isSparing = await caches.match("/hemat", { cacheName: PILIHAN });
  return isSparing ? new Response(null, { status: 204 }) : fetch(request);
}

{# --- When what happens ------------------------------------------------------------------------ #}
async function install() {
  const isWriter = (await caches.keys()).some((name) => name.startsWith("tulis-"));
  await Promise.all([fillReader(), isWriter && fillComposer()]);
  await self.skipWaiting();
}
async function clean() {
  for (const name of await caches.keys()) {
    if (/^(tulis|kulit)-/.test(name) && name !== TULIS && name !== KULIT) await caches.delete(name);
  }
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}
self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
{# Signing out empties the store; the next visit asks for it to be filled again. #}
self.addEventListener("message", (event) => {
  if (event.data === "isi") event.waitUntil(fillComposer());
  {# The page that was there before this script: the browser still has it. #}
  if (event.data?.simpan) event.waitUntil(fetch(event.data.simpan, { cache: "force-cache" }).then((got) => keep(event.data.simpan, got)));
});

function answerTo(event, { href, pathname, search }) {
  const { request } = event;
  if (request.mode === "navigate") {
    if (pathname === CANGKANG || pathname === SEBAR) return answer(request, pathname, false);
    if (/^\/kelola\/(info\/(\d+\/)?)?$/.test(pathname)) return relay(event);
    if (pathname === LURING) return savedPages(false);
    return open(event, href.split("#")[0]);
  }
  if (WAJIB.includes(pathname) && !UNTUK_BACA.includes(pathname)) return answer(request, pathname, false);
  if (KELAK.includes(pathname)) return answer(request, pathname, true);
  if (UNTUK_BACA.some((name) => bare(name) === bare(pathname))) return file(request, pathname);
  return request.destination === "image" && pathname.startsWith("/media/") && !search && photo(request);
}
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const promised = answerTo(event, url);
  if (promised) event.respondWith(promised);
});
