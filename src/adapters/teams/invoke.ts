import type { Option } from '../../chat/form.ts';
import { packMember } from './input.ts';
import { limits } from './limits.ts';
import type { Via } from './parse.ts';
import type { Element } from './text.ts';

/** Takes the place of the card that was pressed, for whoever pressed it. */
export const replaceCard = (card: Element): Element => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: card,
});

export const showWords = (words: string): Element => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: words,
});

export const dialogWords = (words: string): Element => ({ task: { type: 'message', value: words } });

export const searchResults = (options: readonly Option[]): Element => ({
  type: 'application/vnd.microsoft.search.searchResponse',
  value: {
    results: options
      .slice(0, limits.suggestions)
      .map(({ value, label }) => ({ title: label, value: packMember(value, label) })),
  },
});

/** An error that people see and can read, in the place where they pressed. */
export function showError(via: Via, words: string): Element {
  if (via === 'search') return searchResults([]);
  if (via === 'fetch' || via === 'dialog') return dialogWords(words);
  return {
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { code: 'InternalServerError', message: words },
  };
}
