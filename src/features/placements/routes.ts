import { z } from 'zod';
import { action, formAction, submission } from '../../chat/route.ts';
import { date, filled, words } from '../../chat/typed.ts';
import * as may from './permissions.ts';
import { CHECKS } from './rules/checklist.ts';

const placement = z.object({ placement: z.uuid() });

export const seeHost = formAction('placement.see-host', placement, may.readHost);
/** `reader`: whom the form named as the one who reads it. */
const told = placement.extend({ reader: z.uuid().optional() });
export const answerConflict = submission(
  'placement.conflict',
  told,
  z.object({
    answer: z.enum(['none', 'political', 'other', 'declined'], 'Please choose one.'),
    words: words(3000).optional(),
  }),
  may.readHost,
);
/** Without being told who the host is. */
export const ratherNot = action('placement.rather-not', placement, may.readHost);
/** A1: words to forward to an employer, and that they agreed. */
export const openRequest = formAction('placement.employer', placement, may.answerPlacement, { reads: true });
export const openAgreed = formAction('placement.agreed', placement, may.answerPlacement, { reads: true });
export const agreed = submission(
  'placement.save-agreed',
  placement,
  z.object({
    by: filled(200),
    on: date,
    scope: z.enum(['project', 'any'], 'Please choose one.'),
    until: date.optional(),
  }),
  may.answerPlacement,
);
/** Whether whoever runs the project now may read what was told to the one before. */
export const letRead = action(
  'placement.let-read',
  placement.extend({ reader: z.uuid(), may: z.boolean() }),
  may.answerPlacement,
);
/** What was agreed, what was handed over about them, and to those who may know it the host. */
export const openDetails = formAction('placement.details', placement, may.answerPlacement);
/** Their own card, from a line on home. */
export const showPlacement = action('placement.show', placement, may.answerPlacement, { reads: true });
/** A11: asked a fortnight before. */
export const stillComes = action('placement.still-comes', placement, may.answerPlacement);
export const askToWithdraw = action('placement.ask-to-withdraw', placement, may.answerPlacement, {
  reads: true,
});
export const withdraw = action('placement.withdraw', placement, may.answerPlacement);
export const comeBack = action('placement.come-back', placement, may.answerPlacement);
export const openNote = formAction('placement.note', placement, may.answerPlacement, { reads: true });
export const writeNote = submission(
  'placement.write-note',
  told,
  z.object({ words: filled(1000) }),
  may.answerPlacement,
);
/** Whether somebody who was not chosen would stand in. */
export const standBy = action(
  'placement.stand-by',
  placement.extend({ willing: z.boolean() }),
  may.answerPlacement,
);
/** One tick for all that is on the list. */
export const ALL_CHECKS = 'all';
/** A7, A14, A19, A22, A24, A28: what somebody on a team sees to before the first day. */
export const openChecklist = formAction('placement.checklist', placement, may.answerPlacement, {
  reads: true,
});
export const tick = submission(
  'placement.tick',
  told,
  z.object({
    done: z.array(z.enum([...CHECKS, ALL_CHECKS])).default([]),
    insuredUntil: date.optional(),
    needs: words(500).optional(),
  }),
  may.answerPlacement,
);
/** A25: the days have moved. */
export const daysSuit = action('placement.days-suit', placement, may.answerPlacement);
export const openDays = formAction('placement.days', placement, may.answerPlacement, { reads: true });
export const saveDays = submission(
  'placement.save-days',
  placement,
  z.object({ days: z.array(date).default([]) }),
  may.answerPlacement,
);
/** The link is a new one at each press. */
export const addToCalendar = formAction('placement.calendar', placement, may.answerPlacement);
/** A13: somebody in reserve was asked to step in, and can. */
export const stepIn = action('placement.step-in', placement, may.answerPlacement);

/** On cards from before there were placements, which are known by the same ids. */
const invitation = z.object({ invitation: z.uuid() }).transform(({ invitation: id }) => ({ placement: id }));
export const seeHostBefore = formAction('availability.see-host', invitation, may.readHost);
export const ratherNotBefore = action('availability.rather-not', invitation, may.readHost);
export const letReadBefore = action(
  'availability.let-read',
  z
    .object({ invitation: z.uuid(), reader: z.uuid(), may: z.boolean() })
    .transform(({ invitation: id, ...rest }) => ({ placement: id, ...rest })),
  may.answerPlacement,
);
