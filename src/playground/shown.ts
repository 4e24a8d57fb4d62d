import type { CommandRoute } from '../chat/route.ts';
import type { Seen } from './simulated.ts';
import type { PersonAtScreen } from './window.ts';

/** One thing that happened, and the screen that it changed. */
export interface LogEntry {
  n: string;
  at: string;
  person: string;
  kind: Seen['kind'];
  words: string;
  item?: string;
}

/** Nothing for what is only put away, or drawn again. */
export function logEntry(platform: 'slack' | 'teams', seen: Seen): LogEntry[] {
  if (seen.kind === 'form-closed' || seen.kind === 'home') return [];
  const words = seen.text.split('\n').find((line) => line.trim() !== '') ?? '';
  return [
    {
      n: `${platform} ${seen.seq}`,
      at: seen.at.toISOString(),
      person: `${platform}:${seen.user}`,
      kind: seen.kind,
      words: words.slice(0, 120),
      ...(seen.id !== undefined && { item: seen.id }),
    },
  ];
}

/** One person's screen in pieces: a card that did not change is not sent again, and not drawn again. */
export function personPieces(id: string, person: PersonAtScreen): Record<string, unknown> {
  const { installed, chat, home, form } = person.window.look();
  const preview = person.seen.findLast(({ kind }) => kind === 'message')?.preview ?? '';
  return {
    [`${id}/about`]: { installed, preview },
    [`${id}/order`]: chat.map((item) => item.id),
    ...Object.fromEntries(chat.map((item) => [`${id}/item ${item.id}`, item])),
    [`${id}/home`]: home ?? null,
    [`${id}/form`]: form ?? null,
  };
}

/** Commands that Slack's manifest gives a slash of their own; all others come after `/alongside`. */
const OWN_SLASH = /^(availability|ask|buddy|forum)\b/;

/** What can be typed, for completion. */
export function commandsFor(routes: readonly CommandRoute[]): object {
  const list = (write: (id: string) => string) =>
    routes.map(({ id, usage, summary }) => ({ text: write(id), more: usage ?? '', summary }));
  return {
    slack: list((id) => (OWN_SLASH.test(id) ? `/${id}` : `/alongside ${id}`)),
    teams: list((id) => id),
  };
}
