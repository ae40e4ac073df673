// Passkeys: asks the device to make or use one and sends the answer with the form.
"use strict";

const toBytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
};
const toText = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};
const withBytes = (list) => (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

async function makeKey({ creation_options: { publicKey } }) {
  const key = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
      // Kept on the device, and opened by finger, face or PIN: it signs in by itself.
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  });
  return answer(key, {
    attestationObject: toText(key.response.attestationObject),
    transports: key.response.getTransports ? key.response.getTransports() : [],
  });
}

async function useKey({ request_options: { publicKey } }) {
  const key = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = key.response;
  return answer(key, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

function answer(key, response) {
  return {
    type: key.type,
    id: key.id,
    rawId: toText(key.rawId),
    authenticatorAttachment: key.authenticatorAttachment,
    response: { clientDataJSON: toText(key.response.clientDataJSON), ...response },
    clientExtensionResults: key.getClientExtensionResults(),
  };
}

async function dataOf(form) {
  if (!form.dataset.kunciData) return JSON.parse(form.querySelector("script[type='application/json']").textContent);
  const reply = await fetch(form.dataset.kunciData, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(`Status ${reply.status}`);
  return reply.json();
}

function explain(form, error) {
  const box = form.querySelector("[data-kunci-galat]");
  // NotAllowedError: cancelled, timed out, or no key of this site on the device.
  box.textContent = error.name === "NotAllowedError"
    ? "Dibatalkan, atau tidak ada kunci sandi untuk situs ini di perangkat ini."
    : error.name === "InvalidStateError"
      ? "Perangkat ini sudah punya kunci sandi untuk akun Anda."
      : "Kunci sandi tidak dapat dipakai di perangkat ini. Pakailah cara lain.";
  box.hidden = false;
}

document.querySelectorAll("form[data-kunci]").forEach((form) => {
  if (!window.PublicKeyCredential) {
    if (form.dataset.kunci === "buat") explain(form, new Error("unsupported"));
    else form.hidden = true;
    return;
  }
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    form.querySelector("[data-kunci-galat]").hidden = true;
    try {
      const act = form.dataset.kunci === "buat" ? makeKey : useKey;
      form.elements.credential.value = JSON.stringify(await act(await dataOf(form)));
      form.submit();
    } catch (error) {
      explain(form, error);
    }
  });
});
