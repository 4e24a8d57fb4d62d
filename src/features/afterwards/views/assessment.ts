import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { confirm, initial, itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import type { Assessment, LookBack } from '../store/assessments.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import { softDate } from './follow-up.ts';
import { named } from './words.ts';

/** From what peers are asked to be: skilled, careful, discreet, a critical friend; and what they may expect of us. */
const PROMPTS: Record<keyof LookBack, { label: string; hint: string }> = {
  well: { label: 'What went well?', hint: 'As a critical friend, with your skill, care and diligence.' },
  differently: {
    label: 'What would I do differently?',
    hint: 'Perhaps how I prepared, asked, listened, or kept things in confidence.',
  },
  help: {
    label: 'What would help me?',
    hint: 'Such as training, a briefing, or being paired with somebody.',
  },
};
const KEYS = ['well', 'differently', 'help'] as const satisfies readonly (keyof LookBack)[];

export interface Before {
  words: LookBack | undefined;
  mayRead: boolean;
}

/** A18: who reads it, whether anybody does, and how long it is kept, before a word is typed. */
export function assessmentForm(followUp: FollowUp, leads: readonly string[], before?: Before): Form {
  const readers =
    leads.length > 0
      ? `${named(leads, '')}, who ${leads.length === 1 ? 'leads' : 'lead'} evaluation here, or whoever does later,`
      : 'Whoever leads evaluation here (nobody does just now)';
  return form(
    routes.writeAssessment,
    { followUp: followUp.id },
    {
      title: 'A look back',
      submit: 'Keep it',
      private: true,
      body: [
        small(
          `For yourself. ${readers} can read it too, unless you say below that only you do. Whoever ran the project can’t, nor can a coordinator. Each time it’s read is written down, and your privacy page shows it to you.`,
        ),
        small(
          `You can change it until ${softDate(followUp)} is over, and delete it whenever you like. It’s kept for two years at the most. ${itTeam}`,
        ),
      ],
      fields: [
        ...KEYS.map((key) =>
          field.text(key, PROMPTS[key].label, {
            optional: true,
            multiline: true,
            maxLength: routes.ASSESSMENT_LENGTH,
            hint: key === 'well' ? `${PROMPTS[key].hint} ${helplineFootnote}` : PROMPTS[key].hint,
            ...initial(before?.words?.[key]),
          }),
        ),
        field.select('read', 'Who may read it?', {
          options: [
            { value: 'yes', label: 'Whoever leads evaluation, too' },
            { value: 'no', label: 'Only me' },
          ],
          initial: before?.mayRead === false ? 'no' : 'yes',
        }),
      ],
    },
  );
}

export const writeSomething =
  'Please write something in one of the three, or close this: it doesn’t have to be done.';

export const assessmentKept = (mayRead: boolean, theme: string): Message =>
  message({
    title: 'It’s kept',
    body: [
      paragraph(
        mayRead
          ? `Your look back at ${theme} is sealed. Whoever leads evaluation can read it, and you can.`
          : `Your look back at ${theme} is sealed, and only you can read it.`,
      ),
    ],
  });

export const unchangeable: Message = message({
  title: 'It can’t be changed any more',
  body: [paragraph('The day is over until which it could. You can still read it, and delete it.')],
});

const answers = (words: LookBack): Block[] =>
  KEYS.flatMap((key) => (words[key] ? [paragraph(bold(PROMPTS[key].label)), paragraph(words[key])] : []));

/** What its writer reads, or whoever leads evaluation. */
export const assessmentPage = (
  { name, theme, mayRead }: Assessment,
  words: LookBack | undefined,
  isOwn: boolean,
): Form =>
  readingView(
    'A look back',
    isOwn ? paragraph(bold(theme)) : paragraph(bold(name), `: ${theme}`),
    ...(words ? answers(words) : [paragraph('These words can’t be opened any more.')]),
    small(
      isOwn
        ? mayRead
          ? 'Whoever leads evaluation can read it too.'
          : 'Only you can read it.'
        : 'Written for their own use, and for you. That you opened this is written down, and they see it.',
    ),
  );

export const confirmDelete = ({ id: assessment, theme }: Assessment): Message =>
  confirm({
    title: 'Delete what you wrote?',
    says: [`Your look back at ${theme}. It can’t be had back.`],
    yes: button(routes.deleteAssessment, 'Delete it', { assessment }, 'danger'),
    no: button(routes.keepAssessment, 'Keep it', { assessment }),
  });
export const keptAsItIs: Message = message({
  title: 'It stays as it is',
  body: [paragraph('Nothing was deleted.')],
});
export const deleted: Message = message({
  title: 'It’s deleted',
  body: [paragraph('Nobody can read it any more, and you don’t have to say why.')],
});
export const notReadable: Message = message({
  title: 'There’s nothing to read here',
  body: [paragraph('It was deleted, or isn’t for you to read. “What peers tell us” lists what is.')],
});
