import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';

export interface Note {
  id: string;
  meetingId: string;
  writerId: MemberId;
  wordsSealed: string;
  sharedAt: Date | null;
}

const place = ({ id, writerId }: Pick<Note, 'id' | 'writerId'>) => ({
  member: writerId,
  table: 'buddy_note',
  column: 'words_sealed',
  row: id,
});

/** Somebody's own notes on these meetings, by meeting. Nobody else's are ever read this way. */
export async function readOwnNotes(
  tx: Tx,
  writer: MemberId,
  meetings: readonly string[],
): Promise<Map<string, Note>> {
  const rows = await tx.buddyNote.findMany({ where: { writerId: writer, meetingId: { in: [...meetings] } } });
  return new Map(rows.map((row) => [row.meetingId, row]));
}

export async function readOwnNote(tx: Tx, writer: MemberId, meeting: string): Promise<Note | undefined> {
  return (await readOwnNotes(tx, writer, [meeting])).get(meeting);
}

export const openNote = async (tx: Tx, vault: Vault, note: Note): Promise<string | undefined> =>
  vault.unseal<string>(tx, place(note), fromColumn(note.wordsSealed));

export async function writeNote(
  tx: Tx,
  vault: Vault,
  writer: MemberId,
  meeting: string,
  words: string,
): Promise<void> {
  const id = (await readOwnNote(tx, writer, meeting))?.id ?? randomUUID();
  const wordsSealed = toColumn(await vault.seal<string>(tx, place({ id, writerId: writer }), words));
  const where = { meetingId_writerId: { meetingId: meeting, writerId: writer } };
  await tx.buddyNote.upsert({
    where,
    create: { id, meetingId: meeting, writerId: writer, wordsSealed },
    update: { wordsSealed },
  });
}

export async function deleteNote(tx: Tx, writer: MemberId, meeting: string): Promise<void> {
  await tx.buddyNote.deleteMany({ where: { writerId: writer, meetingId: meeting } });
}

export async function hasNotes(tx: Tx, meeting: string): Promise<boolean> {
  return (await tx.buddyNote.count({ where: { meetingId: meeting } })) > 0;
}

/** C15: coordinators may read the note while this is set. False: there is no such note of theirs. */
export async function shareNote(
  tx: Tx,
  writer: MemberId,
  meeting: string,
  sharedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.buddyNote.updateMany({
    where: { writerId: writer, meetingId: meeting },
    data: { sharedAt },
  });
  return count === 1;
}

export interface SharedNote {
  writer: MemberId;
  name: string;
  day: string;
  words: string;
}

/** The notes that are shared now, the newest first; whoever is not named in them stays unnamed. */
export async function readSharedNotes(tx: Tx, vault: Vault): Promise<SharedNote[]> {
  const rows = await tx.buddyNote.findMany({
    where: { sharedAt: { not: null } },
    include: { writer: { select: { name: true } }, meeting: { select: { day: true } } },
    orderBy: { sharedAt: 'desc' },
    take: 30,
  });
  const shared: SharedNote[] = [];
  for (const { writer, meeting, ...note } of rows) {
    const words = await openNote(tx, vault, note);
    if (words === undefined) continue;
    shared.push({ writer: note.writerId, name: writer.name, day: meeting.day, words });
  }
  return shared;
}
