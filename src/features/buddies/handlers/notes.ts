import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { type Meeting, readHeld, readMeeting } from '../store/meetings.ts';
import * as store from '../store/notes.ts';
import { strangers } from '../views/joining.ts';
import * as views from '../views/notes.ts';
import { lockOwn, type Which } from './own.ts';

type WhichMeeting = { meeting: string };
/** Somebody's notes stay theirs, also after the pairing has ended. */
const EVER = ['active', 'paused', 'ended'] as const;

async function lockHeld(context: Context, id: string): Promise<Meeting | undefined> {
  const found = await readMeeting(context.tx, id);
  const own = found && (await lockOwn(context, found.pairId, EVER));
  const meeting = own && (await readMeeting(context.tx, id));
  return meeting?.state === 'held' ? meeting : undefined;
}

export async function openNote(context: Context, { meeting: id }: WhichMeeting): Promise<OpenForm | Say> {
  const { tx, vault, actor } = context;
  const meeting = await lockHeld(context, id);
  if (!meeting) return say(strangers);
  const note = await store.readOwnNote(tx, actor.member, id);
  return open(views.noteForm(meeting, note && (await store.openNote(tx, vault, note))));
}

export async function saveNote(
  context: Context,
  { state, values }: { state: WhichMeeting; values: { note?: string | undefined } },
): Promise<Say> {
  const { tx, vault, actor } = context;
  const meeting = await lockHeld(context, state.meeting);
  if (!meeting) return say(strangers);
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
  async (context: Context, { meeting: id }: WhichMeeting): Promise<Say | Update> => {
    const { tx, actor, now } = context;
    const meeting = await lockHeld(context, id);
    if (!meeting || !(await store.shareNote(tx, actor.member, id, shared ? now : null)))
      return say(strangers);
    return update(shared ? views.noteShared(meeting) : views.noteUnshared(meeting));
  };

export async function openNotes(context: Context, { pair: id }: Which): Promise<OpenForm | Say> {
  const { tx, vault, actor } = context;
  if (!(await lockOwn(context, id, EVER))) return say(strangers);
  const held = await readHeld(tx, id);
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
