import { z } from 'zod';
import { action, command, formAction, ownLimit, submission } from '../../chat/route.ts';
import { filled, nothing, wholeNumber } from '../../chat/typed.ts';
import { AUDIENCES } from '../../directory/participant-kinds.ts';
import { ORGANISERS } from '../planning/rules/organisers.ts';
import * as may from './permissions.ts';

const event = z.object({ event: z.uuid() });

const DAY = 'Please give a day, such as 2027-03-16.';
const date = z.iso.date(DAY);
/** Times to vote on lie within a year. */
const near = ownLimit(z.iso.date(DAY));
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give a time, such as 12:30.');
const place = filled(150);

export const overview = command('forum', z.string(), may.beginEvent, {
  summary: 'Meetings that are planned.',
  reads: true,
});
export const startEvent = command('forum new', z.string(), may.beginEvent, {
  summary: 'Set up a meeting.',
  opensForm: true,
  roles: ORGANISERS,
});
export const here = command('forum here', filled(40).or(z.literal('')), may.beginEvent, {
  usage: 'NAME',
  summary: 'Typed in a channel: lets me post meetings there, under the name that you give it.',
  roles: ORGANISERS,
});

// --- the organiser ---------------------------------------------------------------------------------------------------

export const whatIs = z.object({
  title: filled(80),
  purpose: filled(300),
  outcomes: filled(300).optional(),
  audience: z.enum(AUDIENCES, 'Please choose one.'),
  learning: wholeNumber(0, 480),
  social: wholeNumber(0, 480),
  place,
  backlog: z.array(z.uuid()).default([]),
});
export type EventSubject = z.output<typeof whatIs>;
export const saveWhat = submission(
  'forum.what',
  z.object({ event: z.uuid().optional() }),
  whatIs,
  may.runEvent,
);

export const whenIs = z.object({
  date1: near,
  time1: time,
  date2: near.optional(),
  time2: time.optional(),
  date3: near.optional(),
  time3: time.optional(),
  date4: near.optional(),
  time4: time.optional(),
  date5: near.optional(),
  time5: time.optional(),
  date6: near.optional(),
  time6: time.optional(),
  places: wholeNumber(1, 500).optional(),
});
export type EventTimes = z.output<typeof whenIs>;
export const saveWhen = submission('forum.when', event, whenIs, may.runEvent);

export const openNew = formAction('forum.new', nothing, may.beginEvent);
export const changeWhat = formAction('forum.change-what', event, may.runEvent);
export const changeWhen = formAction('forum.change-when', event, may.runEvent);
export const discard = action('forum.discard', event, may.runEvent);
export const ask = action('forum.ask', event, may.runEvent);
export const choose = action('forum.choose', z.object({ event: z.uuid(), time: z.uuid() }), may.runEvent);
export const announce = action('forum.announce', z.object({ event: z.uuid(), time: z.uuid() }), may.runEvent);
export const keep = action('forum.keep', nothing, may.beginEvent, { reads: true });
export const takeBack = action('forum.take-back', event, may.runEvent);

export const startMove = formAction('forum.start-move', event, may.runEvent, { reads: true });
export const saveMove = submission('forum.move', event, z.object({ date, time, place }), may.runEvent);
export const move = action(
  'forum.move-now',
  z.object({ event: z.uuid(), startsAt: z.iso.datetime(), place }),
  may.runEvent,
);
export const askToCancel = action('forum.ask-cancel', event, may.runEvent);
export const cancel = action('forum.cancel', event, may.runEvent);
export const restore = action('forum.restore', event, may.runEvent);

export const readNeeds = formAction('forum.read-needs', event, may.readNeeds);
/** Whether whoever organises it now may read the access needs that were told to the one before. */
export const letRead = action(
  'forum.let-read',
  z.object({ event: z.uuid(), reader: z.uuid(), may: z.boolean() }),
  may.joinEvent,
);

const inChannel = z.object({ event: z.uuid(), channel: z.uuid() });
export const askToPost = action('forum.ask-post', inChannel, may.postEvent, { reads: true });
export const post = action('forum.post', inChannel, may.postEvent);
export const forgetChannel = action(
  'forum.forget-channel',
  z.object({ channel: z.uuid() }),
  may.forgetChannel,
);

// --- everybody who is invited ----------------------------------------------------------------------------------------

export const openOverview = action('forum.overview', nothing, may.beginEvent, { reads: true });
export const chooseParticipantKind = action(
  'forum.hat',
  z.object({ event: z.uuid(), hat: z.enum(['peer', 'manager']) }),
  may.joinEvent,
);
export const chooseTimes = formAction('forum.choose-times', event, may.joinEvent);
export const saveTimes = submission(
  'forum.times',
  event,
  z.object({ times: z.array(z.uuid()).default([]) }),
  may.joinEvent,
);
export const noneWork = formAction('forum.none', event, may.joinEvent);
export const notToday = action(
  'forum.not-today',
  z.object({ event: z.uuid(), about: z.enum(['times', 'feedback']) }),
  may.joinEvent,
);

/** `public`: the button stands in a channel, so its answer must not draw over it. */
export const answer = action(
  'forum.answer',
  z.object({
    event: z.uuid(),
    parts: z.enum(['both', 'learning', 'social', 'no']),
    public: z.literal(true).optional(),
  }),
  may.joinEvent,
);
export const reconsider = action('forum.reconsider', event, may.joinEvent);
export const seeAgenda = formAction('forum.see-agenda', event, may.joinEvent);
export const addToCalendar = action('forum.calendar', event, may.joinEvent);
export const noteForEmployer = formAction('forum.note', event, may.joinEvent);
export const tellNeeds = formAction('forum.tell-needs', event, may.joinEvent);
export const saveNeeds = submission(
  'forum.needs',
  event,
  z.object({
    needs: z.array(z.enum(['step-free', 'bsl', 'online', 'quiet'])).default([]),
    words: filled(500).optional(),
    named: z.enum(['yes', 'no'], 'Please choose one.'),
  }),
  may.joinEvent,
);
export const giveFeedback = formAction('forum.give-feedback', event, may.joinEvent);
export const saveFeedback = submission(
  'forum.feedback',
  event,
  z.object({ discuss: filled(1000).optional(), know: filled(1000).optional() }),
  may.joinEvent,
);
