import { randomBytes, randomUUID } from 'node:crypto';
import type { Permission } from '../src/bot/permissions.ts';
import type { Reply } from '../src/chat/reply.ts';
import { features } from '../src/features/index.ts';
import type { Bound } from './support/sample.ts';

/** Every route of every feature. */
export const bound = features.flatMap(({ bindings }) =>
  bindings.filter((one): one is Bound => 'route' in one),
);
/** The table of who may do what, as the routes carry it. */
export const permissions: readonly Permission[] = [...new Set(bound.map(({ route }) => route.permission))];

export const wordsOf = (reply: Reply): string =>
  'message' in reply
    ? reply.message.text
    : reply.kind === 'form'
      ? `FORM ${reply.form.title}`
      : JSON.stringify(reply);

/** A record's own ids; the rest of what a form brings may be anything. */
export const RECORDS = [
  'callOut',
  'invitation',
  'project',
  'placement',
  'pair',
  'meeting',
  'round',
  'key',
  'post',
  'turn',
  'event',
  'time',
  'request',
  'ask',
  'wish',
  'account',
  'code',
  'grant',
  'seat',
  'line',
  'consultation',
  'consulted',
  'followUp',
  'disclosure',
  'assessment',
  'poolInvitation',
  'recipient',
  'deletion',
  'skill',
];

/** The id of a record that does not exist. */
export const nobodys = (name: string): string =>
  name === 'key' ? randomBytes(16).toString('base64url') : randomUUID();

/** Several at once, for each waits for the database most of its time. */
export async function forAll<T>(all: readonly T[], check: (one: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < all.length; i += 6) await Promise.all(all.slice(i, i + 6).map(check));
}
