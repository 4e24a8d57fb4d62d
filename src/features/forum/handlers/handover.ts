import type { Handover, Work } from '../../../bot/feature.ts';
import { show, showAll, unlist } from '../../../bot/messages/say.ts';
import { belongsTo } from '../../../directory/participant-kinds.ts';
import { readProfile } from '../../../directory/profile.ts';
import { mayReadCard, organiserCard } from '../messages.ts';
import * as events from '../store/event.ts';
import { isOrganiser } from '../store/organisers.ts';
import { readStanding } from '../store/standing.ts';
import { passNeedsOn, readToAllowOf } from '../store/to-allow.ts';
import { giveToOrganiser, heldWords, notForThem, notTheirs } from '../views/confirm.ts';

/** What was told to the one before stays shut until its writer says yes to the new one. */
async function askWhoMayRead(work: Work, event: events.ForumEvent): Promise<void> {
  const { tx } = work;
  unlist(work, mayReadCard, await readToAllowOf(tx, event.id));
  const toAsk = await passNeedsOn(tx, event.id, event.organiserId);
  const told = await readToAllowOf(tx, event.id);
  showAll(
    work,
    mayReadCard,
    told.filter(({ invitation }) => toAsk.includes(invitation.id)),
  );
}

export const handover: Handover = {
  async list(work, from, role) {
    const runs = role === 'organiser' || role === 'coordinator';
    if (!runs || (await isOrganiser(work.tx, from, work.now))) return [];
    const held = await events.readHeldEvents(work.tx, from);
    return held.map((event) => ({ id: event.id, words: heldWords(event) }));
  },

  async give(work, id, from, to) {
    const { tx, now } = work;
    if (!(await isOrganiser(tx, to, now))) return giveToOrganiser;
    const before = await events.lockEvent(tx, id);
    if (before?.organiserId !== from) return notTheirs;
    if (!belongsTo(before.audience, await readProfile(tx, to))) return notForThem;
    await events.changeOrganiser(tx, id, to);
    const event = await events.readEvent(tx, id);
    if (!event) return undefined;
    await askWhoMayRead(work, event);
    const standing = await readStanding(tx, event);
    unlist(work, organiserCard, [{ event: before, standing }]);
    show(work, organiserCard, { event, standing });
    return undefined;
  },
};
