import type { Binding, Context, Feature, Work } from '../../../bot/feature.ts';
import { SOMEBODY } from '../../../bot/home.ts';
import type { Lost } from '../../../bot/messages/declare.ts';
import { tell } from '../../../bot/messages/say.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import { on } from '../../../bot/on.ts';
import { mayUse } from '../../../bot/permissions.ts';
import type { Block, Button } from '../../../chat/message.ts';
import * as messages from '../messages.ts';
import { advance } from '../operations.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { lastQuarter, shownCounts } from '../rules/totals.ts';
import { readCounts } from '../store/due.ts';
import { exportCalls } from '../store/erasure.ts';
import * as store from '../store/requests.ts';
import { lockWish } from '../store/wishes.ts';
import { advanceEscalations, shred, shredWishes } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { talkButton } from '../views/parts.ts';
import { askSomeoneButton, helpButtons, NOW, pressButton, totalsRow } from '../views/talk.ts';
import * as asker from './asker.ts';
import { erase, keepsNameless, retention } from './erasure.ts';
import { ownAsk, ownCall, readWish, sentWish } from './guards.ts';
import * as more from './more.ts';
import * as responder from './responder.ts';
import * as wishes from './wishes.ts';

/** Totals of the last quarter, and no more: whether there were any does not decide it, for that would tell of a few. */
async function status({ tx, actor, now }: Context): Promise<readonly Block[]> {
  const quarter = lastQuarter(now, actor.timeZone);
  const counts = await readCounts(tx, quarter);
  return counts.wasHere || counts.asked > 0 ? [totalsRow(quarter.name, shownCounts(counts))] : [];
}

async function helpNow(context: Context): Promise<readonly Button[]> {
  if (!mayUse(context.actor, 'members')) return [];
  const standing = await asker.readStanding(context);
  const isUnderWay = (await store.readOpen(context.tx, context.actor.member)) !== undefined;
  if (isUnderWay) return [pressButton(standing.hasReach, 'urge', NOW, undefined, 'primary')];
  return standing.isOpen ? helpButtons(standing) : [];
}

/** Not installed, expired, or nobody knows whether it arrived: the next person is asked at once. */
async function askNext(work: Work, { record, wasSeen }: Lost): Promise<void> {
  // They were asked; what is lost says what has become of it.
  if (wasSeen) return;
  const asked = await store.findAsked(work.tx, record);
  const request = asked && (await store.lockRequest(work.tx, asked.request));
  const last = request?.asks.findLast(({ person }) => person === asked?.person);
  if (asked && request && last?.id === record && last.outcome === 'sent')
    await advance(work, request, { kind: 'undelivered', person: asked.person });
}

async function tellWisher(work: Work, { record }: Lost): Promise<void> {
  const wish = await lockWish(work.tx, record);
  if (wish?.state === 'sent') tell(work, messages.wishLost, wish, 'not delivered');
}

const bindings: readonly Binding[] = [
  on(routes.talk, asker.showTalk),
  on(routes.openTalk, asker.showTalk),
  on(routes.someoneElse, asker.showSomeoneElse),
  on(routes.press, (context, { person }) => asker.pressFor(context, { want: 'press', person })),
  on(routes.urge, asker.urge),
  on(routes.plan, (context, { person }) => asker.pressFor(context, { want: 'plan', person })),
  on(routes.tellReach, asker.tellReach),
  on(routes.saveReach, asker.saveReach),
  on(routes.sayMore, more.sayMore),
  on(routes.sendMore, more.sendMore),
  on(routes.skip, ownCall, asker.skip),
  on(routes.share, ownCall, asker.share),
  on(routes.another, ownCall, asker.askAnother),
  on(routes.undo, ownCall, asker.undo),
  on(routes.end, ownCall, asker.end),
  on(routes.leaveIt, asker.leaveIt),
  on(routes.sayNeeded, ownCall, asker.sayNeeded),
  on(routes.unsayNeeded, ownCall, asker.unsayNeeded),
  on(routes.changeSupervisor, more.changeSupervisor),
  on(routes.sendWish, more.sendWish),
  on(routes.openWish, readWish, more.openWish),
  on(routes.settleWish, readWish, more.settleWish),
  on(routes.moveWish, sentWish, wishes.moveWish),
  on(routes.saveWishMove, sentWish, wishes.saveMove),
  on(routes.openAsk, ownAsk, responder.openAsk),
  on(routes.call, ownAsk, responder.call),
  on(routes.handOver, ownAsk, responder.handOver),
  on(routes.whatToSay, responder.whatToSay),
];

export const escalations: Feature = {
  name: 'escalations',
  helpLine: SOMEBODY,
  permissions,
  messages: messages.MESSAGES,
  bindings,
  sweeps: [advanceEscalations, shred, shredWishes],
  homeActions: [{ button: talkButton, for: 'members', rank: 5 }],
  status,
  helpNow,
  delivery: { lost: [onLost(messages.askCard, askNext), onLost(messages.wishCard, tellWisher)] },
  handover: wishes.handover,
  privacy: {
    auditLabels: AUDIT_LABELS,
    erase,
    keepsNameless,
    retention,
    export: ({ tx, vault }, member) => exportCalls(tx, vault, member),
  },
  discreet: true,
  support: bindings.flatMap((one) => ('route' in one ? [one.route.id] : [])),
  suggestedActions: async () => [askSomeoneButton],
};
