// The badge window: opened by the keepers' console of the nameless origin, which has no session of its own. It hands the
// console a badge for its browser's key, renews it while this window is open, and stores what the console has wrapped.

const RENEWED = 200_000 // milliseconds; a badge lasts 300 seconds
const HEX32 = /^[0-9a-f]{64}$/

interface Asked { windbreak: string; key?: unknown; id?: unknown; body?: unknown }

/** Does nothing on every other page. */
export function offerBadges(view: Window): void {
  const main = view.document.querySelector<HTMLElement>('main#badge-window')
  if (main) new BadgeWindow(view, main).open()
}

class BadgeWindow {
  private readonly console: Window | null
  private readonly nameless: string
  private readonly status: HTMLElement | null
  private key = ''
  private timer = 0

  constructor(
    private readonly view: Window,
    private readonly main: HTMLElement,
  ) {
    this.console = view.opener as Window | null
    this.nameless = main.dataset.nameless ?? ''
    this.status = main.querySelector('#badge-status')
  }

  open(): void {
    this.main.querySelector('#badge-lock')?.addEventListener('click', () => this.view.close())
    if (!this.console || !this.nameless) {
      this.say('alone')
      return
    }
    this.view.addEventListener('message', (event) => this.hear(event))
    this.say('opening')
    this.tell({ windbreak: 'ready' })
  }

  /** Only the page that opened this window, and only from the nameless origin. */
  private hear(event: MessageEvent): void {
    if (event.origin !== this.nameless || event.source !== this.console) return
    const asked = event.data as Asked | null
    if (asked?.windbreak === 'key' && typeof asked.key === 'string' && HEX32.test(asked.key)) {
      this.key = asked.key
      void this.renew()
    } else if (asked?.windbreak === 'store' && typeof asked.id === 'string') {
      void this.store(asked.id, asked.body)
    } else if (asked?.windbreak === 'lock') {
      this.view.close()
    }
  }

  private async renew(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = this.view.setTimeout(() => void this.renew(), RENEWED)
    const answer = await this.post('new', { key: this.key })
    if (answer?.ok) {
      this.tell({ ...((await answer.json()) as object), windbreak: 'badge' })
      this.say('open')
    } else if (answer && answer.status < 500) {
      // Signed out, or no keeper any more: what this page now is, is for the server to say.
      clearTimeout(this.timer)
      this.tell({ windbreak: 'refused', sentence: await sentence(answer) })
      this.say('lost')
    } else {
      this.say('lost') // tried again in time: a console without a badge locks by itself
      clearTimeout(this.timer)
      this.timer = this.view.setTimeout(() => void this.renew(), RENEWED / 20)
    }
  }

  private async store(id: string, body: unknown): Promise<void> {
    const answer = await this.post('keys', body)
    const ok = answer?.ok ?? false
    this.tell({ windbreak: 'stored', id, ok, sentence: answer && !ok ? await sentence(answer) : '' })
    if (ok) await this.renew() // with what was stored in it
  }

  /** Null when nothing answers. A redirect is a sign-in page: the session is over. */
  private async post(which: 'new' | 'keys', body: unknown): Promise<Response | null> {
    const token = this.main.querySelector<HTMLInputElement>('input[name=csrfmiddlewaretoken]')?.value ?? ''
    try {
      const answer = await this.view.fetch(this.main.dataset[which] ?? '', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
        body: JSON.stringify(body),
        redirect: 'manual',
        cache: 'no-store',
      })
      return answer.type === 'opaqueredirect' ? new Response('', { status: 401 }) : answer
    } catch {
      return null
    }
  }

  private tell(message: object): void {
    this.console?.postMessage(message, this.nameless)
  }

  private say(which: string): void {
    const said = this.status?.dataset[which]
    if (this.status && said) this.status.textContent = said
  }
}

/** A refusal of ours is one plain sentence; anything longer is a page and says nothing here. */
async function sentence(answer: Response): Promise<string> {
  const plain = answer.headers.get('Content-Type')?.startsWith('text/plain') ?? false
  const text = plain ? await answer.text() : ''
  return text.length < 400 ? text.trim() : ''
}
