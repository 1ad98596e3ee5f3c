// Passkeys and security keys: the options come from the server, the answer goes back in a hidden field.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = (list) => list?.map((item) => ({ ...item, id: toBytes(item.id) }));

function readOptions({ publicKey }, kind, passwordless) {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (kind !== "create") return { ...options, allowCredentials: withBytes(publicKey.allowCredentials) };
  const selection = { ...publicKey.authenticatorSelection, residentKey: passwordless ? "required" : "discouraged", requireResidentKey: passwordless };
  if (passwordless) selection.userVerification = "required";
  return { ...options, authenticatorSelection: selection, user: { ...publicKey.user, id: toBytes(publicKey.user.id) }, excludeCredentials: withBytes(publicKey.excludeCredentials) };
}

function writeCredential(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  response.transports = credential.response.getTransports?.() ?? [];
  return JSON.stringify({
    id: credential.id, rawId: toText(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment ?? null, clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function fetchOptions(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function perform(form) {
  const kind = form.dataset.webauthn;
  const given = form.dataset.options ? JSON.parse(document.getElementById(form.dataset.options).textContent) : await fetchOptions(form);
  const publicKey = readOptions(given.creation_options ?? given.request_options, kind, form.elements.passwordless?.checked ?? false);
  const credential = await navigator.credentials[kind === "create" ? "create" : "get"]({ publicKey });
  form.elements.credential.value = writeCredential(credential);
  form.submit();
}

for (const form of document.querySelectorAll("[data-webauthn]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const place = document.querySelector("[data-webauthn-error]");
    place.textContent = "";
    perform(form).catch(() => { place.textContent = "Dat lukte niet. Probeer het opnieuw, of log in op een andere manier."; });
  });
}
