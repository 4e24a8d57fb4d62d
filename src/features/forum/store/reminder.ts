import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import type { ReminderKind } from '../rules/reminders.ts';

export interface Reminder {
  id: string;
  invitationId: string;
  kind: ReminderKind;
  dueAt: Date;
}

/** Replaces what was still to come for these invitations. */
export async function writeReminders(
  tx: Tx,
  invitations: readonly string[],
  reminders: readonly Omit<Reminder, 'id'>[],
): Promise<void> {
  await tx.forumReminder.deleteMany({ where: { invitationId: { in: [...invitations] } } });
  await tx.forumReminder.createMany({ data: [...reminders] });
}

export async function deleteReminders(tx: Tx, eventId: string): Promise<void> {
  await tx.forumReminder.deleteMany({ where: { invitation: { eventId } } });
}

export async function readReminder(
  tx: Tx,
  id: string,
): Promise<(Reminder & { eventId: string }) | undefined> {
  const row = await tx.forumReminder.findUnique({
    where: { id },
    include: { invitation: { select: { eventId: true } } },
  });
  if (!row) return undefined;
  const { invitation, ...rest } = row;
  return { ...rest, kind: rest.kind as ReminderKind, eventId: invitation.eventId };
}

/** True once: to send it is ours. */
export async function takeReminder(tx: Tx, id: string): Promise<boolean> {
  return (await tx.forumReminder.deleteMany({ where: { id } })).count === 1;
}

export const dueReminders: Due = (now) =>
  Prisma.sql`SELECT id::text, due_at AS at FROM forum_reminder WHERE due_at <= ${now}`;
