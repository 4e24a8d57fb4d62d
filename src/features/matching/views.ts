import type { AuditLabels } from '../../bot/audit-labels.ts';
import { field } from '../../chat/field.ts';
import type { Form } from '../../chat/form.ts';
import { type Block, bold, type Card, type Message, message, paragraph, small } from '../../chat/message.ts';
import { button, form } from '../../chat/route.ts';
import { people, plain } from '../../chat/words.ts';
import { helplineFootnote } from '../../directory/helplines.ts';
import type { Profile } from '../../directory/profile.ts';
import { cut } from '../../text/cut.ts';
import { thingsInCommon } from '../buddies/rules/interests.ts';
import { pairs, pairsAsked, type RoundCounts } from '../buddies/rules/rounds.ts';
import type { Pair } from '../buddies/store/pairs.ts';
import type { Round } from '../buddies/store/rounds.ts';
import * as routes from './routes.ts';

/** Pairs on one page of proposals: with what both hope for, as much as one screen of Teams holds. */
export const PAGE = 10;

const nobodyLeft = 'Everybody who is looking is in a pair.';
function leftLine({ left, homeless }: RoundCounts): string {
  if (left === 0) return nobodyLeft;
  const unknown =
    homeless > 0
      ? ` For ${people(homeless)} of them I don’t know the organisation: please ask them to fill in their profile.`
      : '';
  return `${people(left)} in no pair this time: told kindly, and first in the next round.${unknown}`;
}

export function proposedCard({ id }: Round, counts: RoundCounts): Card {
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

export interface Proposals {
  round: string;
  page: number;
  pairs: readonly Pair[];
  profiles: ReadonlyMap<string, Profile>;
  hopes: ReadonlyMap<string, string>;
}

/** One sentence why, to the coordinator. */
function whyThem(pair: Pair): string {
  const common = thingsInCommon(pair);
  const where = pair.farApart
    ? 'Different areas'
    : 'Not in the same organisation; the same area, or one not known';
  return common ? `${where}; both chose ${common}.` : `${where}; nothing else in common.`;
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
export const discarded: Card = {
  title: 'The round was thrown away',
  body: [paragraph('Nobody was told anything.')],
};
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

export const roundWords = 'A buddy round that is being prepared';
export const giveToCoordinator = 'Only coordinators match buddies. Please choose one.';
export const notTheirs = 'Somebody else has it by now. Nothing was changed.';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'buddy-round.opened': 'began a round of buddy matching',
  'buddy-round.read': {
    done: 'read what people hope for from a buddy',
    toYou: 'read what you hope for from a buddy',
  },
  'buddy-round.sent': 'sent a round of buddy matching',
};
