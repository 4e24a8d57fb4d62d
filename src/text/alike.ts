import { createHash } from 'node:crypto';

/** What people typed themselves, and how many typed it so. */
export interface Typed {
  typed: string;
  people: number;
}

/** What is the same as it is compared, called what most people call it. */
export interface Alike {
  key: string;
  /** For a form: short, and of letters that each platform takes. */
  id: string;
  name: string;
  people: number;
  /** Each way in which it was typed, that of most people first. */
  spellings: readonly string[];
}

/** `key`: how it is compared. */
export function alikeIn(held: readonly Typed[], key: (typed: string) => string): Alike[] {
  const groups = new Map<string, Typed[]>();
  for (const one of held) {
    const its = key(one.typed);
    groups.set(its, [...(groups.get(its) ?? []), one]);
  }
  return [...groups].map(([its, all]) => {
    const spellings = [...all]
      .sort((a, b) => b.people - a.people || (a.typed < b.typed ? -1 : 1))
      .map(({ typed }) => typed);
    return {
      key: its,
      id: createHash('sha256').update(its).digest('base64url').slice(0, 12),
      name: spellings[0] ?? '',
      people: all.reduce((total, { people }) => total + people, 0),
      spellings,
    };
  });
}
