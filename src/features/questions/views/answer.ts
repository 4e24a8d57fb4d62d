import type { Form } from '../../../chat/form.ts';
import { type Block, type Card, paragraph, row, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';
import type { Answer, Question, Turn } from '../store/question.ts';
import type { Post } from '../store/thread.ts';
import { keyOf } from './asker.ts';
import { label, threadBlocks } from './words.ts';

/** What the asker has just said about it, besides what stays. */
export interface Thanks {
  thanked?: true;
  /** "No" to others reading it. */
  kept?: true;
}

export function answerCard(question: Question, { id, reader, sharing }: Answer, said: Thanks = {}): Card {
  const key = { ...keyOf(question), post: id };
  const first = firstName(reader.name);
  const thank = button(routes.thank, label(`Yes, thank ${first}`), key);
  const more = button(routes.openMore, 'I need more', keyOf(question));
  const mind = [button(routes.share, 'I’ve changed my mind', { ...key, yes: false })];
  const between = 'It stays between the two of you.';
  const yes = [button(routes.share, 'I’ve changed my mind', { ...key, yes: true })];
  const rows: Record<Answer['sharing'] | 'refused', Block> = {
    refused: row(between, ...yes),
    kept: row(
      'May others see this question and answer, without your name?',
      button(routes.share, 'Yes', { ...key, yes: true }),
      button(routes.share, 'No', { ...key, yes: false }),
    ),
    agreed: row(`Others see it only if ${first} agrees, and edits it first.`, ...mind),
    declined: small(between),
    published: row('Others can find it now, without your name.', ...mind),
  };
  return {
    title: 'There’s an answer for you',
    body: [
      row(`${reader.name} has answered.`, button(routes.readAnswer, 'Read it', keyOf(question), 'primary')),
      said.thanked
        ? row(`I’ve told ${first} that you said thank you.`, more)
        : row('Did that help?', thank, more),
      rows[said.kept && sharing === 'kept' ? 'refused' : sharing],
    ],
  };
}
export const answerPage = (question: Question, posts: readonly Post[]): Form =>
  readingView('Your question', ...threadBlocks(question, posts, 'asker'), small(helplineFootnote));

/** Also for what has been decided, which is as much as the record keeps of it. */
export function suggestionCard(question: Question, turn: Turn): Card {
  if (!turn.suggested) return suggestionOver;
  const about = { ...keyOf(question), turn: turn.id };
  const { name } = turn.suggested;
  return {
    title: 'A suggestion about your question',
    body: [
      paragraph(
        `${turn.name} thinks that ${name} could help. May I ask ${name}? They would read your question.`,
      ),
      small(`If you do nothing, ${name} isn’t asked.`),
    ],
    actions: [
      button(
        routes.decideSuggestion,
        label(`Yes, ask ${firstName(name)}`),
        { ...about, yes: true },
        'primary',
      ),
      button(routes.decideSuggestion, 'No', { ...about, yes: false }),
    ],
  };
}
export const suggestionDecided = (name: string, yes: boolean): Card => ({
  title: yes ? 'Thank you for deciding' : 'That’s fine',
  body: [
    paragraph(
      yes ? `${name} comes next, if it still needs an answer.` : `${name} isn’t asked, and nobody is told.`,
    ),
  ],
});
export const suggestionOver: Card = {
  title: 'That has been decided already',
  body: [paragraph('Nothing was changed.')],
};
