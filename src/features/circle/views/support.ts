import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam, list, plain } from '../../../chat/words.ts';
import type { Named } from '../../../directory/circle.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes/support.ts';
import { SHARES } from '../routes/support.ts';

const writeButton = button(routes.openSupport, 'How I like to be supported', {});
export const supportButtons = [writeButton, button(routes.openShares, 'Who may read it', {})];
export const sharedWithMeButton = button(routes.openSharedWithMe, 'Shared with me', {});

export const supportForm = (before: string | undefined, readers: readonly Named[]): Form =>
  form(
    routes.saveSupport,
    {},
    {
      title: 'How to support me',
      submit: 'Save',
      private: true,
      body: [
        paragraph(
          'A few words in your own way: what helps on a bad day, what doesn’t, how you like to work with others.',
        ),
        small(
          `Who reads it: ${readers.length > 0 ? `only ${list(readers.map(({ name }) => name))}, until you take it back` : 'nobody, until you choose somebody'}. It’s kept encrypted until you change it, empty it or leave. ${itTeam} These words never show in it.`,
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.text('words', 'In your own words', {
          multiline: true,
          optional: true,
          maxLength: 1500,
          hint: 'Empty it and save, and it’s forgotten.',
          ...(before && { initial: before }),
        }),
      ],
    },
  );

export const supportSaved = (readers: readonly Named[]): Message =>
  message({
    title: 'Saved',
    body: [
      paragraph(
        readers.length > 0
          ? 'Those you chose read the new words when they next open them.'
          : 'Nobody can read it yet. You choose who, one by one.',
      ),
    ],
    actions: [button(routes.openShares, 'Who may read it', {})],
  });
export const supportForgotten: Message = plain(
  'Forgotten',
  'Nobody can read it any more. You can write it anew at any time.',
);

/** Opened by a button; the chat itself never says who may read it. */
export const sharesForm = (readers: readonly Named[]): Form =>
  form(
    routes.saveShares,
    {},
    {
      title: 'Who may read it',
      submit: 'Save',
      private: true,
      body: [
        paragraph(
          readers.length > 0
            ? `You let these read how you like to be supported: ${list(readers.map(({ name }) => name))}.`
            : 'Nobody can read it now.',
        ),
        small(
          'Whoever you choose hears at most once that something was shared, and reads it behind a button. You can take it back at any time, and nobody is told. I can’t take back what they’ve already read.',
        ),
        small(
          `Only you see this list. It’s kept until you take somebody off, empty what you wrote, or leave. ${itTeam}`,
        ),
      ],
      fields: [
        field.member('person', 'Share it with', { optional: true }),
        ...(readers.length === 0
          ? []
          : [
              {
                id: 'off' as const,
                type: 'multiselect' as const,
                label: 'Take it back from' as const,
                optional: true as const,
                options: readers.map(({ member, name }) => ({ value: member, label: name })),
              },
            ]),
      ],
    },
  );

/** Nobody can be chosen before there is something to read. */
export const nothingToRead: Form = readingView(
  'Who may read it',
  paragraph('There’s nothing to read yet: write how you like to be supported first.'),
  row(' ', writeButton),
);

export const thatIsYou = 'That’s you. Please choose somebody else.';
export const nothingToShare = 'Please write how you like to be supported first; then choose who may read it.';
export const tooMany = `That would be more than ${SHARES}. Take it back from somebody first.`;

export const sharesSaved = (readers: readonly Named[]): Form =>
  readingView(
    'Saved',
    paragraph(
      readers.length > 0
        ? `You let these read it now: ${list(readers.map(({ name }) => name))}.`
        : 'Nobody can read it now.',
    ),
  );

/** Vague on a lock screen: what it is, and whose, is read behind the button. */
export const sharedCard = (owner: string): Card => ({
  title: 'You have a message',
  body: [
    paragraph('Somebody would like you to know something. It’s for you alone, and nothing is asked of you.'),
  ],
  actions: [button(routes.readShared, 'Open', { owner })],
});

const notOn = small('Please keep it to yourself. I note that you opened this, without the words.');
const oneNote = ({ name, words }: { name: string; words: string }): Block[] => [
  paragraph(bold(name)),
  paragraph(words),
];

export const sharedNote = (note: { name: string; words: string }): Form =>
  readingView('How to support them', ...oneNote(note), notOn);
export const sharedNotes = (notes: readonly { name: string; words: string }[]): Form =>
  readingView(
    'Shared with me',
    ...(notes.length === 0
      ? [paragraph('Nobody has shared with you how they like to be supported.')]
      : [...notes.flatMap((note): Block[] => [...oneNote(note), { type: 'divider' }]), notOn]),
  );
/** The same whether it was taken back, emptied, or never there. */
export const nothingShared: Message = plain(
  'There’s nothing here to read just now',
  'What others share with you is under “settings”, “Shared with me”.',
);
