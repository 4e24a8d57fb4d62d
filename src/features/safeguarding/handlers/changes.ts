import { may, stands } from '../../../bot/access.ts';
import { type Binding, type Context, on, type Work } from '../../../bot/feature.ts';
import { type Card, type MemberId, type Message, message } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { OWN_MOST } from '../../../directory/own-helplines.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { lockSafety, readSafety, type Safety } from '../../../directory/safety.ts';
import { replaceCards } from '../../../outbox/enqueue/cards.ts';
import { recordAudit } from '../../../store/audit.ts';
import { arrangeNumbers, refreshNumbers } from '../operations/review.ts';
import { seatIsFilled } from '../operations/seats.ts';
import * as routes from '../routes/safety.ts';
import { answerBy, isSame, needsYes, type SafetyChange, subjectOf, wordsOf } from '../rules/changes.ts';
import { isOnePerson } from '../rules/seats.ts';
import * as store from '../store/changes.ts';
import { removeOwnNumber, writeOwnNumber } from '../store/own-helplines.ts';
import * as safetyStore from '../store/safety.ts';
import * as views from '../views/changes.ts';
import { safetyPage } from '../views/safety.ts';

/** The page of the set-up, with what waits for a yes. */
export async function drawSafety({ tx, now, actor }: Context, safety: Safety): Promise<Message> {
  const open = await store.readOpenChanges(tx);
  const mine = new Set<string>();
  for (const change of open) if ((await readEligible(tx, change)).includes(actor.member)) mine.add(change.id);
  return safetyPage(safety, now, actor.timeZone, views.openRows(open, actor.member, mine));
}

/** The page as it is after something was done. It is written down, and that support was switched on or off. */
export async function pageAfter(
  context: Context,
  before: Safety,
  done: { action: string; record?: string },
): Promise<Message> {
  await writeDown(context, before, { actor: context.actor.member, ...done });
  return drawSafety(context, await readSafety(context.tx, context.now));
}

async function writeDown(
  { tx, now }: Work,
  before: Safety,
  done: { action: string; record?: string; actor?: MemberId },
): Promise<void> {
  const entry = { at: now, record: 'safety', ...(done.actor && { actor: done.actor }) };
  await recordAudit(tx, { ...entry, ...done });
  const after = await readSafety(tx, now);
  if (after.open !== before.open)
    await recordAudit(tx, { ...entry, action: after.open ? 'safety.opened' : 'safety.closed' });
}

const readEligible = (tx: Work['tx'], { proposedAt, proposer }: store.Change): Promise<MemberId[]> =>
  store.readEligible(tx, proposedAt, proposer?.member);

/**
 * A change that somebody wants, with the gate locked: done at once where one coordinator is enough or nobody else could
 * say yes, and otherwise when somebody does. Whatever waited about the same thing gives way.
 */
export async function changeSafety(
  context: Context,
  before: Safety,
  change: SafetyChange,
  action: string,
): Promise<Message> {
  const { tx, now, actor } = context;
  const subject = subjectOf(change);
  for (const open of await store.readOpenChanges(tx, subject)) await settle(context, open, 'void');
  if (isSame(before, change)) {
    await takeEffect(context, before, change);
    return pageAfter(context, before, { action });
  }
  const asked = needsYes(before, change) ? await store.readEligible(tx, now, actor.member) : [];
  const isOpen = asked.length > 0;
  const about = {
    ...{ subject, change, ...wordsOf(before, change) },
    former: (change.kind === 'seat' && before[change.which]?.member) || null,
    next: (change.kind === 'seat' && change.member) || null,
    dueAt: isOpen ? answerBy(now) : now,
  };
  const written = await store.writeChange(tx, about, { by: actor.member, now, isOpen });
  if (isOpen) {
    for (const member of asked) context.enqueue(views.askMessage(written, member, views.askCard(written)));
    return pageAfter(context, before, { action: 'safety.change-proposed' });
  }
  await takeEffect(context, before, change);
  await tellAll(context, written, [actor.member]);
  return pageAfter(context, before, { action });
}

/** False: it cannot be any more, for something else has changed meanwhile. */
async function takeEffect(work: Work, before: Safety, change: SafetyChange): Promise<boolean> {
  const { tx, now } = work;
  switch (change.kind) {
    case 'seat': {
      const { which, name, number, member } = change;
      const other = before[which === 'lead' ? 'deputy' : 'lead'];
      const person = { name, number, ...(member && { member }) };
      if (other && isOnePerson(person, other)) return false;
      await safetyStore.nameSafetyPerson(tx, which, person);
      // Whoever only has another number is still the one who leaves, or is away.
      if (member === undefined || member !== before[which]?.member)
        await seatIsFilled(work, before, which, name);
      return true;
    }
    case 'out-of-hours':
      await safetyStore.writeOutOfHours(tx, change.words);
      return true;
    case 'nation':
      await safetyStore.writeNation(tx, change.nation);
      return true;
    case 'number': {
      const { id, to } = change;
      if (id === undefined && before.own.length >= OWN_MOST) return false;
      const isDone = to
        ? await writeOwnNumber(tx, id, { ...to, rungAt: new Date(to.rungAt) }, now)
        : id !== undefined && (await removeOwnNumber(tx, id));
      if (!isDone) return false;
      // What coordinators were asked to ring follows, and when they are asked again.
      const after = await readSafety(tx, now);
      await arrangeNumbers(tx, after, now);
      await refreshNumbers(work, after);
      return true;
    }
  }
}

/** An open change is over: the cards that asked say so. `undefined`: somebody was quicker. */
async function settle(
  work: Work,
  change: store.Change,
  state: 'done' | 'kept' | 'void',
  by: MemberId | null = null,
): Promise<store.Change | undefined> {
  const { tx, now } = work;
  if (!(await store.decideChange(tx, change.id, state, { by, now }))) return undefined;
  const decided = (await store.readChange(tx, change.id)) ?? change;
  const drafts = (await readEligible(tx, change)).map((member) =>
    views.askMessage(decided, member, views.decidedCard(decided)),
  );
  await replaceCards(work, drafts);
  return decided;
}

/** Everybody whom it concerns, but for those who did it: coordinators, and whom people were shown and are shown now. */
async function tellAll(work: Work, change: store.Change, except: readonly MemberId[]): Promise<void> {
  const { tx, now, enqueue } = work;
  const told = new Map<MemberId, Card>();
  for (const coordinator of await readRoleHolders(tx, 'coordinator', now))
    told.set(coordinator, views.changedCard(change));
  const { former, next, state } = change;
  if (state === 'done' && former !== next) {
    if (former) told.set(former, views.formerCard(change));
    if (next) told.set(next, views.nextCard(change));
  }
  if (state === 'done' && former && former === next) told.set(former, views.nextCard(change));
  for (const [member, card] of told)
    if (!except.includes(member)) enqueue(views.toldMessage(change, member, card));
}

/** A yes, an answer that did not come in time, or what else there is to do: with the gate locked. */
async function carryOut(work: Work, open: store.Change, by: MemberId | null): Promise<void> {
  const before = await lockSafety(work.tx, work.now);
  const isDone = await takeEffect(work, before, open.change);
  const decided = await settle(work, open, isDone ? 'done' : 'void', by);
  if (!decided) return;
  await writeDown(work, before, {
    action: isDone ? 'safety.change-agreed' : 'safety.change-void',
    ...(by && { actor: by }),
  });
  await tellAll(work, decided, by ? [by] : []);
}

type Which = { change: string; yes: boolean };

async function decide(context: Context, { change: id, yes }: Which): Promise<Say | Update> {
  const { tx, now, actor } = context;
  const found = await store.readChange(tx, id);
  const isAsked = found !== undefined && (await readEligible(tx, found)).includes(actor.member);
  const isOwn = found?.proposer?.member === actor.member;
  const standing = [...stands('whose yes is asked', isAsked), ...stands('who proposed it', isOwn)];
  if (!may('safety-change.decide', standing)) return say(views.nothingToDecide);
  const safety = await lockSafety(tx, now);
  const change = await store.readChange(tx, id);
  if (!change) return say(views.nothingToDecide);
  if (change.state !== 'open') return update(message(views.decidedCard(change)));
  if (yes && !isAsked) return say(views.nothingToDecide);
  if (yes) await carryOut(context, change, actor.member);
  else {
    const kept = await settle(context, change, 'kept', actor.member);
    await writeDown(context, safety, { action: 'safety.change-kept', actor: actor.member });
    if (kept) await tellAll(context, kept, [actor.member]);
  }
  const after = await store.readChange(tx, id);
  return update(message(views.decidedCard(after ?? change)));
}

/** Nobody answered in time. */
export async function carryOutUnanswered(work: Work, id: string): Promise<void> {
  await lockSafety(work.tx, work.now);
  const change = await store.readChange(work.tx, id);
  if (change?.state === 'open' && change.dueAt <= work.now) await carryOut(work, change, null);
}

/** On the home of whoever may say yes. */
export async function changesWaiting({ tx, actor, now, once }: Context): Promise<Card[]> {
  if (!(await once('safety', () => readSafety(tx, now))).isWaiting) return [];
  const cards: Card[] = [];
  for (const change of await store.readOpenChanges(tx))
    if ((await readEligible(tx, change)).includes(actor.member)) cards.push(views.askCard(change));
  return cards;
}

export const safetyChangeBindings: readonly Binding[] = [on(routes.decideChange, 'members', decide)];
