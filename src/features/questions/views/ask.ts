import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { list, plain } from '../../../chat/words.ts';
import { helplineBlocks, helplineFootnote } from '../../../directory/helplines.ts';
import type { Safety } from '../../../directory/safety.ts';
import { cutTo } from '../../../text/cut.ts';
import * as routes from '../routes.ts';
import type { Published } from '../store/published.ts';
import type { Named, Topic } from '../store/topics.ts';
import { beforeTyping, nobodyCanSendHelp, peopleButton, topicsButton } from './words.ts';

const questionField = (initial: string | undefined) => ({
  id: 'words' as const,
  type: 'text' as const,
  label: 'Your question' as const,
  multiline: true as const,
  maxLength: routes.QUESTION_LENGTH,
  ...(initial && { initial: cutTo(initial, routes.QUESTION_LENGTH) }),
});

/** `before`: it is asked again, of others than the last time. */
export function askForm(
  topics: readonly Topic[],
  words?: string,
  before?: routes.About & { again: string },
): Form {
  const topic = topics.find(({ id }) => id === before?.topic);
  return form(routes.draft, before ? { again: before.again } : {}, {
    title: before ? 'Ask again' : 'Ask a question',
    submit: 'Next',
    private: true,
    body: [
      paragraph(
        before
          ? 'Whoever had it the last time isn’t asked again. You’ll see who may read it before it’s sent.'
          : 'No question is too small. You’ll see who may read it before it’s sent.',
      ),
      ...beforeTyping('One person at a time reads it, out of those you leave ticked in the next step.'),
    ],
    fields: [
      field.select('topic', 'What is it about?', {
        options: topics.map(({ id, name }) => ({ value: id, label: name })),
        ...(topic && { initial: topic.id }),
      }),
      questionField(words),
      field.select('as', 'Your name', {
        initial: before?.as ?? 'named',
        hint: `Without it: ${nobodyCanSendHelp.charAt(0).toLowerCase()}${nobodyCanSendHelp.slice(1)}`,
        options: [
          { value: 'named', label: 'Whoever reads it sees my name' },
          { value: 'unnamed', label: 'Without my name' },
        ],
      }),
    ],
  });
}

/** What was answered before is read first: it costs nobody's time, and it is there at once. */
export function foundForm(about: routes.About, words: string, found: readonly Published[]): Form {
  const read = found.flatMap(({ question, answer }): Block[] => [
    paragraph(bold(question)),
    paragraph(answer),
    { type: 'divider' },
  ]);
  return form(routes.askAnyway, about, {
    title: 'Does this help already?',
    submit: 'Ask my question anyway',
    private: true,
    body: [
      paragraph('Others asked something like it, and agreed that you may read the answer.'),
      ...read,
      paragraph('If that’s what you needed, just close this: nothing was sent.'),
      ...beforeTyping('Nobody has read your question.'),
    ],
    fields: [questionField(words)],
  });
}

export interface Possible {
  topic: Topic;
  readers: readonly Named[];
  /** Not asked for now, so not there to be ticked. */
  letBe: readonly Named[];
  /** Not ticked at first. */
  out: readonly string[];
  /** Without a name, and messaged only when they look: an answer would not come by itself. */
  asksHours: boolean;
}

const hoursField = {
  id: 'hours' as const,
  type: 'select' as const,
  label: 'When may I bring you the answer?' as const,
  hint: 'From then on I may message you in these hours, about other things as well. “settings” changes it.',
  options: [
    { value: 'work', label: 'Work hours' },
    { value: 'evenings', label: 'Evenings and weekends' },
    { value: 'later', label: 'Not yet: it waits until I choose' },
  ],
};

export function readersForm(
  about: routes.About,
  words: string,
  { topic, readers, letBe, out, asksHours }: Possible,
): Form {
  return form(routes.send, about, {
    title: 'Who may read it',
    submit: 'Send',
    private: true,
    body: [
      paragraph(
        `I ask one person at a time about “${topic.name}”, starting with whoever is free. Untick anyone you’d rather not ask; nobody is told.`,
      ),
      ...(letBe.length > 0
        ? [
            paragraph(
              `Not for now: ${list(letBe.map(({ name }) => name))}, who had several questions about this lately.`,
            ),
          ]
        : []),
      ...(about.as === 'unnamed' ? [paragraph(nobodyCanSendHelp)] : []),
      ...(asksHours
        ? [
            paragraph(
              'I message you only when you look, and a question without a name isn’t on your home. So its answer can only come in other hours: please choose below.',
            ),
          ]
        : []),
      ...beforeTyping(
        about.as === 'unnamed'
          ? 'One person at a time reads it, without your name. A coordinator reads it only if you leave them ticked.'
          : 'They see your name when they open it.',
      ),
    ],
    fields: [
      field.multiselect('readers', 'Ask these people', {
        optional: true,
        options: readers.map(({ member, name }) => ({ value: member, label: name })),
        initial: readers.map(({ member }) => member).filter((member) => !out.includes(member)),
      }),
      questionField(words),
      ...(asksHours ? [hoursField] : []),
    ],
  });
}

export const chooseHours = 'Please choose one: without it I couldn’t bring you the answer.';
export const leaveSomebody = 'Please leave at least one person ticked, or close this: nothing was sent.';

export const switchedOff = ({ nation, wasOn }: Pick<Safety, 'nation' | 'wasOn'>): Message =>
  message({
    title: wasOn ? 'Quick questions are switched off for now' : 'Quick questions aren’t switched on yet',
    body: [
      paragraph(
        wasOn
          ? 'They’re on again when a coordinator has seen to who people turn to when somebody isn’t safe. Nothing was sent.'
          : 'First a coordinator sets up who to turn to when somebody isn’t safe, and checks the numbers. Nothing was sent.',
      ),
      paragraph('Until then, please ask a coordinator, or somebody you know here.'),
      ...helplineBlocks(nation),
    ],
  });

/** A coordinator can see to it; everybody else can tell one. */
export const noTopics = (isCoordinator: boolean): Message =>
  message({
    title: 'There’s nobody to ask here yet',
    body: [
      paragraph('A coordinator chooses what can be asked about, and who is asked. Nothing was sent.'),
      ...(isCoordinator
        ? []
        : [paragraph('Tell a coordinator what you’d like to ask about, so that they can invite somebody.')]),
      small(helplineFootnote),
    ],
    actions: [isCoordinator ? topicsButton : peopleButton],
  });
export const allTried =
  'Everybody who is asked about this has had your question. Please choose something else that fits.';
const severalLately = 'Whoever answers about this has had several questions lately.';
export const allLetBe = `${severalLately} Please choose something else that fits, ask with your name, or come back in some days. ${helplineFootnote}`;
export const letThemBe: Message = message({
  title: 'Not for now, please',
  body: [
    paragraph(
      `${severalLately} Nothing was sent. You can ask with your name, ask about something else, or come back in some days.`,
    ),
    small(helplineFootnote),
  ],
  actions: [button(routes.openAsk, 'Ask about something else', {}), peopleButton],
});
export const notOver: Message = plain(
  'Your question isn’t over',
  'Somebody has it now, or there’s an answer. Nothing was sent. Type “home” to see how it stands.',
);
export const topicGone: Message = plain(
  'Nobody can be asked about that now',
  'It has changed since you opened the form. Nothing was sent. Please ask again.',
);
