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
import { initial, itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { type ConflictKind, isWithHost } from '../../placements/rules/placement.ts';
import { askToDelete } from '../../placements/rules/words.ts';
import type { Told } from '../../placements/store/conflicts.ts';
import type { Placed } from '../../placements/store/placements.ts';
import * as routes from '../routes.ts';

/** `words`: what the peer told; `shut`: told to whoever ran it before. */
export interface ToRule {
  placed: Placed;
  words: Told | 'shut' | undefined;
  conditions: string | undefined;
  reason: string | undefined;
  /** Which answer is shown. */
  answeredAt: string | undefined;
  /** Since the form was opened that was sent. */
  isChanged: boolean;
}

const SHUT =
  'Told to whoever ran this before you, and shut for you unless they say yes. I’ve asked them; you can also ring.';

const TOLD: Record<ConflictKind, string> = {
  political: 'They told you something about politics:',
  other: 'They told you:',
};

function said({ placed, words }: ToRule): Block[] {
  if (placed.answer !== 'told') return [paragraph('They said: no conflict.')];
  if (words === 'shut' || words === undefined) return [paragraph('They told something.'), small(SHUT)];
  return [paragraph(words.kind ? TOLD[words.kind] : 'They told you:'), paragraph(words.words)];
}

/** A10: the project manager rules, with a reason; conditions are shown to the peer. */
export function rulingForm(toRule: ToRule): Form {
  const { placed, conditions, reason } = toRule;
  const { id, ruling } = placed.placement;
  return form(
    routes.rule,
    { placement: id, ...(toRule.answeredAt && { answeredAt: toRule.answeredAt }) },
    {
      title: 'Decide',
      submit: 'Save',
      private: true,
      body: [
        ...(toRule.isChanged
          ? [
              paragraph(
                bold('They’ve changed their answer meanwhile. Nothing was saved: please read it first.'),
              ),
            ]
          : []),
        paragraph(bold(placed.name), `: ${placed.project.theme}.`),
        ...said(toRule),
        ...(typeof toRule.words === 'object'
          ? [small('In confidence, for you alone. That you opened this is written down, without the words.')]
          : []),
        small(
          `You alone read why; ${placed.name} reads the conditions. Both are kept with the project, for two years after it’s over. ${itTeam}`,
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.select('ruling', 'What do you decide?', {
          options: [
            { value: 'clear', label: 'Clear to go forward' },
            { value: 'conditions', label: 'Clear, with conditions' },
            { value: 'excluded', label: 'Not for this one' },
          ],
          ...(ruling && { initial: ruling }),
        }),
        field.text('conditions', 'Conditions', {
          optional: true,
          multiline: true,
          maxLength: 500,
          hint: `${placed.name} reads these.`,
          ...initial(conditions),
        }),
        field.text('reason', 'Why', {
          optional: true,
          multiline: true,
          maxLength: 1000,
          hint: 'For you alone; nobody who takes over reads it. It’s needed unless they said “no conflict” and you clear them.',
          ...initial(reason),
        }),
      ],
    },
  );
}

export const decideNext = (label: string, project: string): Button =>
  button(routes.openNextRuling, label, { project }, 'primary');

export const sayConditions =
  'Please write what goes with it: they’ll read it. Or choose “Clear to go forward”.';
export const sayWhy = 'Please write why, in a few words. Only you will read it.';

export const nothingToRule: Message = message({
  title: 'There’s nothing to decide just now',
  body: [
    paragraph(
      'They haven’t answered about the host, or aren’t going forward. “The people” says how they stand.',
    ),
  ],
});

/** `isNext`: somebody else waits for a decision. */
export function ruled(placed: Placed, isNext: boolean): Message {
  const { name, project, placement } = placed;
  return message({
    title:
      placement.ruling === 'excluded'
        ? `${name} isn’t going forward`
        : isWithHost(placement.state)
          ? `${name} is clear`
          : `${name} is clear to go forward`,
    body: [
      paragraph(
        placement.ruling === 'conditions'
          ? 'They’ve been told that something goes with it, and can open it.'
          : placement.ruling === 'excluded'
            ? 'They’ve been told, kindly, and without your reason.'
            : isWithHost(placement.state)
              ? 'They stay where they are.'
              : 'Their name goes to the host only when you hand it over.',
      ),
      ...(placement.ruling === 'excluded' ? askToDelete(placed).map((words) => paragraph(words)) : []),
    ],
    actions: [
      ...(isNext ? [decideNext('Decide about the next', project.id)] : []),
      button(routes.showPeople, 'The people', { project: project.id }),
    ],
  });
}
