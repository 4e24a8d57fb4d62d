import type { MemberId } from '../../../chat/message.ts';
import { calendarColumns, toCalendar } from '../../../directory/calendar.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import type { Tx } from '../../../store/database.ts';
import type { Calendar } from '../../../time/calendar.ts';

/** Who may be asked to read a question, and when they may be written to. */
export interface Reader extends Calendar {
  member: MemberId;
  name: string;
}

/** Those of these who are members now, in the order given. */
export async function readReaders(tx: Tx, members: readonly MemberId[]): Promise<Reader[]> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...members] }, standing: 'member' },
    select: { id: true, name: true, ...calendarColumns },
  });
  const readers = await tellApart(
    tx,
    rows.map((row): Reader => ({ member: row.id, name: row.name, ...toCalendar(row) })),
  );
  const found = new Map(readers.map((one) => [one.member, one]));
  return members.flatMap((member) => found.get(member) ?? []);
}
