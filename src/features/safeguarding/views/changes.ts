import {
  type Block,
  bold,
  type Card,
  type MemberId,
  type Message,
  paragraph,
  row,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import { SEATS } from '../../../directory/safety-gate.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';
import * as routes from '../routes/safety.ts';
import { type SafetyChange, sideOf } from '../rules/changes.ts';
import type { Change } from '../store/changes.ts';

const day = (at: Date) => spokenDateAt(at, NETWORK_ZONE);
const nameOf = ({ proposer }: Pick<Change, 'proposer'>) => proposer?.name ?? 'A coordinator';

/** As it is said in a sentence. */
function what(change: SafetyChange): string {
  switch (change.kind) {
    case 'seat':
      return `the ${SEATS[change.which]}`;
    case 'out-of-hours':
      return 'who answers out of hours';
    case 'nation':
      return 'the nation whose numbers are shown';
    case 'number':
      return 'one of this network’s own numbers';
  }
}
const titleOf = ({ change }: Change): string =>
  change.kind === 'number' && change.id === undefined
    ? 'Add a number of this network’s own?'
    : `Change ${what(change)}?`;

const sides = ({ was, will }: Change): Block[] => [
  paragraph(bold('Now: '), was),
  paragraph(bold('It would be: '), will),
];

/** To whoever may say yes. */
export function askCard(change: Change): Card {
  const decide = (yes: boolean, label: string) =>
    button(routes.decideChange, label, { change: change.id, yes }, yes ? 'primary' : undefined);
  return {
    title: titleOf(change),
    body: [
      paragraph(
        `${nameOf(change)} would like this to change. People in distress are sent where it says, so one more person looks at it.`,
      ),
      ...sides(change),
      paragraph(
        `If nobody answers by ${day(change.dueAt)}, it changes then, and everybody whom it concerns is told.`,
      ),
    ],
    actions: [decide(true, 'Yes, change it'), decide(false, 'No, keep it')],
  };
}

const outcome = (change: Change): string => {
  const { state, decider, proposer } = change;
  if (state === 'void') return 'Something else has come first, so nothing came of it.';
  if (state === 'kept')
    return decider && decider.member !== proposer?.member
      ? `${decider.name} said no, so it stays as it was.`
      : 'It was taken back, so it stays as it was.';
  if (decider) return `${nameOf(change)} asked for it, and ${decider.name} said yes.`;
  return change.dueAt > change.proposedAt
    ? `${nameOf(change)} asked for it, and nobody answered by ${day(change.dueAt)}.`
    : `${nameOf(change)} changed it.`;
};

/** In the place of the card that asked. */
export const decidedCard = (change: Change): Card => ({
  title: change.state === 'done' ? 'It has changed' : 'It stays as it was',
  body: [
    ...(change.state === 'done' ? [paragraph(bold('Now: '), change.will)] : []),
    paragraph(outcome(change)),
  ],
});

const setUpButton = button(routes.openSafety, 'Safety set-up', {});

/** To everybody whom it concerns, each in words of their own. */
export function toldCard(change: Change, reader: MemberId): Card {
  const side = sideOf(change, reader);
  if (side === undefined) return changedCard(change);
  return side === 'next' ? nextCard(change) : formerCard(change);
}

/** To coordinators. */
const changedCard = (change: Change): Card => ({
  title: change.state === 'done' ? 'Where people are sent has changed' : 'It stays as it was',
  body: [
    paragraph(`It’s about ${what(change.change)}.`),
    ...(change.state === 'done'
      ? [paragraph(bold('Before: '), change.was), paragraph(bold('Now: '), change.will)]
      : [paragraph(bold('It would have been: '), change.will)]),
    paragraph(outcome(change)),
    ...(change.state === 'done' ? [paragraph('If that isn’t right, please change it back today.')] : []),
  ],
  actions: [setUpButton],
});

/** To the one whom people are shown from now on, and the one whom they were shown before. */
const nextCard = ({ change, will }: Change): Card => ({
  title: 'People are shown your name now',
  body: [
    paragraph(
      `You’re ${what(change)} in this network from now on. Members read: ${will}. If you didn’t agree to that, or the number isn’t right, please tell a coordinator today.`,
    ),
  ],
});
const formerCard = ({ change, will }: Change): Card => ({
  title: 'People are shown somebody else now',
  body: [
    paragraph(
      `About ${what(change)}: members read “${will}” from now on. If that surprises you, please ask a coordinator today.`,
    ),
  ],
});

/** On the page of the set-up: what waits, and for whom. */
export function openRows(
  changes: readonly Change[],
  reader: MemberId,
  eligible: ReadonlySet<string>,
): Block[] {
  return changes.map((change): Block => {
    const isOwn = change.proposer?.member === reader;
    const may = eligible.has(change.id);
    const decide = (yes: boolean, label: string) =>
      button(routes.decideChange, label, { change: change.id, yes });
    const actions = may
      ? [decide(true, 'Yes, change it'), decide(false, 'No, keep it')]
      : isOwn
        ? [decide(false, 'Take it back')]
        : [];
    const text = `Waiting for a yes, about ${what(change.change)}: ${change.will}. Without an answer it changes on ${day(change.dueAt)}.`;
    return actions.length > 0 ? row(text, ...actions) : paragraph(text);
  });
}

/** In status, for a week. */
export const changeLines = (open: readonly Change[], recent: readonly Change[]): string[] => [
  ...open.map(
    (change) =>
      `Waiting for a yes: ${what(change.change)}, from “${change.was}” to “${change.will}” (${nameOf(change)}).`,
  ),
  ...recent.map(
    (change) =>
      `${day(change.decidedAt ?? change.proposedAt)}: ${what(change.change)}, from “${change.was}” to “${change.will}”. ${outcome(change)}`,
  ),
];

export const nothingToDecide: Message = plain(
  'There’s nothing to decide here',
  'It was decided, or it waits for somebody else. Type “home” to see what is waiting for you.',
);
