import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { readHeld } from '../store/meetings.ts';
import * as store from '../store/notes.ts';
import { strangers } from '../views/joining.ts';
import * as views from '../views/notes.ts';
import type { Own, OwnMeeting } from './guards.ts';

export async function openNote(context: Context, { meeting }: OwnMeeting): Promise<OpenForm | Say> {
  const { tx, vault, actor } = context;
  if (meeting.state !== 'held') return say(strangers);
  const note = await store.readOwnNote(tx, actor.member, meeting.id);
  return open(views.noteForm(meeting, note && (await store.openNote(tx, vault, note))));
}

export async function saveNote(
  context: Context,
  { meeting }: OwnMeeting,
  { values }: { values: { note?: string | undefined } },
): Promise<Say> {
  const { tx, vault, actor } = context;
  if (meeting.state !== 'held') return say(strangers);
  if (!values.note) {
    await store.deleteNote(tx, actor.member, meeting.id);
    return say(views.noteDeleted);
  }
  await store.writeNote(tx, vault, actor.member, meeting.id, values.note);
  const note = await store.readOwnNote(tx, actor.member, meeting.id);
  return say(note ? views.noteKept(meeting, note) : strangers);
}

export const shareNote =
  (shared: boolean) =>
  async ({ tx, actor, now }: Context, { meeting }: OwnMeeting): Promise<Say | Update> => {
    const at = shared ? now : null;
    if (meeting.state !== 'held' || !(await store.shareNote(tx, actor.member, meeting.id, at)))
      return say(strangers);
    return update(shared ? views.noteShared(meeting) : views.noteUnshared(meeting));
  };

export async function openNotes({ tx, vault, actor }: Context, { pair }: Own): Promise<OpenForm> {
  const held = await readHeld(tx, pair.id);
  const notes = await store.readOwnNotes(
    tx,
    actor.member,
    held.map((meeting) => meeting.id),
  );
  const read: Parameters<typeof views.notesPage>[0][number][] = [];
  for (const meeting of held) {
    const note = notes.get(meeting.id);
    const words = note && (await store.openNote(tx, vault, note));
    if (words) read.push({ meeting, words, shared: note.sharedAt !== null });
  }
  return open(views.notesPage(read));
}
