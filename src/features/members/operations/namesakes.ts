import type { Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { NAMELESS } from '../../../directory/arrival.ts';
import { readSameLooking, tellApart } from '../../../directory/namesakes.ts';
import { lockPerson } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { shownSlots } from '../../../outbox/enqueue/cards.ts';
import { withdraw } from '../../../outbox/enqueue/withdraw.ts';
import type { Tx } from '../../../store/database.ts';
import * as store from '../store/namesakes.ts';
import * as views from '../views/namesakes.ts';
import { slotOf, toCoordinator } from '../views/to-coordinator.ts';

/** `undefined`: nobody else's name looks like theirs. */
export async function readSame(tx: Tx, member: MemberId): Promise<views.SameName | undefined> {
  const all = await readSameLooking(tx, member);
  const shown = new Map((await tellApart(tx, all)).map((one) => [one.member, one.name]));
  const told = all.map((one) => ({ ...one, shown: shown.get(one.member) ?? one.name }));
  const own = told.find((one) => one.member === member);
  return own && { ...own, others: told.filter((one) => one.member !== member) };
}

/** Nobody judges their own name. */
export const readJudges = async ({ tx, now }: Work, member: MemberId): Promise<MemberId[]> =>
  (await readRoleHolders(tx, 'coordinator', now)).filter((coordinator) => coordinator !== member);

/**
 * Somebody came by a name: by joining, by choosing it, or because their platform calls them so. Where it looks like
 * another member's, coordinators are asked, once for each name, and nothing is held up: most are two people.
 */
export async function askAboutName(work: Work, member: MemberId): Promise<void> {
  const { tx, now, enqueue } = work;
  const person = await lockPerson(tx, member);
  if (person?.standing !== 'member') return;
  const before = await store.readLooks(tx, member);
  const same = person.name === NAMELESS ? undefined : await readSame(tx, member);
  if (before?.looks === same?.looks) return;
  if (!same) {
    await store.deleteNamesake(tx, member);
    return closeCards(work, member);
  }
  await store.writeWaiting(tx, member, same.looks, now);
  for (const judge of await readJudges(work, member))
    enqueue(toCoordinator('namesake', { coordinator: judge, member }, views.namesakeCard(same)));
}

/** What nobody has seen is not sent; who has seen it reads that there is nothing left to answer. */
async function closeCards(work: Work, member: MemberId): Promise<void> {
  const judges = await readJudges(work, member);
  const slots = judges.map((judge) => slotOf('namesake', member, judge));
  const shown = await shownSlots(work.tx, slots);
  await withdraw(
    work.tx,
    slots.filter((slot) => !shown.has(slot)),
  );
  for (const judge of judges) {
    if (shown.has(slotOf('namesake', member, judge)))
      work.enqueue(toCoordinator('namesake', { coordinator: judge, member }, views.nobodyAlike));
  }
}
