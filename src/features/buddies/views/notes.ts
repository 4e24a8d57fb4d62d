import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Message, message, paragraph, row, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam, plain } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { spokenDate } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import type { Meeting } from '../store/meetings.ts';
import type { Note } from '../store/notes.ts';
import { WAY } from './words.ts';

export const noteForm = (meeting: Meeting, note: string | undefined): Form =>
  form(
    routes.saveNote,
    { meeting: meeting.id },
    {
      title: `My note, ${spokenDate(meeting.day)}`,
      submit: 'Keep it',
      private: true,
      body: [
        small(
          `Only you can open this: not your buddy, not a coordinator, unless you share it. It’s kept until you empty it. ${itTeam}`,
        ),
      ],
      fields: [
        field.text('note', 'Bullet points for yourself', {
          multiline: true,
          optional: true,
          maxLength: 3000,
          ...(note && { initial: note }),
          hint: `Please leave out what was told you in confidence. ${helplineFootnote}`,
        }),
      ],
    },
  );

/** One meeting, with this person's own note on it. */
export function noteRow(meeting: Meeting, note: Note | undefined): Block {
  const where = { meeting: meeting.id };
  const share = note?.sharedAt
    ? button(routes.unshareNote, 'Stop sharing', where)
    : button(routes.shareNote, 'Share with the programme', where);
  return row(
    `${spokenDate(meeting.day)}, ${WAY[meeting.mode]}${note?.sharedAt ? ': your note is shared' : ''}`,
    ...(note
      ? [button(routes.openNote, 'Open my note', where), share]
      : [button(routes.openNote, 'Add a private note', where)]),
  );
}

export const noteKept = (meeting: Meeting, note: Note): Message =>
  message({
    title: 'Your note is kept',
    body: [
      paragraph(
        note.sharedAt
          ? 'It’s shared with the programme: coordinators read it as it is now.'
          : 'Only you can open it.',
      ),
      noteRow(meeting, note),
    ],
  });
export const noteDeleted = plain(
  'Your note is deleted',
  'Nothing of it is left, and nobody can read it any more.',
);
export const noteShared = (meeting: Meeting): Message =>
  message({
    title: 'Your note is shared',
    body: [
      paragraph(
        'Coordinators can open it, with your name and the day, until you stop sharing. Your buddy isn’t named, and can’t read it.',
      ),
    ],
    actions: [
      button(routes.unshareNote, 'Stop sharing', { meeting: meeting.id }),
      button(routes.openNote, 'Open my note', { meeting: meeting.id }),
    ],
  });
export const noteUnshared = (meeting: Meeting): Message =>
  message({
    title: 'Only you can open it again',
    body: [paragraph('Coordinators can’t open your note any more. Somebody may have read it before.')],
    actions: [button(routes.openNote, 'Open my note', { meeting: meeting.id })],
  });

export const notesPage = (notes: readonly { meeting: Meeting; words: string; shared: boolean }[]): Form =>
  readingView(
    'All my notes',
    small('Only you see this page.'),
    ...notes.flatMap(({ meeting, words, shared }): Block[] => [
      paragraph(
        bold(spokenDate(meeting.day)),
        `, ${WAY[meeting.mode]}${shared ? ' (shared with the programme)' : ''}`,
      ),
      paragraph(words),
      { type: 'divider' },
    ]),
  );
