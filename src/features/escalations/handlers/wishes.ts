import type { z } from 'zod';
import { may, stands } from '../../../bot/access.ts';
import type { Context, Handover, Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { mayContact } from '../../../directory/circle.ts';
import { readMembers, readPerson } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { readSafety } from '../../../directory/safety.ts';
import type * as routes from '../routes.ts';
import * as wishes from '../store/wishes.ts';
import { movedOn } from '../views/asker.ts';
import * as forms from '../views/forms.ts';
import * as views from '../views/wishes.ts';

/** Coordinators first, then whoever looks after safety: those to whom a wish may go. `there`: and who is there now. */
async function readPossible({ tx, now }: Work, who: 'all' | 'there' = 'all'): Promise<MemberId[]> {
  const { lead, deputy, there } = await readSafety(tx, now);
  const seats = who === 'there' ? there : [lead, deputy];
  const all = [...(await readRoleHolders(tx, 'coordinator', now)), ...seats.map((seat) => seat?.member)];
  return [...new Set(all)].filter((member) => member !== undefined);
}

/** Two people of whom the asker chooses one. */
export async function readTwo(
  context: Context,
  except: readonly MemberId[] = [],
): Promise<{ member: MemberId; name: string }[]> {
  const { tx, actor } = context;
  const reachable = await mayContact(tx, actor.member);
  const ids = (await readPossible(context, 'there')).filter(
    (id) => id !== actor.member && reachable(id) && !except.includes(id),
  );
  const names = await readMembers(tx, ids);
  return [...names].map(([member, name]) => ({ member, name })).slice(0, 2);
}

/** Read by the one it was sent to, while they are somebody to whom one may be sent; not even by who sent it. */
export async function lockOwnWish(context: Context, id: string): Promise<wishes.Wish | undefined> {
  const wish = await wishes.lockWish(context.tx, id);
  const reads =
    wish?.to === context.actor.member &&
    (await readPossible(context)).includes(wish.to) &&
    (await mayContact(context.tx, wish.asker))(wish.to);
  return may('wish.read', stands('who reads the wish', reads)) ? wish : undefined;
}

/** E21, in private: whoever lost the role cannot see to it any more. Its asker is told, and nobody else. */
export const handover: Handover = {
  list: async () => [],
  give: async () => forms.notNow,
  async ended(work, from) {
    if ((await readPossible(work)).includes(from)) return;
    for (const id of await wishes.readWishesTo(work.tx, from)) {
      const wish = await wishes.lockWish(work.tx, id);
      if (wish?.state === 'sent') work.enqueue(views.readerLeft(wish));
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
  context.enqueue(forms.wishMessage({ ...before, to, toName: chosen.name }));
  return say(forms.wishSent(chosen.name, await onlyLooks(context.tx, to)));
}
