import { namesHealth } from '../../directory/health-words.ts';
import { type Skills, skillByWords } from '../../directory/skills.ts';
import { plainly } from '../../text/normalise.ts';

/** Fewer are nobody's business but their own [default]. */
export const ENOUGH = 3;

/** What people typed themselves, and how many typed it so. */
export interface Typed {
  typed: string;
  people: number;
}

/** What enough people typed that is not in the vocabulary, most people first, each as most of them write it. */
export function ownWords(all: Skills, typed: readonly Typed[]): Typed[] {
  const groups = new Map<string, Typed & { most: number }>();
  for (const one of typed) {
    if (skillByWords(all, one.typed) || namesHealth(one.typed)) continue;
    const key = plainly(one.typed);
    const before = groups.get(key) ?? { typed: one.typed, people: 0, most: 0 };
    const isTheName = one.people > before.most || (one.people === before.most && one.typed < before.typed);
    groups.set(key, {
      typed: isTheName ? one.typed : before.typed,
      people: before.people + one.people,
      most: Math.max(before.most, one.people),
    });
  }
  return [...groups.values()]
    .filter(({ people }) => people >= ENOUGH)
    .sort((a, b) => b.people - a.people || (a.typed < b.typed ? -1 : 1))
    .map(({ typed: words, people }) => ({ typed: words, people }));
}
