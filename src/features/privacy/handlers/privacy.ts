import { auditLabel, auditLabelToYou } from '../../../bot/audit-labels.ts';
import type { Context, Work } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import type { Json } from '../../../chat/inbound.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { retentionClasses } from '../../../engine/retention.ts';
import { readDoneTo, readNetworkAudit, recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { downloadUrl } from '../../../web/download.ts';
import { makeToken } from '../../../web/tokens.ts';
import { basisWords } from '../../policies/rules/policies.ts';
import { readBasis } from '../../policies/store.ts';
import { readSeat, seatLeaves, seatStays } from '../../safeguarding/operations/seats.ts';
import { forgetCard } from '../messages.ts';
import { FORGET_MS, LINK_MS } from '../rules.ts';
import * as erasures from '../store/erasure.ts';
import { writeDownload } from '../store/my-data.ts';
import * as auditViews from '../views/audit.ts';
import * as views from '../views/privacy.ts';

const dayOf = (at: Date, { actor: { timeZone }, now }: Context) =>
  spokenDay(localDate(at, timeZone), localDate(now, timeZone));

export async function showPrivacy(context: Context): Promise<Say> {
  const { tx, actor } = context;
  const erasure = await erasures.readErasure(tx, actor.member);
  return say(views.privacyPage(erasure && dayOf(erasure.dueAt, context)));
}

export async function showKept({ tx, features }: Context): Promise<OpenForm> {
  return open(views.keptPage(retentionClasses(features), basisWords(await readBasis(tx))));
}

export async function showLookedAt({ tx, actor, features }: Context): Promise<OpenForm> {
  const words = (action: string) => auditLabelToYou(features, action);
  const rows = await readDoneTo(tx, actor.member, 30);
  return open(auditViews.lookedAtPage(rows, actor.member, actor.timeZone, words));
}

export async function showAudit(
  { tx, actor, features }: Context,
  { before }: { before?: string | undefined },
): Promise<OpenForm> {
  const from = before && /^\d+$/.test(before) ? BigInt(before) : undefined;
  const rows = await readNetworkAudit(tx, from, auditViews.AUDIT_PAGE);
  const words = (action: string) => auditLabel(features, action);
  return open(auditViews.auditPage(rows, actor.member, actor.timeZone, words));
}

// --- my data -----------------------------------------------------------------------------------------------------------

export async function sendMyData({ tx, actor, now, settings, features }: Context): Promise<Say> {
  const parts = features.filter(({ privacy }) => privacy?.export).map(({ name }) => name);
  if (!settings.publicUrl) return say(views.dataPage(parts, undefined));
  const { token, hash } = makeToken();
  await writeDownload(tx, hash, actor.member, new Date(now.getTime() + LINK_MS));
  return say(views.dataPage(parts, downloadUrl(settings.publicUrl, token)));
}

export async function readMyData(
  context: Context,
  { part, page }: { part: string; page: number },
): Promise<OpenForm> {
  const feature = context.features.find(({ name }) => name === part);
  const data = (await feature?.privacy?.export?.(context, context.actor.member)) ?? null;
  return open(views.dataView(part, data, page));
}

/** All of it, by feature; that it was sent is written down for its owner. */
export async function gatherData(work: Work, member: string): Promise<Json> {
  const all: Record<string, Json> = { 'made at': work.now.toISOString() };
  for (const { name, privacy } of work.features) {
    if (privacy?.export) all[name] = await privacy.export(work, member);
  }
  const entry = { at: work.now, actor: member, action: 'data.sent', record: `member:${member}` };
  await recordAudit(work.tx, { ...entry, private: true });
  return all;
}

// --- forget me ---------------------------------------------------------------------------------------------------------

export async function askToForget(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const asked = await erasures.readErasure(tx, actor.member);
  if (asked) return say(message(views.willForget(dayOf(asked.dueAt, context))));
  if (await erasures.isLastCoordinator(tx, actor.member, now)) return say(views.handOverFirst);
  const dueAt = new Date(now.getTime() + FORGET_MS);
  return say(views.confirmForget(dayOf(dueAt, context), await readSeat(context, actor.member)));
}

export async function forgetMe(context: Context): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const asked = await erasures.lockErasure(tx, actor.member);
  if (!asked && (await erasures.isLastCoordinator(tx, actor.member, now))) return say(views.handOverFirst);
  const dueAt = asked?.dueAt ?? new Date(now.getTime() + FORGET_MS);
  if (!asked) {
    await erasures.askErasure(tx, actor.member, now, dueAt);
    await seatLeaves(context, actor.member, dueAt);
  }
  const { member } = actor;
  return update(show(context, forgetCard, { member, is: 'asked', day: dayOf(dueAt, context) }));
}

export async function keepMyData(context: Context): Promise<Say | Update> {
  const { tx, actor } = context;
  await erasures.lockErasure(tx, actor.member);
  if (!(await erasures.takeBackErasure(tx, actor.member))) return say(views.nothingAsked);
  await seatStays(context, actor.member);
  return update(show(context, forgetCard, { member: actor.member, is: 'taken-back' }));
}
