import { isRecord } from '../../chat/form-data.ts';
import { at, textAt } from './json.ts';

/** What we listen for, by its least shape: Bolt throws on less, which would ask Slack to send it again. */
export function isFromSlack(body: Record<string, unknown>): boolean {
  if (body.type === undefined) return typeof body.command === 'string';
  switch (body.type) {
    case 'event_callback':
      return textAt(body, 'event.type') !== undefined;
    case 'block_actions':
      return textAt(body, 'actions.0.action_id') !== undefined;
    case 'view_submission':
      return textAt(body, 'view.callback_id') !== undefined;
    case 'block_suggestion':
      return textAt(body, 'action_id') !== undefined && typeof at(body, 'value') === 'string';
    default:
      return false;
  }
}

/** By these Bolt tells kinds apart, before it asks for the type. */
const TELLING = ['event', 'command', 'name', 'actions'];
const OWN: Readonly<Record<string, readonly string[]>> = {
  event_callback: ['event'],
  block_actions: ['actions'],
};

/**
 * The body as Bolt can read it: it looks into some places without a look at what they hold, and throws. Where nothing
 * is left that says who acts, the listeners answer that.
 */
export function withoutTraps(body: Record<string, unknown>): Record<string, unknown> {
  const own = typeof body.type === 'string' ? (OWN[body.type] ?? []) : ['command'];
  const read = without(body, (key) => !TELLING.includes(key) || own.includes(key));
  if (body.type === undefined) return read;
  if (isRecord(body.event) && body.type === 'event_callback') {
    const [first] = Array.isArray(body.authorizations) ? body.authorizations : [];
    const event = without(body.event, isSoundInEvent);
    return { ...read, event, authorizations: isRecord(first) ? [first] : [] };
  }
  const places = ['channel', 'enterprise', 'team', 'user'];
  return { user: {}, ...without(read, (key, value) => !places.includes(key) || isRecord(value)) };
}

const isSoundInEvent = (key: string, value: unknown): boolean =>
  ['item', 'subteam'].includes(key)
    ? isRecord(value)
    : !['channel', 'user'].includes(key) || typeof value === 'string' || isRecord(value);

const without = (
  held: Record<string, unknown>,
  isKept: (key: string, value: unknown) => boolean,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(held).filter(([key, value]) => isKept(key, value)));
