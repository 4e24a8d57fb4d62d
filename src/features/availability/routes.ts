import { z } from 'zod';
import { action, command, formAction, submission, typedDate } from '../../chat/route.ts';
import { CHOOSE, date, filled, nothing, someone } from '../../chat/typed.ts';
import { SKILL_ID_LENGTH } from '../../directory/skills.ts';
import { neededDays } from '../placements/rules/days.ts';
import * as may from './permissions.ts';

const callOut = z.object({ callOut: z.uuid() });
const invitation = z.object({ invitation: z.uuid() });

export const COUNCIL_KINDS = [
  'county',
  'district',
  'unitary',
  'metropolitan',
  'london-borough',
  'combined',
  'parish',
  'fire',
  'other',
] as const;
/** Whom of the pool a call-out goes to. */
export const WHOM = ['all', 'some', 'named'] as const;
export type Whom = (typeof WHOM)[number];
export const PLACE_KINDS = ['on-site', 'online', 'both'] as const;

/** The brief of a peer project (A4). The host is a field of its own: it is sealed, and no message carries it. */
export const brief = z.object({
  theme: filled(120),
  councilKind: z.enum(COUNCIL_KINDS, 'Please choose one.'),
  region: filled(80),
  placeKind: z.enum(PLACE_KINDS, 'Please choose one.'),
  skills: filled(300).optional(),
  sector: filled(80).optional(),
  /** Of councillors alone: what is looked for, and nobody’s own is written down (UK GDPR Art. 9). */
  politicalGroup: filled(80).optional(),
  /** A20: roughly when, in place of days: then it is a pencil. */
  roughly: filled(80).optional(),
  day1: date.optional(),
  day2: date.optional(),
  day3: date.optional(),
  day4: date.optional(),
  day5: date.optional(),
  peers: z.coerce
    .number('Please give a number from 1 to 20.')
    .int('Please give a whole number from 1 to 20.')
    .min(1, 'Please give a number from 1 to 20.')
    .max(20, 'Please give a number from 1 to 20.'),
  replyBy: date,
  host: filled(120),
});
export type Brief = z.output<typeof brief>;

export const overview = command('availability', z.string(), may.usePool, {
  summary: 'Call-outs that concern you.',
  reads: true,
});
export const openOverview = action('availability.overview', nothing, may.usePool, { reads: true });
export const openBrief = formAction('availability.new', nothing, may.beginCallOut, { reads: true });
export const callForPeers = command('availability new', z.string(), may.beginCallOut, {
  summary: 'Call out for peers.',
  opensForm: true,
  reads: true,
});
/** Skills out of the list, beside those in one's own words; a form from before there was a list has none. */
const chosen = z.array(z.string().max(SKILL_ID_LENGTH)).default([]);
/** Anything: it is read by the handler, which knows the writer's day, so that all that is to be mended is said at once. */
const typed = z.string().max(4_000, 'Please keep this shorter.').optional();
const typedDay = typedDate(z.string().max(4_000, 'Please keep this shorter.').optional());
export const saveBrief = submission(
  'availability.brief',
  z.object({ callOut: z.uuid().optional() }),
  z.object({
    theme: typed,
    councilKind: typed,
    region: typed,
    placeKind: typed,
    listed: chosen,
    skills: typed,
    sector: typed,
    politicalGroup: typed,
    host: typed,
    roughly: typed,
    day1: typedDay,
    day2: typedDay,
    day3: typedDay,
    day4: typedDay,
    day5: typedDay,
    peers: typed,
    replyBy: typedDay,
  }),
  may.runCallOut,
);

export const changeBrief = formAction('availability.change', callOut, may.runCallOut, { reads: true });
/** Ours: more are added one by one once it was sent. */
export const NAMED = ['person1', 'person2', 'person3', 'person4', 'person5'] as const;
/** Whom of the pool it goes to: kept with the draft, and counted again when it is sent. */
export const openWhom = formAction('availability.whom', callOut, may.runCallOut, { reads: true });
export const saveWhom = submission(
  'availability.whom-chosen',
  callOut,
  z.object({
    whom: z.enum(WHOM, CHOOSE),
    skills: z.array(z.string().max(12)).default([]),
    areas: z.array(z.string().max(12)).default([]),
    person1: someone.optional(),
    person2: someone.optional(),
    person3: someone.optional(),
    person4: someone.optional(),
    person5: someone.optional(),
  }),
  may.runCallOut,
);
/** Of one that went to some: everybody else in the pool is asked as well. */
export const askElse = action(
  'availability.ask-else',
  callOut.extend({ sure: z.literal(true).optional() }),
  may.runCallOut,
);
export const send = action('availability.send', callOut, may.runCallOut);
export const discard = action('availability.discard', callOut, may.runCallOut);
export const takeBack = action('availability.take-back', callOut, may.runCallOut);
export const closeNow = action('availability.close', callOut, may.runCallOut);
/** More time to reply; what has closed opens again. */
export const openExtend = formAction('availability.extend', callOut, may.runCallOut, { reads: true });
export const extend = submission(
  'availability.extended',
  callOut,
  z.object({ replyBy: date }),
  may.runCallOut,
);
/** A small thing put right in one that was sent. */
export const openCorrect = formAction('availability.correct', callOut, may.runCallOut, { reads: true });
const asOpened = z.string().max(400);
/** `opened`: what stood there when the form was opened; what somebody else changed meanwhile is shown first. */
export const correct = submission(
  'availability.corrected',
  callOut.extend({
    opened: z.object({
      theme: asOpened,
      councilKind: asOpened,
      region: asOpened,
      placeKind: asOpened,
      skills: asOpened,
      sector: asOpened,
      politicalGroup: asOpened,
      peers: asOpened,
    }),
  }),
  brief
    .pick({
      theme: true,
      councilKind: true,
      region: true,
      placeKind: true,
      skills: true,
      sector: true,
      politicalGroup: true,
      peers: true,
    })
    .extend({ listed: chosen }),
  may.runCallOut,
);
/** One person by hand: asked, sent it once more, or noted as they told whoever runs it. */
export const openOne = formAction('availability.one', callOut, may.runCallOut, { reads: true });
export const ONE_ACTS = ['ask', 'again', 'yes', 'maybe', 'no'] as const;
export const one = submission(
  'availability.one-done',
  callOut,
  z.object({
    who: someone,
    what: z.enum(ONE_ACTS, CHOOSE),
    days: z.array(date).default([]),
    until: date.optional(),
  }),
  may.runCallOut,
);
/** How a call-out stands, for whoever looks for themselves. */
export const showCallOut = action('availability.show', callOut, may.runCallOut, { reads: true });
export const showReplies = formAction('availability.replies', callOut, may.runCallOut, { reads: true });

/** A20: the days of a pencil are fixed, and its call-out goes out. */
export const openFix = formAction('availability.fix', callOut, may.runCallOut, { reads: true });
export const previewFix = submission(
  'availability.fix-preview',
  callOut,
  z.object({ ...neededDays, replyBy: date }),
  may.runCallOut,
);
export const fix = action(
  'availability.fixed',
  callOut.extend({ days: z.array(z.iso.date()).min(1).max(5), replyBy: z.iso.date() }),
  may.runCallOut,
);

export const joinPool = action('availability.join-pool', nothing, may.usePool);
export const leavePool = action('availability.leave-pool', nothing, may.usePool);

export const seeDays = formAction('availability.see', invitation, may.answerInvitation, { reads: true });
export const reply = submission(
  'availability.reply',
  invitation,
  z.object({
    interest: z.enum(['yes', 'maybe'], 'Please choose one.'),
    days: z.array(date).default([]),
  }),
  may.answerInvitation,
);
/** Interested, and free on all of its days, which are those that were shown. */
export const sayYes = action(
  'availability.yes',
  invitation.extend({ days: z.array(z.iso.date()).max(5) }),
  may.answerInvitation,
);
/** A20: “I’d be interested”, of a pencil. */
export const beKeen = action('availability.keen', invitation, may.answerInvitation);
export const decline = action('availability.decline', invitation, may.answerInvitation);
/** Somebody who said yes or maybe can’t come after all, once the call-out has closed. */
export const cannotCome = action('availability.cannot-come', invitation, may.answerInvitation);
