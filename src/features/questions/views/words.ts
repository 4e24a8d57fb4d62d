import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Inline, type Message, paragraph, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { itTeam, plain } from '../../../chat/words.ts';
import type { Nation } from '../../../directory/helplines.ts';
import { type HelplineNotes, helplineBlocks, helplineFootnote } from '../../../directory/helplines.ts';
import { cut } from '../../../text/cut.ts';
import { weekdayOf } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import { KEPT_DAYS } from '../rules.ts';
import type { Question } from '../store/question.ts';
import type { Post } from '../store/thread.ts';

/** A label is read whole on a phone. */
export const label = (text: string): string => cut(text, 40);

/** `15:00` today, `Tue 2 February, 09:30` on another day. */
export function moment(at: Date, now: Date): Inline {
  const day = (date: Date) => date.toLocaleDateString('en-GB', { timeZone: 'Europe/London' });
  return { type: 'time', at: at.toISOString(), style: day(at) === day(now) ? 'time' : 'datetime' };
}

/** Said under everything that is typed: who reads it, how long it is kept, what else can be seen. */
export const beforeTyping = (readers: string): Block[] => [
  small(
    `${readers} It’s stored encrypted, and deleted ${KEPT_DAYS} days after the question is closed. ${itTeam}`,
  ),
  small(helplineFootnote),
];

/** What somebody in danger reads about a question without a name. */
export const nobodyCanSendHelp =
  'Nobody can see who you are, so nobody can send help to you either. Your words may give you away.';

/** The words so far, as they are read by whoever may. `you` is the reader's own side. */
export function threadBlocks(question: Question, posts: readonly Post[], you: 'asker' | 'reader'): Block[] {
  const asker =
    you === 'asker' ? 'You asked' : question.named ? `${question.named.name} asks` : 'Somebody asks';
  const blocks = posts.flatMap(({ reader, words }): Block[] => [
    paragraph(bold(reader ? `${reader.name} answered` : asker)),
    paragraph(words),
  ]);
  // Without a name it is the working day that it counts for: whether it was written at a weekend would tell of its writer.
  const asked = question.unnamed ? 'Asked on or before' : 'Asked on';
  return [small(`About “${question.topic.name}”. ${asked} ${weekdayOf(question.askedOn)}.`), ...blocks];
}

export const peopleButton = button(routes.people, 'People to call', {});
/** For coordinators. */
export const topicsButton = button(routes.openTopics, 'Topics and people', {});
export const peoplePage = (nation: Nation, said: HelplineNotes): Form =>
  readingView('People to call', ...helplineBlocks(nation, said));

export const gone: Message = plain(
  'That question isn’t here any more',
  'Nothing was changed. Type “home” to see what is waiting for you.',
);
