import { expect, it } from 'vitest';
import { freshDatabase } from './support/database.ts';
import { countPresses } from './support/presses.ts';

/**
 * Statements that a press may ask of the database, BEGIN and COMMIT among them. Each is a way there and back before the
 * person has an answer, and work for a bot that has two cores. Fewer is better: then the number here comes down, too.
 */
const most: Record<string, number> = {
  help: 2,
  home: 5,
  'words that mean nothing': 7,
  // With what members may ask me about, which stood on home before.
  settings: 5,
  'how to reach me: open': 2,
  'how to reach me: send': 5,
  // With the skills that can be chosen from, as in a brief, for a buddy and where buddies are matched.
  'profile: open': 5,
  'profile: send': 10,
  'call-out: open': 2,
  'call-out: write': 11,
  'call-out: send to the pool': 12,
  'call-out: see days': 3,
  'call-out: reply': 12,
  'buddies: open': 8,
  // The profile that it completes is looked at by others: coordinators, whoever listed them, the pair.
  'buddies: join': 17,
  'buddies: match': 19,
  'question: open': 4,
  'question: who may read it': 11,
  'question: ask': 33,
  'question: read': 12,
  'question: to answer': 19,
  'question: answer': 16,
  'event: open': 7,
  'event: write': 24,
  'event: ask': 20,
  'event: choose times': 7,
  'talk to someone': 11,
  'call me': 21,
  roles: 3,
  'role: open': 1,
  // What waits for whoever holds the role, of every kind that a role may bring.
  'role: give': 35,
  'a tick when nothing is due': 2,
  'a tick when a call is due': 22,
};

it('asks no more of the database than it did, whatever is pressed', async () => {
  const presses = await countPresses((await freshDatabase()).connection);
  expect(presses.map(({ name }) => name)).toEqual(Object.keys(most));
  const over = presses.filter(({ name, statements }) => statements.length > (most[name] ?? 0));
  expect(over).toEqual([]);
});
