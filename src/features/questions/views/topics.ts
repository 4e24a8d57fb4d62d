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
import { button, form } from '../../../chat/route.ts';
import { list, memberNow } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import { UNNAMED_MOST } from '../rules.ts';
import type { Topic } from '../store/topics.ts';
import { label, topicsButton } from './words.ts';

export const FIELDS = ['person1', 'person2', 'person3', 'person4', 'person5'] as const;
const PLACES = ['First', 'Second', 'Third', 'Fourth', 'Fifth'] as const;

const quoted = (names: readonly string[]): string => list(names.map((name) => `“${name}”`));

export function topicsPage(topics: readonly Topic[]): Message {
  const rows = topics.map(({ id, name, retired, people, invited }): Block => {
    const asked = people.map((one) => one.name).join(', ') || 'nobody yet, so it isn’t offered';
    const names = `${asked}${invited > 0 ? `. Invited, and no yes so far: ${invited}` : ''}`;
    const turn = button(routes.retire, retired ? 'Bring back' : 'Retire', { topic: id, retired: !retired });
    const change = button(routes.openTopic, 'Change', { topic: id });
    return row([bold(name), retired ? ': retired' : `: ${names}`], ...(retired ? [turn] : [change, turn]));
  });
  return message({
    title: 'What can be asked about',
    body: [
      ...(rows.length > 0 ? rows : [paragraph('No topics yet. People can ask once there’s one.')]),
      small(
        `Questions go to one person at a time${rows.length > 0 ? ', in this order' : ''}. Who was invited shows once they say yes, and not before. You see a question only if you’re the one who is asked. I tell you when nobody could answer one.`,
      ),
    ],
    actions: [button(routes.openTopic, 'New topic', {}, 'primary')],
  });
}

export function topicForm(topic: Topic | undefined): Form {
  const people = topic?.people ?? [];
  return form(routes.saveTopic, topic ? { topic: topic.id, shown: people.map(({ member }) => member) } : {}, {
    title: topic ? 'Change a topic' : 'New topic',
    submit: 'Save',
    body: [
      paragraph(
        'Who shall be asked, and in which order? I invite each of them in your name. Nobody is on it before they say yes, and a no isn’t told.',
      ),
      ...(people.length > 0
        ? [small('They said yes to its name. Call it something else, and I ask them again.')]
        : []),
      small(helplineFootnote),
    ],
    fields: [
      field.text('name', 'Topic', { maxLength: 60, ...(topic && { initial: topic.name }) }),
      ...FIELDS.map((id, index) => ({
        id,
        type: 'member' as const,
        optional: true as const,
        label: `${PLACES[index]} to be asked`,
        ...memberNow(people[index]),
      })),
      {
        id: 'about' as const,
        type: 'multiselect' as const,
        label: 'About support?' as const,
        optional: true as const,
        hint: `Without their name, people can ask one person ${UNNAMED_MOST} questions a week about a topic. About support or safety there’s no limit.`,
        options: [{ value: 'support', label: 'It’s about support or safety' }],
        initial: topic?.isSupport ? ['support'] : [],
      },
      ...(people.length > 0
        ? [
            {
              id: 'off' as const,
              type: 'multiselect' as const,
              label: 'Take off' as const,
              optional: true as const,
              options: people.map(({ member, name }) => ({ value: member, label: name })),
            },
          ]
        : []),
    ],
  });
}

export const nameTaken = 'There’s a topic of that name already.';
export const chooseOne = 'Please choose at least one person.';
export const tooMany = 'Five people at the most. Please take somebody off first.';

type About = Pick<Topic, 'id' | 'name'>;
const howTheyCome =
  'They come one at a time, in your hours. “Not today” is always fine, and nobody counts it.';

/** `by` wonders; until a yes nobody but the reader sees their name beside the topic. */
export const invitationCard = ({ id, name }: About, by: string): Card => ({
  title: 'Would you answer quick questions?',
  body: [
    paragraph(
      `${by} wonders whether you’d answer quick questions about “${name}”. Nobody sees your name beside it unless you say yes.`,
    ),
    paragraph(
      `${howTheyCome} If you say yes, members see your name when they ask about it. If you say no, nobody is told.`,
    ),
  ],
  actions: [
    button(routes.answerTopic, 'Yes', { topic: id, yes: true }, 'primary'),
    button(routes.answerTopic, 'Not me', { topic: id, yes: false }),
  ],
});
export const someCoordinator = 'A coordinator';

export const saidYes = ({ id, name }: About): Card => ({
  title: 'Thank you: members can ask you',
  body: [
    paragraph(`They see your name when they ask about “${name}”. ${howTheyCome}`),
    paragraph('You can take yourself off at any time, here or in My settings.'),
  ],
  actions: [button(routes.leaveTopic, 'Please take me off', { topic: id })],
});
export const saidNo = ({ id }: About): Card => ({
  title: 'That’s fine',
  body: [paragraph('Nobody is told, and you don’t have to say why. You won’t be invited to it again.')],
  actions: [button(routes.answerTopic, 'That was a mistake: yes', { topic: id, yes: true })],
});
export const notAskedNow: Card = {
  title: 'That isn’t asked any more',
  body: [paragraph('There’s nothing you need to do.')],
};
export const leftTopic: Card = {
  title: 'You’re off it',
  body: [paragraph('No new questions come to you about that. You don’t have to say why.')],
};

/** In the settings of whoever is asked, so that nobody is on a topic without knowing it. */
export const askedRow = (topics: readonly { id: string; name: string }[]): Block =>
  row(
    `Members may ask you about ${quoted(topics.map(({ name }) => name))}.`,
    ...topics.map(({ id, name }) =>
      button(routes.leaveTopic, label(`Stop questions about “${name}”`), { topic: id }),
    ),
  );

/** For coordinators, beside how things stand. */
export const foundNobodyRow = (topics: readonly string[]): Block =>
  row(`Questions found nobody lately about ${quoted(topics)}. I can’t show them to you.`, topicsButton);

export const foundNobody = (topic: string): Card => ({
  title: 'A question found nobody',
  body: [
    paragraph(
      `Nobody could answer a question about “${topic}” this time. Whoever asked knows, and knows that I’ve told you.`,
    ),
    paragraph('I can’t show it to you. If it happens again, one more person on that topic would help.'),
  ],
  actions: [topicsButton],
});

export const takesOver = (name: string | undefined): string =>
  name === undefined ? someCoordinator : `A coordinator, in the place of ${name},`;
export const notListed = 'They aren’t asked about it any more. Nothing was changed.';
