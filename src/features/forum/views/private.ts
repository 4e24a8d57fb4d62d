import { mayReadAnswered, mayReadCard } from '../../../bot/may-read.ts';
import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Card, type Message, paragraph, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { initial, itTeam, people, plain } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Needs, NeedsRead } from '../store/needs.ts';

export const NEED_NAMES: Record<string, string> = {
  'step-free': 'Step-free access',
  bsl: 'A BSL interpreter',
  online: 'Joining online',
  quiet: 'A quiet space',
};

export function needsForm(event: ForumEvent, needs: Needs | undefined): Form {
  const organiser = event.organiser.name;
  return form(
    routes.saveNeeds,
    { event: event.id },
    {
      title: 'What I need',
      submit: 'Send',
      private: true,
      body: [
        paragraph('What would make it possible, or easier, for you to take part?'),
        small(
          `Only ${organiser} reads this, and whoever organises it after them only if you say yes. It’s kept sealed and deleted when the meeting is over. ${itTeam}`,
        ),
      ],
      fields: [
        field.multiselect('needs', 'I need', {
          optional: true,
          options: Object.entries(NEED_NAMES).map(([value, label]) => ({ value, label })),
          ...(needs && needs.needs.length > 0 && { initial: needs.needs }),
        }),
        field.text('words', 'Something else, or more about it', {
          multiline: true,
          optional: true,
          maxLength: 500,
          hint: helplineFootnote,
          ...initial(needs?.words),
        }),
        field.select('named', `May ${organiser} see your name with it?`, {
          options: [
            { value: 'yes', label: 'Yes, so that we can talk about it' },
            { value: 'no', label: 'No, only what is needed' },
          ],
          ...(needs && { initial: needs.named ? 'yes' : 'no' }),
        }),
      ],
    },
  );
}

export const needsSaved = (event: ForumEvent): Message =>
  plain('Thank you, it’s passed on', `Only ${event.organiser.name} can read it, until the meeting is over.`);
export const needsTakenBack: Message = plain(
  'Nothing is kept',
  'You can come back to it at any time before the meeting.',
);

const about = (event: ForumEvent) => ({ about: `“${event.title}”`, next: event.organiser.name });
const answers = (event: ForumEvent) => {
  const which = { event: event.id, reader: event.organiserId };
  return {
    yes: (label: string) => button(routes.letRead, label, { ...which, may: true }),
    no: (label: string) => button(routes.letRead, label, { ...which, may: false }),
  };
};

/** Of what somebody needs to take part, for whoever organises the meeting since. */
export const mayReadNeeds = (event: ForumEvent, before: string | undefined): Card =>
  mayReadCard({ ...about(event), before }, answers(event));
export const mayReadNeedsAnswered = (event: ForumEvent, may: boolean): Card =>
  mayReadAnswered({ ...about(event), before: undefined }, may, answers(event));

const shutLine = (shut: number) =>
  `${people(shut)} told whoever organised this before you. It’s shut for you unless they say yes; I’ve asked them.`;

export function needsPage({ open, shut }: NeedsRead): Form {
  const blocks = open.flatMap(({ name, needs: ticked, words }): Block[] => [
    ...(name ? [paragraph(bold(name))] : []),
    ...ticked.map((one) => paragraph(NEED_NAMES[one] ?? one)),
    ...(words ? [paragraph(words)] : []),
    { type: 'divider' },
  ]);
  return readingView(
    'Access needs',
    small(
      'In confidence, for you alone, and deleted when the meeting is over. A name stands only where its owner said so. That you opened this is written down, without the words.',
    ),
    ...(blocks.length > 0 || shut > 0 ? blocks : [paragraph('Nobody has said anything yet.')]),
    ...(shut > 0 ? [paragraph(shutLine(shut))] : []),
  );
}

// --- afterwards --------------------------------------------------------------------------------------------------------

export function feedbackCard(event: ForumEvent): Card {
  return {
    title: `What next, after ${event.title}?`,
    body: [
      paragraph('Two questions, if you like. What people write is what the next meeting is made of.'),
      small('No name goes with it, and nobody sees who wrote and who didn’t.'),
    ],
    actions: [
      button(routes.giveFeedback, 'Write something', { event: event.id }, 'primary'),
      button(routes.notToday, 'Not today', { event: event.id, about: 'feedback' }),
    ],
  };
}

export function feedbackForm(event: ForumEvent): Form {
  const who = {
    everyone: 'Organisers',
    peers: 'Organisers who are peers',
    managers: 'Organisers who are managers',
  };
  return form(
    routes.saveFeedback,
    { event: event.id },
    {
      title: 'What next?',
      submit: 'Send',
      private: true,
      body: [
        small(
          `${who[event.audience]} read this without your name when they set up a meeting. Your words may give you away. It’s kept sealed until the meeting that takes it up is over, a year at the most. ${itTeam}`,
        ),
      ],
      fields: [
        field.text('discuss', 'What would you like to discuss with others?', {
          multiline: true,
          optional: true,
          maxLength: 1000,
        }),
        field.text('know', 'What would you like others to know?', {
          multiline: true,
          optional: true,
          maxLength: 1000,
          hint: helplineFootnote,
        }),
      ],
    },
  );
}

export const saySomething = 'Please write a few words in one of the two, or close this.';
export const feedbackSaved = (event: ForumEvent): Card => ({
  title: 'Thank you, it’s passed on',
  body: [paragraph('It waits, without your name, for the next meeting that is set up.')],
  actions: [button(routes.giveFeedback, 'Write it anew', { event: event.id })],
});
