// Passkeys (WebAuthn): makes one or answers with one, and puts the answer into the form that asked (`data-passkey`).
interface Descriptor { type: PublicKeyCredentialType; id: string; transports?: AuthenticatorTransport[] }
interface Challenge { challenge: string; [more: string]: unknown }
interface Creation extends Challenge { user: { id: string; name: string; displayName: string }; excludeCredentials?: Descriptor[] }
interface Request extends Challenge { allowCredentials?: Descriptor[] }

export function offerPasskeys(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.querySelector<HTMLButtonElement>('button[type=button]')?.addEventListener('click', () => void answer(form))
  }
}

async function answer(form: HTMLFormElement): Promise<void> {
  const problem = form.querySelector<HTMLElement>('[role=alert]')
  const field = form.querySelector<HTMLInputElement>('input[name=credential]')
  const options = form.querySelector('script[type="application/json"]')?.textContent
  if (!problem || !field || !options) return
  problem.hidden = true
  const able = 'credentials' in navigator && 'PublicKeyCredential' in window
  try {
    field.value = JSON.stringify(await ask(form.dataset.passkey === 'create', options))
    form.requestSubmit()
  } catch {
    problem.textContent = (able ? form.dataset.failed : form.dataset.unable) ?? ''
    problem.hidden = false
  }
}

async function ask(create: boolean, options: string): Promise<object> {
  const { publicKey } = JSON.parse(options) as { publicKey: Creation & Request }
  const given = create
    ? await navigator.credentials.create({ publicKey: creation(publicKey) })
    : await navigator.credentials.get({ publicKey: request(publicKey) })
  if (!(given instanceof PublicKeyCredential)) throw new Error('nothing was given')
  return written(given)
}

function creation(asked: Creation): PublicKeyCredentialCreationOptions {
  return {
    ...(asked as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: (asked.excludeCredentials ?? []).map(descriptor),
  }
}

function request(asked: Request): PublicKeyCredentialRequestOptions {
  return {
    ...(asked as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytes(asked.challenge),
    allowCredentials: (asked.allowCredentials ?? []).map(descriptor),
  }
}

function descriptor(known: Descriptor): PublicKeyCredentialDescriptor {
  return { ...known, id: bytes(known.id) }
}

function written(given: PublicKeyCredential): object {
  const { response } = given
  const about = { clientDataJSON: text(response.clientDataJSON) }
  const common = { id: given.id, rawId: text(given.rawId), type: given.type, clientExtensionResults: given.getClientExtensionResults() }
  if (response instanceof AuthenticatorAttestationResponse) {
    return { ...common, response: { ...about, attestationObject: text(response.attestationObject), transports: response.getTransports() } }
  }
  const signed = response as AuthenticatorAssertionResponse
  const userHandle = signed.userHandle ? { userHandle: text(signed.userHandle) } : {}
  return { ...common, response: { ...about, authenticatorData: text(signed.authenticatorData), signature: text(signed.signature), ...userHandle } }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  const letters = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
