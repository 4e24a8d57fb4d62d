import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { itTeam, list, people } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Skills } from '../../../directory/skills.ts';
import { COUNCILS, PLACES } from '../../placements/rules/words.ts';
import * as routes from '../routes.ts';
import type { Correctable, InBrief } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import { aboutFields, peersField } from './brief.ts';

const NAMES: Record<Correctable, string> = {
  theme: 'what it’s about',
  councilKind: 'kind of council',
  region: 'region',
  placeKind: 'where',
  skills: 'skills',
  sector: 'sector',
  politicalGroup: 'political group',
  peers: 'number of peers',
};
/** `region and skills`: which, and never what. */
export const named = (fields: readonly Correctable[]): string => list(fields.map((one) => NAMES[one]));

const valueIn = (brief: InBrief, field: Correctable): string => {
  const value = brief[field];
  if (field === 'councilKind') return COUNCILS[value] ?? value;
  return field === 'placeKind' ? (PLACES[value] ?? value) : value;
};

interface Correcting {
  /** What stands there now. */
  opened: InBrief;
  /** What the fields hold, where somebody has typed. */
  wanted?: InBrief;
  /** What somebody else changed since this person opened it. */
  meanwhile?: readonly Correctable[];
  /** What this person changed. */
  own?: readonly Correctable[];
}

export function correctForm(
  callOut: CallOut,
  { opened, wanted = opened, meanwhile = [], own = [] }: Correcting,
  skills: Skills,
): Form {
  return form(
    routes.correct,
    { callOut: callOut.id, opened },
    {
      title: 'Correct it',
      submit: 'Save',
      private: true,
      body: [
        ...changedMeanwhile(opened, meanwhile, own),
        small(
          'Whoever was asked sees it on the card that they have. Nobody’s phone rings, and what they answered stands. The days, the reply-by and the host stay as they are here.',
        ),
        small(
          `Whoever was asked reads it. It’s kept with the project, for two years after it closes. ${itTeam}`,
        ),
        small(helplineFootnote),
      ],
      fields: [...aboutFields(wanted, skills), peersField(wanted.peers)],
    },
  );
}

function changedMeanwhile(
  now: InBrief,
  meanwhile: readonly Correctable[],
  own: readonly Correctable[],
): Block[] {
  if (meanwhile.length === 0) return [];
  const lines = meanwhile.map((field) => {
    const value = valueIn(now, field);
    const is = value === '' ? 'is empty now' : `is now “${value}”`;
    const typed = own.includes(field) ? ' You changed it, too: its field holds what you typed.' : '';
    return paragraph(`${NAMES[field]} ${is}.${typed}`);
  });
  return [
    paragraph(bold('Somebody corrected this while you were writing')),
    ...lines,
    paragraph('Nothing of yours is lost: please look it over, and save it again.'),
    { type: 'divider' },
  ];
}

export const corrected = (fields: readonly Correctable[], asked: number): Message =>
  message({
    title: 'That’s corrected',
    body: [
      paragraph(
        `Different now: ${named(fields)}. ${people(asked)} ${asked === 1 ? 'sees' : 'see'} it on the card that they have, and nobody’s phone rings.`,
      ),
    ],
  });

export const nothingToCorrect: Message = message({
  title: 'It’s as it was',
  body: [paragraph('It says that already, so nothing was changed, and nobody’s card moved.')],
});

export const notCorrected = ({ state }: CallOut): Message =>
  message({
    title: 'That can’t be corrected here any more',
    body: [
      paragraph(
        state === 'draft'
          ? 'It hasn’t been sent yet: “Change” on its card is for that.'
          : 'It was taken back, its project is over, or people were chosen by what they had read. Nothing was changed. If something matters to them, please write to them.',
      ),
    ],
  });
