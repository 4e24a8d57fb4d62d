import type { Work } from '../../bot/feature.ts';
import type { Lost } from '../../bot/messages/declare.ts';
import { close, refresh, show, showAll, tell } from '../../bot/messages/say.ts';
import type { MemberId, Message } from '../../chat/message.ts';
import { recordAudit } from '../../store/audit.ts';
import { isOver } from '../placements/rules/project.ts';
import { readPlacement } from '../placements/store/placements.ts';
import { agree, passOver } from '../projects/operations/host.ts';
import { MISSING } from '../projects/rules/missing.ts';
import * as messages from './messages.ts';
import { type Named, readable, unanswered } from './rules.ts';
import * as deletions from './store/deletions.ts';
import * as recipients from './store/recipients.ts';
import { type Answered, BUSY, deletionCard, FULL, namesCard } from './views.ts';

type Recipient = recipients.Recipient;

/** Names were handed to these. The project is locked. */
export async function sendNames(work: Work, ids: readonly string[]): Promise<void> {
  showAll(work, messages.namesCard, await recipients.readRecipients(work.tx, ids));
}

/** People moved on a project: the cards at its host are as they are now. */
export async function refreshNames(work: Work, project: string): Promise<void> {
  const all = await recipients.readRecipientsOn(work.tx, project);
  if (all.length > 0) await refresh(work, messages.namesCard, all);
}

/** A21: what they open is written down, and each of those it is about sees it. */
export async function openNames(work: Work, recipient: Recipient, by: MemberId): Promise<void> {
  const { tx, now } = work;
  const all = readable(recipient);
  const placements = all.map(({ placement }) => placement);
  await recipients.markRead(tx, recipient, placements, now);
  await recordAudit(tx, {
    at: now,
    actor: by,
    action: 'details.opened',
    record: `project:${recipient.project.id}`,
    about: all.map(({ peer }) => peer),
  });
}

/**
 * What a host says of each is carried out as where whoever runs the project notes it, under the same gate; the first
 * answer stands. The project is locked.
 */
export async function takeAnswers(
  work: Work,
  recipient: Recipient,
  said: { agreed: readonly string[]; other: readonly string[]; by: MemberId },
): Promise<Answered> {
  const { tx, now } = work;
  const open = unanswered(recipient);
  const agreed: Named[] = [];
  const other: Named[] = [];
  const held: { named: Named; why: string; mayAgree: boolean }[] = [];
  for (const named of open.filter(({ placement }) => said.other.includes(placement))) {
    const placed = await readPlacement(tx, named.placement);
    if (placed && (await passOver(work, placed))) other.push(named);
  }
  for (const named of open.filter(({ placement }) => said.agreed.includes(placement))) {
    const placed = await readPlacement(tx, named.placement);
    if (!placed) continue;
    const agreement = await agree(work, placed);
    if (agreement.is === 'agreed') agreed.push(named);
    if (agreement.is === 'missing')
      held.push({ named, why: agreement.missing.map((one) => MISSING[one]).join(', and '), mayAgree: false });
    if (agreement.is === 'to-confirm')
      held.push({ named, why: agreement.isBusy ? BUSY : FULL, mayAgree: true });
  }
  const count = new Set([...said.agreed, ...said.other]).size;
  const late = count - agreed.length - other.length - held.length;
  const answered = { recipient, agreed, other, held, late };
  if (agreed.length + other.length + held.length === 0) return answered;
  await recordAudit(tx, {
    at: now,
    actor: said.by,
    action: 'host.answered',
    record: `project:${recipient.project.id}`,
    about: [...agreed, ...other, ...held.map(({ named }) => named)].map(({ peer }) => peer),
  });
  tell(work, messages.answered, answered, now.toISOString());
  return answered;
}

/** UK GDPR Art. 17, 19: what one recipient opened and does not need any more, in one message. The project is locked. */
export async function askToDelete(work: Work, recipient: Recipient): Promise<void> {
  const { tx, now } = work;
  if (recipient.member === null || recipient.isLost) return;
  const rows = await deletions.takeToDelete(tx, recipient.id, now);
  if (rows.length > 0) {
    const people = new Set(rows.map(({ peer }) => peer)).size;
    const id = await deletions.createDeletion(tx, { recipient: recipient.id, people, now });
    await deletions.markAsked(
      tx,
      rows.map(({ release }) => release),
      id,
    );
    showAll(work, messages.deletionCard, await deletions.readDeletions(tx, [id]));
  }
  const after = (await recipients.readRecipient(tx, recipient.id)) ?? recipient;
  if (unanswered(after).length > 0) await refresh(work, messages.namesCard, [after]);
  else await close(work, messages.namesCard, [after], namesCard(after));
}

/**
 * Somebody is forgotten: whoever opened their details is asked in the same act, by the name that they have; what is kept
 * of it names nobody.
 */
export async function askToForget(work: Work, peer: MemberId): Promise<void> {
  const { tx, now } = work;
  for (const found of await recipients.readWhoHas(tx, peer)) {
    const recipient = await recipients.lockRecipient(tx, found.id);
    const named = recipient?.names.find((one) => one.peer === peer);
    if (!recipient || !named) continue;
    const id = await deletions.createDeletion(tx, { recipient: recipient.id, people: 1, now });
    for (const deletion of await deletions.readDeletions(tx, [id]))
      show(work, messages.deletionCard, deletion, { as: deletionCard(deletion, now, [named.name]) });
  }
}

/** What they got is deleted, or was not after all. */
export async function noteDeleted(
  work: Work,
  before: deletions.Deletion,
  deletedAt: Date | null,
): Promise<Message> {
  await deletions.markDeleted(work.tx, before.id, deletedAt);
  return show(work, messages.deletionCard, { ...before, deletedAt });
}

/** They cannot be reached here: whoever runs the project asks in another way. The project is locked. */
export async function giveUp(work: Work, recipient: Recipient): Promise<void> {
  const { tx, now } = work;
  if (recipient.isLost) return;
  await recipients.markLost(tx, recipient.id, now);
  await close(work, messages.namesCard, [recipient], namesCard(recipient));
  tell(work, messages.unreached, recipient, now.toISOString());
}

export async function noteNamesLost(work: Work, { record, wasSeen }: Lost): Promise<void> {
  const recipient = wasSeen ? undefined : await recipients.lockRecipient(work.tx, record);
  if (recipient && !isOver(recipient.project.state) && readable(recipient).length > 0)
    await giveUp(work, recipient);
}

export async function noteDeletionLost(work: Work, { record, wasSeen }: Lost): Promise<void> {
  const deletion = wasSeen ? undefined : await deletions.lockDeletion(work.tx, record);
  const recipient = deletion && (await recipients.lockRecipient(work.tx, deletion.recipient));
  if (recipient && deletion?.deletedAt === null) await giveUp(work, recipient);
}

/** Whoever answered for a host is forgotten: the log keeps that it was somebody there. */
export async function forgetRecipient(work: Work, member: MemberId): Promise<void> {
  for (const { id } of await recipients.readRecipientsOf(work.tx, member)) {
    const recipient = await recipients.lockRecipient(work.tx, id);
    if (!recipient) continue;
    const hasSome = recipient.names.length > 0;
    await recipients.markLost(work.tx, id, work.now);
    if (hasSome) tell(work, messages.unreached, { ...recipient, name: null }, work.now.toISOString());
  }
}
