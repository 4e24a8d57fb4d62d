import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { DAY_MS } from '../../time/durations.ts';
import { runnersOf } from '../placements/rules/deputy.ts';
import { lastMoment } from '../placements/rules/project.ts';
import { unanswered } from './rules.ts';
import { type Deletion, readDeletions, readExpectedDeletions, saidUntil } from './store/deletions.ts';
import { type Recipient, readExpectedNames, readRecipients } from './store/recipients.ts';
import * as views from './views.ts';

const { card, news } = messagesOf('hosts');

const toThem = ({ member }: { member: string | null }) => (member === null ? [] : [{ member }]);
/** Ours: after so long unseen whoever runs the project is told, and asks in another way. */
const UNSEEN_MS = 7 * DAY_MS;

/** A21: to whoever answers for the host; each time that names are handed to them it rings once. */
export const namesCard = card<Recipient>('names', {
  record: ({ id }) => id,
  to: toThem,
  preview: 'vague',
  draw: views.namesCard,
  edition: { of: ({ edition }) => edition, moved: () => views.movedOn },
  expires: (_recipient, now) => new Date(now.getTime() + UNSEEN_MS),
  waits: (recipient) =>
    unanswered(recipient).length > 0
      ? { rank: RANK.confidence, until: lastMoment(recipient.project) }
      : undefined,
  read: async ({ tx }, ids, reader) =>
    new Map((await readRecipients(tx, ids, reader)).map((one) => [one.id, one])),
  personal: true,
  expected: readExpectedNames,
  lost: 'handled',
});

/** UK GDPR Art. 17, 19: whoever received somebody’s details here is asked to delete them. */
export const deletionCard = card<Deletion>('deletion', {
  record: ({ id }) => id,
  to: toThem,
  preview: 'vague',
  draw: (deletion, { now }) => views.deletionCard(deletion, now),
  waits: ({ askedAt, deletedAt }, _reader, now) => {
    const until = saidUntil(askedAt);
    return deletedAt || until <= now ? undefined : { rank: RANK.office, until };
  },
  read: async ({ tx }, ids, reader) =>
    new Map((await readDeletions(tx, ids, reader)).map((one) => [one.id, one])),
  personal: true,
  expected: readExpectedDeletions,
  lost: 'handled',
});

/** What a host said, to whoever runs the project, together. */
export const answered = news<views.Answered>('answered', {
  record: ({ recipient }) => recipient.id,
  to: ({ recipient }) => runnersOf(recipient.project),
  preview: 'vague',
  draw: views.answeredCard,
  lost: 'home',
});

export const unreached = news<Recipient>('unreached', {
  record: ({ id }) => id,
  to: ({ project }) => runnersOf(project),
  preview: 'vague',
  draw: views.unreachedCard,
  lost: 'home',
});

export const MESSAGES = [namesCard, deletionCard, answered, unreached];
