import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
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
import { readMembers } from '../../../directory/people.ts';
import { recordAudit } from '../../../store/audit.ts';
import { wishCard } from '../messages.ts';
import type { KINDS, SHARES } from '../routes.ts';
import { mayAsk } from '../rules/circle.ts';
import { HEADLINE_LENGTH, SHRED_DAYS } from '../rules/limits.ts';
import { isOpen } from '../rules/states.ts';
import { findLatest, lockLatest } from '../store/requests.ts';
import * as wishes from '../store/wishes.ts';
import { writeWords } from '../store/words.ts';
import { movedOn } from '../views/asker.ts';
import * as forms from '../views/forms.ts';
import { noList, talkScreen } from '../views/talk.ts';
import { checkReach, keepReach, pressFor, type Reached, readStanding, redraw, refuseNew } from './asker.ts';
import { onlyLooks, readTwo } from './wishes.ts';

interface More extends Reached {
  to: string;
  kind?: (typeof KINDS)[number] | undefined;
  share: (typeof SHARES)[number];
  words?: string | undefined;
}

export async function sayMore(context: Context): Promise<OpenForm | Say> {
  const { circle, nation, hasReach, ...standing } = await readStanding(context);
  const refusal = await refuseNew(context, { nation, ...standing });
  if (refusal) return refusal;
  if (circle.length === 0) return say(noList(nation, standing.said));
  const free = circle.filter((person) => mayAsk(person, context.now) === 'now');
  if (free.length === 0) return say(talkScreen({ circle, nation, hasReach, ...standing }));
  return open(forms.moreForm(free, hasReach));
}

/** What does not hold together in what was typed, by field; the words themselves are never repeated. */
function checkMore(more: More, hasReach: boolean): Record<string, string> {
  const { share, words = '' } = more;
  const errors: Record<string, string> = hasReach ? {} : checkReach(more);
  if (share === 'nothing' && words) errors.share = forms.chooseShare;
  if (share !== 'nothing' && !words) errors.words = forms.writeWords;
  if (share === 'headline' && words.length > HEADLINE_LENGTH) errors.words = forms.tooLongForHeadline;
  return errors;
}

export async function sendMore(
  context: Context,
  { values }: { values: More },
): Promise<Say | Update | Invalid> {
  const { tx, actor, vault, now } = context;
  const standing = await readStanding(context);
  const refusal = await refuseNew(context, standing);
  if (refusal) return refusal;
  const chosen = standing.circle.find(({ member }) => member === values.to);
  if (!chosen || mayAsk(chosen, now) !== 'now') return invalid({ to: forms.notNow });
  const errors = checkMore(values, standing.hasReach);
  if (Object.keys(errors).length > 0) return invalid(errors);
  await keepReach(context, values);
  // Words that are added to what is open already are no second press.
  const before = await lockLatest(tx, actor.member);
  const adds = before && isOpen(before.state);
  const reply = adds ? undefined : await pressFor(context, { want: 'press', person: values.to });
  const latest = await lockLatest(tx, actor.member);
  if (latest && isOpen(latest.state) && (values.kind || values.words)) {
    const words = { kind: values.kind ?? null, words: values.words ?? null };
    await writeWords(tx, vault, { id: latest.id, asker: actor.member }, words, values.to);
  }
  return reply ?? (latest ? redraw(context, latest.id) : say(movedOn));
}

// --- a wish to change supervisor -------------------------------------------------------------------------------------

export async function changeSupervisor(context: Context): Promise<OpenForm | Say> {
  const two = await readTwo(context);
  // Only after a call of one's own: nobody needs to be told that, for the button stands on its card alone.
  if (!(await findLatest(context.tx, context.actor.member))) return say(movedOn);
  return two.length === 0 ? say(forms.nobodyToWish) : open(forms.wishForm(two));
}

export async function sendWish(
  context: Context,
  { values }: { values: { about: string; to: string; words?: string | undefined } },
): Promise<Say | Invalid> {
  const { tx, actor, vault, now } = context;
  const { about, to, words } = values;
  if (!(await readTwo(context)).some(({ member }) => member === to)) return invalid({ to: forms.notNow });
  if (about === actor.member || !(await readMembers(tx, [about])).has(about))
    return invalid({ about: forms.notMember });
  if (about === to) return invalid({ to: forms.samePerson });
  const id = await wishes.createWish(tx, vault, { asker: actor.member, about, to, words }, now);
  const wish = await wishes.lockWish(tx, id);
  if (!wish) return say(movedOn);
  show(context, wishCard, wish);
  return say(forms.wishSent(wish.toName, await onlyLooks(tx, to)));
}

export async function openWish(context: Context, wish: wishes.Wish): Promise<OpenForm> {
  const { tx, vault, actor, now } = context;
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'wish.opened',
    record: `wish:${wish.id}`,
    about: [wish.asker],
    private: true,
    keepDays: SHRED_DAYS,
  });
  return open(forms.wishView(wish, await wishes.readWishWords(tx, vault, wish)));
}

export async function settleWish(context: Context, wish: wishes.Wish): Promise<Say | Update> {
  if (!(await wishes.settleWish(context.tx, wish.id, context.now))) return say(movedOn);
  const settled = { ...wish, state: 'settled' as const };
  show(context, wishCard, settled);
  return update(forms.wishSettled(settled));
}
