import { z } from 'zod';
import { action, command, formAction, ownLimit, submission } from '../../chat/route.ts';
import { nothing, words } from '../../chat/typed.ts';
import { SKILL_ID_LENGTH } from '../../directory/skills.ts';
import * as may from './permissions.ts';
import { INTERESTS } from './rules/interests.ts';

const CHOOSE = 'Please choose one.';
const pair = z.object({ pair: z.uuid() });
const meeting = z.object({ meeting: z.uuid() });
const DATE = 'Please give a date, such as 2027-03-16.';
const date = z.iso.date(DATE);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give a time, such as 15:30.');

export const overview = command('buddy', z.string(), may.useBuddies, {
  summary: 'Your buddy: dates, notes, a pause.',
  reads: true,
});
export const openOverview = action('buddies.open', nothing, may.useBuddies, { reads: true });

// --- joining ---------------------------------------------------------------------------------------------------------

export const join = command('buddy join', z.string(), may.useBuddies, {
  summary: 'Say that you’d like a buddy.',
  opensForm: true,
});
export const openJoin = formAction('buddies.join', nothing, may.useBuddies, { reads: true });
export const saveJoin = submission(
  'buddies.save-join',
  nothing,
  z.object({
    organisation: z.uuid(CHOOSE).optional(),
    organisationName: words(120).optional(),
    area: words(80).optional(),
    hopes: words(300).optional(),
    skills: z.array(z.string().max(SKILL_ID_LENGTH)).default([]),
    interests: z.array(z.enum(INTERESTS, CHOOSE)).default([]),
  }),
  may.useBuddies,
);
export type JoinForm = z.output<typeof saveJoin.input>;
export const leave = action('buddies.leave', nothing, may.useBuddies);
export const wishAgain = action(
  'buddies.again',
  z.object({ wish: z.enum(['yes', 'not-now']) }),
  may.useBuddies,
);

// --- coordinators ----------------------------------------------------------------------------------------------------

export const takeBack = action('buddies.take-back', z.object({ round: z.uuid() }), may.takeBackBuddyRound);
export const openPairs = formAction('buddies.pairs', nothing, may.readBuddyPairs, { reads: true });
export const openSharedNotes = formAction('buddies.shared-notes', nothing, may.readSharedNotes);

// --- an offer --------------------------------------------------------------------------------------------------------

export const accept = action('buddies.accept', pair, may.answerBuddyOffer);
export const decline = action('buddies.decline', pair, may.answerBuddyOffer);
export const undoDecline = action('buddies.undo-decline', pair, may.answerBuddyOffer);

// --- a pair ----------------------------------------------------------------------------------------------------------

export const openReach = formAction('buddies.reach', pair, may.meetBuddy);
export const openAgreement = formAction('buddies.agreement', pair, may.runBuddyPair);
export const saveAgreement = submission(
  'buddies.save-agreement',
  pair,
  z.object({
    rhythm: z.enum(['month', 'six-weeks', 'see'], CHOOSE),
    between: z.enum(['everything', 'ask-first'], CHOOSE),
  }),
  may.runBuddyPair,
);
export const skip = action('buddies.skip', pair, may.runBuddyPair);
export const undoSkip = action('buddies.undo-skip', pair, may.meetBuddy);
export const pause = action('buddies.pause', pair, may.runBuddyPair);
export const resume = action('buddies.resume', pair, may.resumeBuddyPair);
export const askForHelp = action('buddies.help', pair, may.runBuddyPair);
export const noHelp = action('buddies.no-help', pair, may.runBuddyPair);
export const noVisits = action('buddies.no-visits', pair, may.runBuddyPair);
export const visitsAgain = action('buddies.visits', pair, may.runBuddyPair);
export const askToEnd = action('buddies.ask-end', pair, may.runBuddyPair);
export const end = action('buddies.end', pair, may.runBuddyPair);
export const keepPair = action('buddies.keep', nothing, may.useBuddies, { reads: true });
export const undoEnd = action('buddies.undo-end', pair, may.reopenBuddyPair);
export const openTalk = formAction('buddies.talk', pair, may.talkAboutBuddy);

// --- dates, meetings, notes ------------------------------------------------------------------------------------------

const MODE = z.enum(['face', 'phone'], CHOOSE);
export const openDate = formAction('buddies.date', pair, may.runBuddyPair);
export const saveDate = submission(
  'buddies.save-date',
  pair,
  z.object({ day: ownLimit(z.iso.date(DATE)), time, mode: MODE, place: words(200).optional() }),
  may.meetBuddy,
);
export const openPlace = formAction('buddies.place', meeting, may.runBuddyPair);
export const openCalendar = formAction('buddies.calendar', meeting, may.runBuddyPair);
export const cancelDate = action('buddies.cancel-date', meeting, may.runBuddyPair);

export const openMet = formAction('buddies.met', pair, may.runBuddyPair);
export const saveMet = submission(
  'buddies.save-met',
  pair,
  z.object({ day: date, mode: MODE, host: z.enum(['mine', 'theirs', 'neither'], CHOOSE).default('neither') }),
  may.runBuddyPair,
);
export const undoMet = action('buddies.undo-met', meeting, may.runBuddyPair);

export const openNote = formAction('buddies.note', meeting, may.writeBuddyNote);
export const saveNote = submission(
  'buddies.save-note',
  meeting,
  z.object({ note: words(3000).optional() }),
  may.writeBuddyNote,
);
export const openNotes = formAction('buddies.notes', pair, may.writeBuddyNote);
export const shareNote = action('buddies.share', meeting, may.writeBuddyNote);
export const unshareNote = action('buddies.unshare', meeting, may.writeBuddyNote);
