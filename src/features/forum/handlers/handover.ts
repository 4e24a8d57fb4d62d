import type { Handover, Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readProfile } from '../../../directory/profile.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { belongsTo } from '../rules/audience.ts';
import * as events from '../store/event.ts';
import { readInvitationById } from '../store/invitation.ts';
import { passNeedsOn } from '../store/private.ts';
import { giveToOrganiser, heldWords, notForThem, notTheirs } from '../views/confirm.ts';
import { mayReadMessage } from '../views/messages.ts';
import { mayReadNeeds } from '../views/private.ts';
import { showOrganiser } from './tell.ts';

/** As `mayOrganise`, of somebody who is not acting now. */
async function isOrganiser({ tx, now }: Work, member: MemberId): Promise<boolean> {
  for (const role of ['organiser', 'coordinator'] as const)
    if ((await readRoleHolders(tx, role, now)).includes(member)) return true;
  return false;
}

/** What was told to the one before stays shut until its writer says yes to the new one. */
async function askWhoMayRead({ tx, enqueue }: Work, event: events.ForumEvent, before: string): Promise<void> {
  for (const id of await passNeedsOn(tx, event.id, event.organiserId)) {
    const invitation = await readInvitationById(tx, id);
    if (invitation) enqueue(mayReadMessage(event, invitation, mayReadNeeds(event, before)));
  }
}

export const handover: Handover = {
  async list(work, from, role) {
    const runs = role === 'organiser' || role === 'coordinator';
    if (!runs || (await isOrganiser(work, from))) return [];
    const held = await events.readHeldEvents(work.tx, from);
    return held.map((event) => ({ id: event.id, words: heldWords(event) }));
  },

  async give(work, id, from, to) {
    const { tx } = work;
    if (!(await isOrganiser(work, to))) return giveToOrganiser;
    const before = await events.lockEvent(tx, id);
    if (before?.organiserId !== from) return notTheirs;
    if (!belongsTo(before.audience, await readProfile(tx, to))) return notForThem;
    await events.changeOrganiser(tx, id, to);
    const event = await events.readEvent(tx, id);
    if (!event) return undefined;
    await askWhoMayRead(work, event, before.organiser.name);
    await showOrganiser(work, event);
    return undefined;
  },
};
