import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import { mayUndo } from '../../../bot/undo.ts';
import type { MemberId } from '../../../chat/message.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { readOpenTo } from '../../forum/store/invited.ts';
import * as operations from '../operations.ts';
import type * as routes from '../routes.ts';
import { type Looked, MOST_INVITED } from '../routes.ts';
import { needsWords } from '../rules/whom.ts';
import * as store from '../store/people.ts';
import * as views from '../views/inviting.ts';

/** Announced, ahead, and there for whoever invites, without a question first. */
async function readMeetings({ tx, actor, now }: Context): Promise<views.Meeting[]> {
  const today = localDate(now, actor.timeZone);
  return (await readOpenTo(tx, actor, now)).flatMap(({ event, visibility }) =>
    visibility === 'in' && event.state === 'announced' && event.startsAt && event.startsAt > now
      ? [
          {
            id: event.id,
            title: event.title,
            day: spokenDay(localDate(event.startsAt, actor.timeZone), today),
          },
        ]
      : [],
  );
}
const readMeeting = async (context: Context, event: string): Promise<views.Meeting | undefined> =>
  (await readMeetings(context)).find(({ id }) => id === event);

export async function openInviting(
  context: Context,
  before: z.output<typeof routes.openInviting.input>,
): Promise<OpenForm | Say> {
  const meetings = await readMeetings(context);
  return meetings.length === 0 ? say(views.noMeetings) : open(views.inviteForm(meetings, before));
}

const find = ({ tx, now, actor }: Context, { event, whom, words = '' }: Looked): Promise<store.Found> =>
  store.findPeople(tx, now, { event, whom, words, except: actor.member }, views.OPTIONS_SHOWN);

export async function findPeople(
  context: Context,
  { values }: { values: Looked },
): Promise<OpenForm | Invalid> {
  if (needsWords(values.whom) && !values.words) return invalid({ words: views.sayWhich });
  const meeting = await readMeeting(context, values.event);
  if (!meeting) return invalid({ event: views.meetingGoneInForm });
  const found = await find(context, values);
  if (found.listed.length === 0) return invalid({ whom: views.nobodyFound(found) });
  return open(views.chooseForm(values, meeting, found, []));
}

export async function chooseAgain(
  context: Context,
  { peers, ...looked }: Looked & { peers: readonly MemberId[] },
): Promise<OpenForm | Say> {
  const meeting = await readMeeting(context, looked.event);
  if (!meeting) return say(views.meetingGone);
  const { listed } = await store.findAmong(context.tx, looked.event, peers, context.actor.member);
  const found = await find(context, looked);
  return found.total + listed.length === 0
    ? say(views.nobodyLeft)
    : open(views.chooseForm(looked, meeting, found, listed));
}

export async function previewInviting(
  context: Context,
  { state: looked, values: { peers } }: { state: Looked; values: { peers: readonly MemberId[] } },
): Promise<Say | Invalid> {
  if (peers.length === 0) return invalid({ peers: views.chooseSomebody });
  if (peers.length > MOST_INVITED) return invalid({ peers: views.chooseFewer });
  const meeting = await readMeeting(context, looked.event);
  if (!meeting) return say(views.meetingGone);
  const found = await store.findAmong(context.tx, looked.event, peers, context.actor.member);
  return say(
    found.listed.length === 0 ? views.nobodyLeft : discreet(views.confirmInviting(looked, meeting, found)),
  );
}

export async function invite(
  context: Context,
  { event, peers }: { event: string; peers: readonly MemberId[] },
): Promise<Say | Update> {
  const meeting = await readMeeting(context, event);
  if (!meeting) return say(views.meetingGone);
  const { listed } = await store.findAmong(context.tx, event, peers, context.actor.member);
  const count = await operations.invite(
    context,
    event,
    listed.map(({ member }) => member),
  );
  return update(count === 0 ? views.nobodyLeft : views.sent(count, meeting, event, context.now));
}

export async function takeBack(
  context: Context,
  { event, at }: { event: string; at: string },
): Promise<Say | Update> {
  if (!mayUndo(new Date(at), context.now)) return say(views.tooLate);
  const count = await operations.takeBack(context, event, new Date(at));
  return count === 0 ? say(views.tooLate) : update(views.takenBack(count));
}
