import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  bold,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { confirm, either, memberNow, people } from '../../../chat/words.ts';
import type { Alike } from '../../../text/alike.ts';
import { cut } from '../../../text/cut.ts';
import { areaKey, skillKey } from '../../pool/rules/review.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';

type Narrowed = Pick<CallOut, 'whom' | 'whomSkills' | 'whomAreas'>;

/** One name for what was typed in several ways: that of most people, which stands first. */
const once = (typed: readonly string[], key: (one: string) => string): string[] =>
  typed.filter((one, i) => typed.findIndex((other) => key(other) === key(one)) === i);

/** Behind a number of people: of whom they are. Nothing where it goes to everybody. */
export function ofWhom({ whom, whomSkills, whomAreas }: Narrowed): string {
  if (whom === 'all') return '';
  if (whom === 'named') return ', chosen by name';
  const skills = once(whomSkills, skillKey);
  const areas = once(whomAreas, areaKey);
  return [
    ', those',
    ...(skills.length > 0 ? [`with ${either(skills)}`] : []),
    ...(areas.length > 0 ? [`in ${either(areas)}`] : []),
  ].join(' ');
}

/** Of one that was sent to some. */
export const askedLine = (callOut: Narrowed, asked: number): Block[] =>
  callOut.whom === 'all' ? [] : [small(`It asked ${people(asked)} of the pool${ofWhom(callOut)}.`)];
export const elseButton = ({ id }: Pick<CallOut, 'id'>): Button =>
  button(routes.askElse, 'Ask everybody else too', { callOut: id });

/** Ours: the most frequent, with what was chosen before; “everybody” has the rest. */
const MOST_OPTIONS = 100;

function choice<I extends string>(id: I, label: string, all: readonly Alike[], before: readonly string[]) {
  const isChosen = ({ spellings }: Alike) => spellings.some((typed) => before.includes(typed));
  const offered = [...all]
    .sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1))
    .filter((one, i) => i < MOST_OPTIONS || isChosen(one));
  if (offered.length === 0) return [];
  return [
    field.multiselect(id, label, {
      optional: true,
      options: offered.map((one) => ({ value: one.id, label: `${cut(one.name, 65)} (${one.people})` })),
      initial: offered.filter(isChosen).map((one) => one.id),
    }),
  ];
}

export function whomForm(
  callOut: CallOut,
  { skills, areas }: Record<'skills' | 'areas', readonly Alike[]>,
  named: readonly { member: string; name: string }[],
): Form {
  const person = (id: (typeof routes.NAMED)[number], index: number) =>
    field.member(id, index === 0 ? 'If people you name: who?' : `And who else? (${index + 1})`, {
      optional: true,
      ...memberNow(named[index]),
    });
  return form(
    routes.saveWhom,
    { callOut: callOut.id },
    {
      title: 'Choose whom to ask',
      submit: 'Keep',
      body: [
        paragraph(bold(callOut.project.theme), '.'),
        small(
          'Nothing goes out yet. The host’s own people, whoever is on a break and whoever runs it are never asked, whatever you choose.',
        ),
      ],
      fields: [
        field.select('whom', 'Whom of the peer pool?', {
          options: [
            { value: 'all', label: 'Everybody' },
            { value: 'some', label: 'Some, by skill and area' },
            { value: 'named', label: 'People I name' },
          ],
          initial: callOut.whom,
        }),
        ...choice('skills', 'If some: with one of these skills', skills, callOut.whomSkills),
        ...choice('areas', 'If some: from one of these areas', areas, callOut.whomAreas),
        ...routes.NAMED.map(person),
      ],
    },
  );
}

export const chooseSome = 'Please choose a skill or an area, or “Everybody”.';
export const nameSome =
  'Please name somebody, or choose “Everybody”. More than five? Add them once it’s sent, under “About one person”.';

/** What was chosen; whoever was asked often is named nowhere. */
export function whomKept(
  callOut: CallOut,
  { people: count, fresh }: { people: number; fresh: number },
): Message {
  const { id } = callOut;
  return message({
    title: count === 0 ? 'Nobody like that can be asked just now' : `It goes to ${people(count)}`,
    body: [
      paragraph(
        count === 0
          ? 'Please choose others, or everybody. Nothing was sent.'
          : `${people(count)} in the peer pool${ofWhom(callOut)}.`,
      ),
      ...(count === 0 ? [] : [small(freshLine(count, fresh))]),
    ],
    actions: [
      ...(count > 0 ? [button(routes.send, `Send to ${people(count)}`, { callOut: id }, 'primary')] : []),
      button(routes.openWhom, 'Choose whom to ask', { callOut: id }),
    ],
  });
}

function freshLine(count: number, fresh: number): string {
  if (count === 1)
    return fresh === 1 ? 'They weren’t asked in the last year.' : 'They were asked in the last year.';
  if (fresh === count) return 'None of them was asked in the last year.';
  if (fresh === 0) return 'Each of them was asked in the last year: perhaps others would like to be.';
  return `${fresh} of them ${fresh === 1 ? 'wasn’t' : 'weren’t'} asked in the last year.`;
}

export const confirmElse = (callOut: CallOut, count: number): Message =>
  confirm({
    title: `Ask ${count} more ${count === 1 ? 'person' : 'people'}?`,
    says: [
      'Everybody in the peer pool whom it hasn’t asked yet gets it. Whoever has it already hears nothing new.',
    ],
    yes: button(routes.askElse, `Send to ${people(count)}`, { callOut: callOut.id, sure: true }, 'primary'),
    no: button(routes.showCallOut, 'Not now', { callOut: callOut.id }),
  });
export const nobodyElse: Message = message({
  title: 'There’s nobody else to ask just now',
  body: [paragraph('Everybody in the peer pool who can be asked has it, or it takes no replies any more.')],
});
