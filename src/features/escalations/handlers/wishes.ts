import type { z } from 'zod';
import { may, stands } from '../../../bot/access.ts';
import type { Context, Handover } from '../../../bot/feature.ts';
import { show, tell, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { mayContact } from '../../../directory/circle.ts';
import { readMembers, readPerson } from '../../../directory/people.ts';
import { wishCard, wishLeft } from '../messages.ts';
import type * as routes from '../routes.ts';
import * as wishes from '../store/wishes.ts';
import { movedOn } from '../views/asker.ts';
import * as forms from '../views/forms.ts';
import * as views from '../views/wishes.ts';

/** Two people of whom the asker chooses one. */
export async function readTwo(
  context: Context,
  except: readonly MemberId[] = [],
): Promise<{ member: MemberId; name: string }[]> {
  const { tx, actor, now } = context;
  const reachable = await mayContact(tx, actor.member);
  const ids = (await wishes.readWishReaders(tx, now, 'there')).filter(
    (id) => id !== actor.member && reachable(id) && !except.includes(id),
  );
  const names = await readMembers(tx, ids);
  return [...names].map(([member, name]) => ({ member, name })).slice(0, 2);
}

/** Read by the one it was sent to, while they are somebody to whom one may be sent; not even by who sent it. */
export async function lockOwnWish(context: Context, id: string): Promise<wishes.Wish | undefined> {
  const { tx, actor, now } = context;
  const wish = await wishes.lockWish(tx, id);
  const reads = wish?.to === actor.member && (await wishes.readWishes(tx, [id], wish.to, now)).has(id);
  return may('wish.read', stands('who reads the wish', reads)) ? wish : undefined;
}

/** E21, in private: whoever lost the role cannot see to it any more. Its asker is told, and nobody else. */
export const handover: Handover = {
  list: async () => [],
  give: async () => forms.notNow,
  async ended(work, from) {
    const { tx, now } = work;
    if ((await wishes.readWishReaders(tx, now)).includes(from)) return;
    for (const id of await wishes.readSentWishes(tx, { toId: from })) {
      const wish = await wishes.lockWish(tx, id);
      if (wish?.state !== 'sent') continue;
      unlist(work, wishCard, [wish]);
      tell(work, wishLeft, wish, from);
    }
  },
};

type Which = z.output<typeof routes.moveWish.input>;

/** The asker's own, as long as nobody has seen to it. */
async function lockSent({ tx, actor }: Context, { wish: id }: Which): Promise<wishes.Wish | undefined> {
  const wish = await wishes.lockWish(tx, id);
  const isTheirs = stands('who sent the wish', wish?.asker === actor.member);
  return may('wish.move', isTheirs, wish?.state) ? wish : undefined;
}

/** Whether this person gets no messages, and finds what waits for them on home alone. */
export const onlyLooks = async (tx: Context['tx'], member: string): Promise<boolean> =>
  (await readPerson(tx, member))?.calendar.contactHours === 'never';

export async function moveWish(context: Context, which: Which): Promise<OpenForm | Say> {
  const wish = await lockSent(context, which);
  if (!wish) return say(movedOn);
  const two = await readTwo(context, [wish.to, wish.about]);
  return two.length === 0 ? say(forms.nobodyToWish) : open(views.moveForm(wish, two));
}

export async function saveMove(
  context: Context,
  { state, values: { to } }: { state: Which; values: { to: string } },
): Promise<Say | Invalid> {
  const before = await lockSent(context, state);
  if (!before) return say(movedOn);
  const chosen = (await readTwo(context, [before.to, before.about])).find(({ member }) => member === to);
  if (!chosen) return invalid({ to: forms.notNow });
  await wishes.moveWish(context.tx, before.id, to);
  unlist(context, wishCard, [before]);
  show(context, wishCard, { ...before, to, toName: chosen.name });
  return say(forms.wishSent(chosen.name, await onlyLooks(context.tx, to)));
}
