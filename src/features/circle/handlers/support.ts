import type { z } from 'zod';
import { type Binding, type Context, on } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { mayContact, readNeverList } from '../../../directory/circle.ts';
import { readMembers } from '../../../directory/people.ts';
import { shownSlots } from '../../../outbox/enqueue/cards.ts';
import { withdraw } from '../../../outbox/enqueue/withdraw.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import * as routes from '../routes/support.ts';
import { SHARES } from '../routes/support.ts';
import * as store from '../store.ts';
import { onNeverList } from '../views/list.ts';
import * as views from '../views/support.ts';

/** Shared, taken back and shared again is told once: whoever has it finds it under “Shared with me”. */
const slotOf = (owner: MemberId, reader: MemberId) => `members:shared:${owner}:${reader}`;

async function showSupport({ tx, vault, actor }: Context): Promise<OpenForm> {
  const words = await store.readSupport(tx, vault, actor.member);
  return open(views.supportForm(words, await store.readShares(tx, actor.member)));
}

async function saveSupport(
  { tx, vault, actor, now }: Context,
  { values: { words } }: { values: z.output<typeof routes.saveSupport.input> },
): Promise<Say> {
  const readers = await store.lockShares(tx, actor.member);
  if (!words) {
    const all = readers.map(({ member }) => member);
    await takeBack(tx, actor.member, all);
    await store.forgetSupport(tx, actor.member);
    return say(views.supportForgotten);
  }
  await store.writeSupport(tx, vault, actor.member, words, now);
  return say(views.supportSaved(readers));
}

/** Who was not told yet is not told any more. */
export async function takeBack(tx: Tx, owner: MemberId, readers: readonly MemberId[]): Promise<void> {
  await store.unshare(tx, owner, readers);
  await withdraw(
    tx,
    readers.map((member) => slotOf(owner, member)),
  );
}

/** To whoever keeps the owner away nothing comes, and the owner sees what they always see. */
async function tellShared({ tx, actor, enqueue }: Context, person: MemberId): Promise<void> {
  const slot = slotOf(actor.member, person);
  const isTold = (await shownSlots(tx, [slot])).size > 0;
  if (isTold || !(await mayContact(tx, actor.member))(person)) return;
  const message = views.sharedMessage(actor.member);
  enqueue({
    ...{ to: { member: person }, message, slot, class: 'quiet' },
    origin: { feature: 'circle', id: actor.member },
  });
}

async function showShares({ tx, vault, actor }: Context): Promise<OpenForm> {
  const words = await store.readSupport(tx, vault, actor.member);
  const readers = await store.readShares(tx, actor.member);
  return open(words === undefined && readers.length === 0 ? views.nothingToRead : views.sharesForm(readers));
}

async function saveShares(
  context: Context,
  { values: { person, off } }: { values: z.output<typeof routes.saveShares.input> },
): Promise<OpenForm | Invalid> {
  const { tx, vault, actor, now } = context;
  const before = await store.lockShares(tx, actor.member);
  const staying = before.filter(({ member }) => !off.includes(member) && member !== person);
  if (person !== undefined) {
    if (person === actor.member) return invalid({ person: views.thatIsYou });
    if (!(await readMembers(tx, [person])).has(person)) return invalid({ person: views.notMember });
    if ((await readNeverList(tx, actor.member)).has(person)) return invalid({ person: onNeverList });
    if ((await store.readSupport(tx, vault, actor.member)) === undefined)
      return invalid({ person: views.nothingToShare });
    if (staying.length >= SHARES) return invalid({ person: views.tooMany });
  }
  await takeBack(tx, actor.member, off);
  if (person !== undefined && (await store.share(tx, actor.member, person, now)))
    await tellShared(context, person);
  return open(views.sharesSaved(await store.readShares(tx, actor.member)));
}

/** The right is checked at this moment, and that it was read is written down, for the two to see and nobody else (D35). */
async function readNotes({ tx, vault, actor, now }: Context, only?: MemberId) {
  const notes: { name: string; words: string }[] = [];
  for (const { member, name } of await store.readSharers(tx, actor.member)) {
    if (only !== undefined && member !== only) continue;
    const words = await store.readSupport(tx, vault, member);
    if (words === undefined) continue;
    await recordAudit(tx, {
      ...{ at: now, actor: actor.member, action: 'support.opened', record: `member:${member}` },
      ...{ about: [member], private: true },
    });
    notes.push({ name, words });
  }
  return notes;
}

async function readShared(context: Context, { owner }: { owner: MemberId }): Promise<OpenForm | Say> {
  const [note] = await readNotes(context, owner);
  return note ? open(views.sharedNote(note)) : say(views.nothingShared);
}

const showSharedWithMe = async (context: Context): Promise<OpenForm> =>
  open(views.sharedNotes(await readNotes(context)));

export const supportBindings: readonly Binding[] = [
  on(routes.openSupport, 'members', showSupport),
  on(routes.saveSupport, 'members', saveSupport),
  on(routes.openShares, 'members', showShares),
  on(routes.saveShares, 'members', saveShares),
  on(routes.openSharedWithMe, 'members', showSharedWithMe),
  on(routes.readShared, 'members', readShared),
];
