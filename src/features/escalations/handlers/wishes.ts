import type { Context, Handover } from '../../../bot/feature.ts';
import { show, tell, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { mayContact } from '../../../directory/circle.ts';
import { readMembers, readPerson } from '../../../directory/people.ts';
import { wishCard, wishLeft } from '../messages.ts';
import * as wishes from '../store/wishes.ts';
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

/** Whether this person gets no messages, and finds what waits for them on home alone. */
export const onlyLooks = async (tx: Context['tx'], member: string): Promise<boolean> =>
  (await readPerson(tx, member))?.calendar.contactHours === 'never';

export async function moveWish(context: Context, wish: wishes.Wish): Promise<OpenForm | Say> {
  const two = await readTwo(context, [wish.to, wish.about]);
  return two.length === 0 ? say(forms.nobodyToWish) : open(views.moveForm(wish, two));
}

export async function saveMove(
  context: Context,
  before: wishes.Wish,
  { values: { to } }: { values: { to: string } },
): Promise<Say | Invalid> {
  const chosen = (await readTwo(context, [before.to, before.about])).find(({ member }) => member === to);
  if (!chosen) return invalid({ to: forms.notNow });
  await wishes.moveWish(context.tx, before.id, to);
  unlist(context, wishCard, [before]);
  show(context, wishCard, { ...before, to, toName: chosen.name });
  return say(forms.wishSent(chosen.name, await onlyLooks(context.tx, to)));
}
