import { namesHealth } from '../../directory/health-words.ts';
import { type Skills, skillByWords } from '../../directory/skills.ts';
import { alikeIn, type Typed } from '../../text/alike.ts';
import { plainly } from '../../text/normalise.ts';

/** Fewer are nobody's business but their own [default]. */
export const ENOUGH = 3;

/** What enough people typed that is not in the vocabulary, most people first, each as most of them write it. */
export const ownWords = (all: Skills, held: readonly Typed[]): Typed[] =>
  alikeIn(
    held.filter(({ typed }) => !skillByWords(all, typed) && !namesHealth(typed)),
    plainly,
  )
    .filter(({ people }) => people >= ENOUGH)
    .sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1))
    .map(({ name, people }) => ({ typed: name, people }));
