import type { Act } from '../../acts.ts';
import { byId } from './dom.ts';

/** Everything that the page was told, by name; the newest word stands. */
export const pieces = new Map<string, unknown>();
const written = new Map<string, string>();

let token = '';
let source: EventSource | undefined;
let watching = '';

export const read = <T>(name: string): T | undefined => pieces.get(name) as T | undefined;

const SHOWN_MS = 8_000;
const AGAIN_MS = 700;
let hiding = 0;

/** Says something for everybody, a screen reader's user too. */
export function announce(words: string): void {
  const status = byId('status');
  status.textContent = words;
  status.classList.add('shown');
  window.clearTimeout(hiding);
  hiding = window.setTimeout(() => status.classList.remove('shown'), SHOWN_MS);
}

async function fetchToken(): Promise<void> {
  const answer = (await (await fetch('/playground/token')).json()) as { token: string };
  token = answer.token;
}

/** Asks for something; what becomes of it comes back with the events. Undefined: it was refused, and said why. */
export async function ask(act: Act, again = true): Promise<Record<string, unknown> | undefined> {
  try {
    const response = await fetch('/playground/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-playground-token': token },
      body: JSON.stringify(act),
    });
    if (response.status === 403 && again) {
      await fetchToken();
      return ask(act, false);
    }
    const body = (await response.json()) as Record<string, unknown>;
    if (typeof body.problem === 'string') announce(body.problem);
    return response.ok ? body : undefined;
  } catch {
    announce('The bot did not answer. Try again in a moment.');
    return undefined;
  }
}

/** Listens for these people; `changed` is told the names of what is new. */
export function listen(people: readonly string[], changed: (names: readonly string[]) => void): void {
  const query = people.map((id) => `person=${encodeURIComponent(id)}`).join('&');
  if (query === watching) return;
  watching = query;
  source?.close();
  source = new EventSource(`/playground/events?${query}`);
  source.onopen = () => {
    byId('away').hidden = true;
    void fetchToken().catch(() => {});
  };
  source.onerror = () => {
    byId('away').hidden = false;
    if (source?.readyState !== EventSource.CLOSED) return;
    // The bot is up and the page is not yet: a browser gives up at such an answer, we do not.
    window.setTimeout(() => {
      // Others may be on the screens by now.
      if (watching !== query) return;
      watching = '';
      listen(people, changed);
    }, AGAIN_MS);
  };
  source.onmessage = (event) => {
    const news = JSON.parse(String(event.data)) as Record<string, unknown>;
    const fresh: string[] = [];
    for (const [name, piece] of Object.entries(news)) {
      const json = JSON.stringify(piece);
      if (written.get(name) === json) continue;
      written.set(name, json);
      pieces.set(name, piece);
      fresh.push(name);
    }
    if (fresh.length > 0) changed(fresh);
  };
}
