import type { Form } from '../../../chat/form.ts';
import { type Block, bold, paragraph, row, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { people } from '../../../chat/words.ts';
import { spokenDate } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import { showTotal, type Totals } from '../rules/pair.ts';
import type { SharedNote } from '../store/notes.ts';
import type { Pair } from '../store/pairs.ts';

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
