import { numberFootnote } from '../../../bot/numbers.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { list, memberNow } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { Topic } from '../store/topics.ts';
import { label } from './words.ts';

export const FIELDS = ['person1', 'person2', 'person3', 'person4', 'person5'] as const;
const PLACES = ['First', 'Second', 'Third', 'Fourth', 'Fifth'] as const;

const quoted = (names: readonly string[]): string => list(names.map((name) => `“${name}”`));

export function topicsPage(topics: readonly Topic[]): Message {
  const rows = topics.map(({ id, name, retired, people }): Block => {
    const names = people.map((one) => one.name).join(', ') || 'nobody yet, so it isn’t offered';
    const turn = button(routes.retire, retired ? 'Bring back' : 'Retire', { topic: id, retired: !retired });
    const change = button(routes.openTopic, 'Change', { topic: id });
    return {
      ...{ type: 'row', text: [bold(name), retired ? ': retired' : `: ${names}`] },
      actions: retired ? [turn] : [change, turn],
    };
  });
  return message({
    title: 'What can be asked about',
    body: [
      ...(rows.length > 0 ? rows : [paragraph('No topics yet. People can ask once there’s one.')]),
      small(
        `Questions go to one person at a time${rows.length > 0 ? ', in this order' : ''}. You see a question only if you’re the one who is asked. I tell you when nobody could answer one.`,
      ),
    ],
    actions: [button(routes.openTopic, 'New topic', {}, 'primary')],
  });
}

export function topicForm(topic: Topic | undefined): Form {
  const people = topic?.people ?? [];
  return form(routes.saveTopic, topic ? { topic: topic.id, shown: people.map(({ member }) => member) } : {}, {
    ...{ title: topic ? 'Change a topic' : 'New topic', submit: 'Save' },
    body: [
      paragraph(
        'Who is asked, and in which order? Each is told that you added them, and can take themselves off.',
      ),
      small(numberFootnote),
    ],
    fields: [
      { id: 'name', type: 'text', label: 'Topic', maxLength: 60, ...(topic && { initial: topic.name }) },
      ...FIELDS.map((id, index) => ({
        ...({ id, type: 'member', optional: true } as const),
        label: `${PLACES[index]} to be asked`,
        ...memberNow(people[index]),
      })),
      ...(people.length > 0
        ? [
            {
              ...({ id: 'off', type: 'multiselect', label: 'Take off', optional: true } as const),
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

export const namedCard = (topic: Topic, by: string): Card => ({
  title: 'Members can now ask you about something',
  body: [
    paragraph(`${by} has added you for quick questions about “${topic.name}”.`),
    paragraph('They come one at a time, in your hours. “Not today” is always fine, and nobody counts it.'),
  ],
  actions: [button(routes.leaveTopic, 'Please take me off', { topic: topic.id })],
});
export const leftTopic: Card = {
  title: 'You’re off it',
  body: [paragraph('No new questions come to you about that. You don’t have to say why.')],
};

/** On the home of whoever is asked, so that nobody is on a topic without knowing it. */
export const askedRow = (topics: readonly { id: string; name: string }[]): Block => ({
  type: 'row',
  text: `Members may ask you about ${quoted(topics.map(({ name }) => name))}.`,
  actions: topics.map(({ id, name }) =>
    button(routes.leaveTopic, label(`Stop questions about “${name}”`), { topic: id }),
  ),
});

/** On a coordinator's home. */
export const foundNobodyRow = (topics: readonly string[]): Block => ({
  type: 'row',
  text: `Questions found nobody lately about ${quoted(topics)}. I can’t show them to you.`,
  actions: [button(routes.openTopics, 'Topics and people', {})],
});

export const notTold = (name: string, topic: string): Message =>
  message({
    title: 'Somebody doesn’t know yet that they’re asked',
    body: [
      paragraph(
        `I couldn’t reach ${name}, who doesn’t know yet that members may ask them about “${topic}”. Please tell them yourself.`,
      ),
    ],
    actions: [button(routes.openTopics, 'Topics and people', {})],
  });

export function foundNobody(topic: string): Message {
  return message({
    title: 'A question found nobody',
    body: [
      paragraph(
        `Nobody could answer a question about “${topic}” this time. Whoever asked knows, and knows that I’ve told you.`,
      ),
      paragraph('I can’t show it to you. If it happens again, one more person on that topic would help.'),
    ],
    actions: [button(routes.openTopics, 'Topics and people', {})],
  });
}

export const takesOver = (name: string | undefined): string =>
  name === undefined ? 'A coordinator' : `A coordinator, in the place of ${name},`;
export const notListed = 'They aren’t asked about it any more. Nothing was changed.';
