import type { Work } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import type { Retention } from '../../../store/retention.ts';
import { yoursNow } from '../messages.ts';
import { admitWaiting, showOrganiser } from '../operations.ts';
import * as store from '../store/erasure.ts';
import { deleteEvent, type ForumEvent, lockEvent, readEvent } from '../store/event.ts';
import { handover } from './handover.ts';

/** What they set up goes to somebody who may see it, for people have said that they come; their own seats are free again. */
export async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx } = work;
  for (const id of await store.readOrganised(tx, member)) {
    const event = await lockEvent(tx, id);
    if (event?.state === 'draft') await deleteEvent(tx, id);
    else if (event) await giveAway(work, event);
  }
  const invited = await store.readInvitedTo(tx, member);
  const events: ForumEvent[] = [];
  for (const id of invited) {
    const event = await lockEvent(tx, id);
    if (event) events.push(event);
  }
  await store.forgetInvited(tx, member);
  for (const event of events) {
    await admitWaiting(work, event);
    await showOrganiser(work, event);
  }
}

/** Another organiser or coordinator for whom the meeting is. With nobody it goes on as announced. */
async function giveAway(work: Work, { id, organiserId }: ForumEvent): Promise<void> {
  const { tx, now } = work;
  const holders = [
    ...(await readRoleHolders(tx, 'organiser', now)),
    ...(await readRoleHolders(tx, 'coordinator', now)),
  ];
  for (const to of holders) {
    if (to === organiserId || (await handover.give(work, id, organiserId, to)) !== undefined) continue;
    const event = await readEvent(tx, id);
    if (event) tell(work, yoursNow, { event }, now.toISOString());
    return;
  }
}

export const retention: readonly Retention[] = [
  { name: 'coming', keeps: 'who was invited and who came, two weeks after a meeting', sweep: 'forum.go-on' },
  { name: 'needs', keeps: 'access needs, until the meeting is over', sweep: 'forum.go-on' },
  {
    name: 'feedback',
    keeps: 'what people want talked about, until it is taken up; a year at the most',
    sweep: 'forum.forget-feedback',
  },
  { name: 'events', keeps: 'meetings and what their votes decided, two years', purge: store.forgetEvents },
];
