import { mayUndo } from '../../../bot/undo.ts';
import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { people, plain } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Profile } from '../../../directory/profile.ts';
import { cut } from '../../../text/cut.ts';
import { spokenDate } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import { showTotal, type Totals } from '../rules/pair.ts';
import type { SharedNote } from '../store/notes.ts';
import type { Pair } from '../store/pairs.ts';
import type { Round } from '../store/rounds.ts';
import { pairs, pairsAsked, whyThem } from './words.ts';

/** Pairs on one page of proposals: with what both hope for, as much as one screen of Teams holds. */
export const PAGE = 10;

export interface RoundCounts {
  /** Still to be sent, or sent. */
  pairs: number;
  /** Looking, and in no pair. */
  left: number;
  /** Of the left, those whose organisation is not known. */
  homeless: number;
  /** Of those who were asked. */
  unreached: number;
}

const nobodyLeft = 'Everybody who is looking is in a pair.';
function leftLine({ left, homeless }: RoundCounts): string {
  if (left === 0) return nobodyLeft;
  const unknown =
    homeless > 0
      ? ` For ${people(homeless)} of them I don’t know the organisation: please ask them to fill in their profile.`
      : '';
  return `${people(left)} in no pair this time: told kindly, and first in the next round.${unknown}`;
}

export function roundCard(round: Round, counts: RoundCounts, now: Date): Card {
  switch (round.state) {
    case 'proposed':
      return proposedCard(round, counts);
    case 'sent':
      return sentCard(round, counts, now);
    case 'discarded':
      return { title: 'The round was thrown away', body: [paragraph('Nobody was told anything.')] };
    case 'withdrawn':
      return {
        title: 'The round was taken back',
        body: [paragraph('Those who had seen a suggestion were told that it was a mistake.')],
      };
  }
}

function proposedCard({ id }: Round, counts: RoundCounts): Card {
  const look = [
    button(routes.openProposals, 'See the pairs and why', { round: id, page: 0 }, 'primary'),
    button(routes.askToSend, `Ask these ${people(counts.pairs * 2)}`, { round: id }),
  ];
  return {
    title: `Buddies: ${pairs(counts.pairs)} to look at`,
    body: [
      paragraph(leftLine(counts)),
      small(
        'Nobody is paired within their own organisation, or with somebody they were paired with before. Nobody hears anything yet.',
      ),
    ],
    actions: [
      ...(counts.pairs > 0 ? look : []),
      button(routes.discard, 'Throw away', { round: id }, 'danger'),
    ],
  };
}

function sentCard(round: Round, counts: RoundCounts, now: Date): Card {
  const fresh = mayUndo(round.sentAt, now);
  const unreached = `${people(counts.unreached)} could not be reached: please ask them to open Alongside.`;
  return {
    title: 'Buddies: the round is sent',
    body: [
      paragraph(
        `${pairsAsked(counts.pairs)} Who answers what stays with them; new pairs show under “Pairs and totals”.`,
      ),
      ...(counts.unreached > 0 ? [paragraph(unreached)] : []),
    ],
    actions: [
      button(routes.openPairs, 'Pairs and totals', {}),
      ...(fresh ? [button(routes.takeBack, 'That was a mistake', { round: round.id })] : []),
    ],
  };
}

export interface Proposals {
  round: string;
  page: number;
  pairs: readonly Pair[];
  profiles: ReadonlyMap<string, Profile>;
  hopes: ReadonlyMap<string, string>;
}

/** One page of pairs; what is ticked is left out when the next page is asked for. */
export function proposalsForm({ round, page, pairs: all, profiles, hopes }: Proposals): Form {
  const shown = all.slice(page * PAGE, page * PAGE + PAGE);
  const open = shown.filter(({ state }) => state === 'proposed');
  const last = (page + 1) * PAGE >= all.length;
  const who = ({ memberId, name }: Pair['sides'][number]) => {
    const profile = profiles.get(memberId);
    return `${name} (${[profile?.organisation?.name, profile?.area].filter(Boolean).join(', ')})`;
  };
  const describe = (pair: Pair): Block[] => [
    paragraph(bold(pair.sides.map(who).join(' and ')), pair.state === 'proposed' ? '' : ': left out'),
    paragraph(whyThem(pair)),
    ...pair.sides.flatMap(({ memberId, name }) => {
      const words = hopes.get(memberId);
      return words ? [small(`${name} hopes for: ${words}`)] : [];
    }),
    { type: 'divider' },
  ];
  const options = open.map(({ id, sides }) => ({
    value: id,
    label: sides.map(({ name }) => cut(name, 34)).join(' and '),
  }));
  return form(
    routes.dropProposals,
    { round, page },
    {
      title: `Pairs ${page * PAGE + 1} to ${page * PAGE + shown.length} of ${all.length}`,
      submit: last ? 'Done' : 'Next',
      private: true,
      body: [
        small(
          `In confidence, for coordinators. That you opened this is written down, without the words. ${helplineFootnote}`,
        ),
        ...shown.flatMap(describe),
      ],
      fields:
        options.length > 0
          ? [field.multiselect('drop', 'Leave any of these out?', { optional: true, options })]
          : [],
    },
  );
}

export function confirmSend(round: Round, { pairs: count, left }: RoundCounts): Message {
  const rest = left > 0 ? ` ${people(left)} in no pair: told that they’re first next time.` : '';
  return message({
    title: `This goes to ${people(count * 2 + left)}`,
    body: [
      paragraph(
        `${pairs(count)}: each of the two is asked, and sees a first name and one sentence why.${rest}`,
      ),
    ],
    actions: [
      button(routes.send, 'Send', { round: round.id }, 'primary'),
      button(routes.openProposals, 'See the pairs and why', { round: round.id, page: 0 }),
      button(routes.keepRound, 'Not yet', {}),
    ],
  });
}
export const sent = ({ pairs: count }: RoundCounts): Message =>
  plain(
    'The round is sent',
    `${pairsAsked(count)} The round’s own card shows how it stands, and takes it back if it was a mistake.`,
  );
export const discarded = plain('The round was thrown away', 'Nobody was told anything.');
export const takenBack = plain(
  'The round was taken back',
  'Those who had seen a suggestion are told that it was a mistake.',
);
export const notSent = plain(
  'Nothing was sent',
  'The round stays as it is. Type “buddy match” to see it again.',
);
export const tooFew = plain(
  'There aren’t two people to pair yet',
  'People say “buddy join” when they’d like a buddy. Two from different organisations are enough for a round.',
);
export const roundGone = plain(
  'This round has moved on',
  'Nothing was changed. Type “buddy match” to see how it stands.',
);
export const nonePossible = (looking: number) =>
  plain(
    'No pair is possible at the moment',
    `${people(looking)} are looking, but no two of them may be paired: the same organisation, one that isn’t known, or paired before. Nobody was told anything.`,
  );

const STATES = { active: 'active', paused: 'paused' };

/** C6: that a pair exists, and totals. Not when they met, how, or what they wrote. */
export function pairsPage(
  running: readonly Pair[],
  totals: { meetings: Totals; visits: Totals },
  looking: number,
): Form {
  return readingView(
    'Pairs and totals',
    paragraph(`Looking for a buddy: ${people(looking)}.`),
    paragraph(`Meetings in the last twelve months: ${showTotal(totals.meetings)}.`),
    paragraph(`Visits in the last twelve months: ${showTotal(totals.visits)}.`),
    { type: 'divider' },
    ...running.map((pair): Block => {
      const help = pair.wantsHelp ? '; would like help finding a time' : '';
      const unreached = pair.sides.filter(({ undelivered }) => undelivered).map(({ name }) => name);
      const lost = unreached.length > 0 ? `; ${unreached.join(' and ')} can’t be reached` : '';
      const state = STATES[pair.state as keyof typeof STATES] ?? pair.state;
      return paragraph(bold(pair.sides.map(({ name }) => name).join(' and ')), `: ${state}${help}${lost}`);
    }),
    ...(running.length === 0 ? [paragraph('No pair yet.')] : []),
    small('What a pair does or writes is theirs. Totals are shown from five on.'),
  );
}

export const sharedNotesPage = (notes: readonly SharedNote[]): Form =>
  readingView(
    'Shared notes',
    small(
      'Shared by their writers, who can stop at any time. Please don’t copy them. That you opened this is written down.',
    ),
    ...notes.flatMap(({ name, day, words }): Block[] => [
      paragraph(bold(`Shared by ${name}`), `, on a meeting on ${spokenDate(day)}`),
      paragraph(words),
      { type: 'divider' },
    ]),
    ...(notes.length === 0 ? [paragraph('No note is shared at the moment.')] : []),
  );

/** The coordinator's row on the overview. */
export const coordinatorRow: Block = row(
  'For coordinators. Type “buddy match” for a new round.',
  button(routes.openPairs, 'Pairs and totals', {}),
  button(routes.openSharedNotes, 'Shared notes', {}),
);

export const roundWords = 'A buddy round that is being prepared';
export const giveToCoordinator = 'Only coordinators match buddies. Please choose one.';
export const notTheirs = 'Somebody else has it by now. Nothing was changed.';
