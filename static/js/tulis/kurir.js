// Carries requests to the portal, and says in four words why one did not arrive.
import { rememberAccount } from "./simpanan.js";

export class Terputus extends Error {} // no signal, or the portal is out of breath: try again later
export class PerluMasuk extends Error {} // the session has ended
export class AkunLain extends Error {} // somebody else is signed in on this phone by now
export class Ditolak extends Error { // the portal has read it and says no
  constructor(status, isi) {
    super(isi?.pesan || `Portal menjawab ${status}.`);
    this.status = status;
    this.isi = isi || {};
  }
}

const TUNGGU = 45_000;
let pass = null; // the token of this session and whose it is

async function send(url, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TUNGGU);
  try {
    const answer = await fetch(url, { credentials: "same-origin", redirect: "error", signal: stop.signal, ...options });
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    return { status: answer.status, isi: isJson ? await answer.json() : null };
  } catch (error) {
    throw new Terputus(error.message);
  } finally {
    clearTimeout(timer);
  }
}

// Ask who is signed in; the token comes with the answer.
export async function identify() {
  const { status, isi } = await send("/akun/csrf.json", { cache: "no-store" });
  if (status !== 200 || !isi) throw new Terputus(`csrf.json: ${status}`);
  pass = isi;
  if (isi.pengguna) rememberAccount(isi.pengguna);
  return isi.pengguna;
}

async function passFor(pengguna) {
  if (!pass) await identify();
  if (!pass.pengguna) { pass = null; throw new PerluMasuk(); }
  if (pass.pengguna !== pengguna) { pass = null; throw new AkunLain(); }
  return pass.csrf;
}

function judge({ status, isi }) {
  if (status === 401) { pass = null; throw new PerluMasuk(); }
  if (status >= 500 || status === 429 || status === 408) throw new Terputus(`Portal menjawab ${status}.`);
  if (status >= 400) throw new Ditolak(status, isi);
  return isi;
}

export async function ask(url) {
  return judge(await send(url, { cache: "no-store", headers: { Accept: "application/json" } }));
}

// Send for an account: never under the name of whoever has signed in meanwhile.
export async function deliver(method, url, pengguna, { json, body, headers } = {}) {
  for (let attempt = 0; ; attempt += 1) {
    const csrf = await passFor(pengguna);
    const answer = await send(url, {
      method,
      headers: { Accept: "application/json", "X-CSRFToken": csrf, ...(json && { "Content-Type": "application/json" }), ...headers },
      body: json ? JSON.stringify(json) : body,
    });
    // Signing in again changes the token: fetch the new one, once.
    if (answer.status !== 403 || attempt) return judge(answer);
    pass = null;
  }
}
