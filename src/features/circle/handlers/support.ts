import type { z } from 'zod';
import type { Binding, Context } from '../../../bot/feature.ts';
import { close, findSeen, show } from '../../../bot/messages/say.ts';
import { on } from '../../../bot/on.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { notMember } from '../../../chat/typed.ts';
import { mayContact, readNeverList } from '../../../directory/circle.ts';
import { readMembers } from '../../../directory/people.ts';
import { recordAudit } from '../../../store/audit.ts';
import { sharedCard } from '../messages.ts';
import * as routes from '../routes/support.ts';
import { SHARES } from '../routes/support.ts';
import * as store from '../store/support.ts';
import { onNeverList } from '../views/list.ts';
import * as views from '../views/support.ts';

async function showSupport({ tx, vault, actor }: Context): Promise<OpenForm> {
  const words = await store.readSupport(tx, vault, actor.member);
  return open(views.supportForm(words, await store.readShares(tx, actor.member)));
}

async function saveSupport(
  context: Context,
  { values: { words } }: { values: z.output<typeof routes.saveSupport.input> },
): Promise<Say> {
  const { tx, vault, actor, now } = context;
  const readers = await store.lockShares(tx, actor.member);
  if (!words) {
    const all = readers.map(({ member }) => member);
    await takeBack(context, all);
    await store.forgetSupport(tx, actor.member);
    return say(views.supportForgotten);
  }
  await store.writeSupport(tx, vault, actor.member, words, now);
  return say(views.supportSaved(readers));
}

/** Who was not told yet is not told any more. */
export async function takeBack(context: Context, readers: readonly MemberId[]): Promise<void> {
  const owner = context.actor.member;
  await store.unshare(context.tx, owner, readers);
  await close(
    context,
    sharedCard,
    readers.map((reader) => ({ owner, reader })),
  );
}

/**
 * Shared, taken back and shared again is told once: whoever has it finds it under “Shared with me”. To whoever keeps the
 * owner away nothing comes, and the owner sees what they always see.
 */
async function tellShared(context: Context, reader: MemberId): Promise<void> {
  const { tx, actor } = context;
  const share = { owner: actor.member, reader };
  const isTold = (await findSeen(context, sharedCard, [share])).size > 0;
  if (!isTold && (await mayContact(tx, actor.member))(reader)) show(context, sharedCard, share);
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
    if (!(await readMembers(tx, [person])).has(person)) return invalid({ person: notMember });
    if ((await readNeverList(tx, actor.member)).has(person)) return invalid({ person: onNeverList });
    if ((await store.readSupport(tx, vault, actor.member)) === undefined)
      return invalid({ person: views.nothingToShare });
    if (staying.length >= SHARES) return invalid({ person: views.tooMany });
  }
  await takeBack(context, off);
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
      at: now,
      actor: actor.member,
      action: 'support.opened',
      record: `member:${member}`,
      about: [member],
      private: true,
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
  on(routes.openSupport, showSupport),
  on(routes.saveSupport, saveSupport),
  on(routes.openShares, showShares),
  on(routes.saveShares, saveShares),
  on(routes.openSharedWithMe, showSharedWithMe),
  on(routes.readShared, readShared),
];
