import type { Sweep, Work } from '../../bot/feature.ts';
import { show, showAll } from '../../bot/messages/say.ts';
import { type MemberId, message } from '../../chat/message.ts';
import {
  deleteTombstone,
  detachAccounts,
  forgetPerson,
  readAccountIds,
  takeReferences,
} from '../../directory/erasure.ts';
import type { Draft } from '../../outbox/enqueue/draft.ts';
import { blankShown, countOnTheirWay, forgetDestinations, withdrawAll } from '../../outbox/erasure.ts';
import { recordAudit } from '../../store/audit.ts';
import { emptiedCard, forgetCard } from './messages.ts';
import { AGAIN_MS, BLANK_FOR_MS, LOOK_MS } from './rules.ts';
import * as store from './store/erasure.ts';
import { emptied } from './views/privacy.ts';

/** Their week is over; and afterwards, what we wrote to them is emptied. */
export const forget: Sweep = {
  name: 'members.forget',
  due: store.dueErasures,
  async advance(work, id) {
    const erasure = await store.lockErasure(work.tx, id);
    if (!erasure || erasure.dueAt > work.now) return;
    if (erasure.state === 'asked') await forgetOrAsk(work, erasure);
    if (erasure.state === 'blanking') await blank(work, erasure);
  },
};

/** Everything in one transaction, so that nobody is ever half forgotten. The last coordinator hands over first. */
async function forgetOrAsk(work: Work, erasure: store.Erasure): Promise<void> {
  const { tx, now } = work;
  const { member } = erasure;
  if (await store.isLastCoordinator(tx, member, now)) {
    await store.moveErasure(tx, erasure, { dueAt: new Date(now.getTime() + AGAIN_MS) });
    show(work, forgetCard, { member, is: 'held-up' });
    return;
  }
  await forgetNow(work, member);
  await store.moveErasure(tx, erasure, { state: 'done', dueAt: now });
}

async function forgetNow(work: Work, member: MemberId): Promise<void> {
  const { tx, now, vault, features } = work;
  // Nothing is written to them any more, whatever ends.
  const isForOthers = ({ to }: Draft) =>
    !('member' in to && to.member === member) && !('unnamed' in to && to.unnamed === member);
  const others: Work = {
    ...work,
    enqueue: (...drafts) => work.enqueue(...drafts.filter(isForOthers)),
    listOnHome: (...cards) => work.listOnHome(...cards.filter((card) => card.member !== member)),
  };
  for (const feature of features) await feature.privacy?.erase?.(others, member);
  await withdrawAll(tx, vault, member, await readAccountIds(tx, member));
  const tombstone = await detachAccounts(tx, member, now);
  if (tombstone) await store.startBlanking(tx, tombstone, now);
  const keeps = new Set([
    'erasure.member_id',
    ...features.flatMap((feature) => feature.privacy?.keepsNameless ?? []),
  ]);
  await takeReferences(tx, member, keeps);
  await forgetPerson(tx, member, now);
  await recordAudit(tx, { at: now, action: 'member.forgotten', record: `member:${member}` });
}

/** Edit by edit; then nothing is left of where they were. */
async function blank(work: Work, erasure: store.Erasure): Promise<void> {
  const { tx, now } = work;
  const accounts = await readAccountIds(tx, erasure.member);
  const drafts = await blankShown(tx, accounts, message(emptied));
  const shown = drafts.flatMap(({ to, slot }) =>
    'account' in to && slot !== undefined ? [{ account: to.account, slot }] : [],
  );
  showAll(work, emptiedCard, shown);
  const isOver = now.getTime() - erasure.askedAt.getTime() > BLANK_FOR_MS;
  const isDone = shown.length === 0 && (await countOnTheirWay(tx, accounts)) === 0;
  if (isDone || isOver) {
    await forgetDestinations(tx, accounts);
    await deleteTombstone(tx, erasure.member);
  } else await store.moveErasure(tx, erasure, { dueAt: new Date(now.getTime() + LOOK_MS) });
}
