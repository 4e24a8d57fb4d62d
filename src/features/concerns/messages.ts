import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { type Proposed, readAsked, readExpectedLines } from './store.ts';
import { askCard, toldCard } from './views/line.ts';

const { card, news } = messagesOf('concerns');

/** A number to call about whoever runs the bot, to the one person whose yes it needs. */
export const lineCard = card<Proposed>('line', {
  record: ({ id }) => id,
  to: ({ askedId }) => (askedId ? [{ member: askedId }] : []),
  preview: 'vague',
  draw: askCard,
  waits: ({ state }) => (state === 'proposed' ? { rank: RANK.office } : undefined),
  read: ({ tx }, ids, reader) => readAsked(tx, ids, reader),
  personal: true,
  expected: readExpectedLines,
  lost: 'home',
});

interface Decided {
  line: Proposed;
  yes: boolean;
}

/** What became of it, to whoever wanted it. */
export const lineTold = news<Decided>('line-told', {
  record: ({ line }) => line.id,
  to: ({ line }) => (line.proposedBy ? [{ member: line.proposedBy }] : []),
  preview: 'vague',
  draw: ({ line, yes }) => toldCard(line, yes),
  lost: 'nothing',
});

export const MESSAGES = [lineCard, lineTold];
