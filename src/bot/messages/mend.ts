import type { MemberId } from '../../chat/message.ts';
import { findUnlisted, readOnHome } from '../../outbox/enqueue/on-home.ts';
import type { Work } from '../feature.ts';
import { type AnyMessage, type CardOf, cardsIn, type ExpectedCard } from './declare.ts';
import { list } from './say.ts';

/** As many open records of a kind are looked at for one person. */
const MOST = 500;

/**
 * Builds somebody's home from the records: they joined, or hold a role from now on, or two accounts became one person.
 * `only`: of these declarations, where they may see something else now.
 */
export async function listAllFor(
  work: Work,
  member: MemberId,
  only: readonly AnyMessage[] = work.features.flatMap(({ messages = [] }) => messages),
): Promise<void> {
  for (const kind of cardsIn(only).filter(isOnHome)) {
    const expected = (await kind.said.expected?.(work.tx, work.now, MOST, member, work.features)) ?? [];
    await listExpected(
      work,
      kind,
      expected.filter(({ reader }) => reader === member),
    );
  }
}

/** Takes off somebody's home what is not theirs to see any more, or asks nothing now: a role of theirs is over. */
export async function dropStale(work: Work, member: MemberId): Promise<void> {
  const { tx, now } = work;
  const standing = await readOnHome(tx, member, now);
  for (const kind of cardsOnHome(work)) {
    const cards = standing.filter((card) => card.kind === kind.kind);
    if (cards.length === 0) continue;
    const records = [...new Set(cards.map(({ record }) => record))];
    const seen = await kind.said.read?.(work, records, member);
    for (const { record, edition } of cards)
      if (!stands(work, kind, seen?.get(record), { member, edition }))
        work.listOnHome({ member, kind: kind.kind, record, edition });
  }
}

/** Whether a card still has something to say on this home: `seen` is what its record is for them, if anything. */
function stands(
  { now }: Work,
  { said }: CardOf<unknown>,
  seen: unknown,
  { member, edition }: { member: MemberId; edition: number },
): boolean {
  if (seen === undefined || (said.edition && said.edition.of(seen) !== edition)) return false;
  return said.waits?.(seen, member, now) !== undefined || said.comes?.(seen, member) !== undefined;
}

/** Puts on home what open records should have there and is missing: a mend, and what cards of before are known by. */
export async function listMissing(
  work: Work,
  kind: CardOf<unknown>,
  expected: readonly ExpectedCard[],
): Promise<void> {
  const asking = expected.filter(({ asksNothing, reader }) => !asksNothing && reader !== undefined);
  const missing = await findUnlisted(work.tx, kind.kind, asking);
  await listExpected(work, kind, missing);
}

async function listExpected(
  work: Work,
  kind: CardOf<unknown>,
  expected: readonly ExpectedCard[],
): Promise<void> {
  for (const member of new Set(expected.flatMap(({ reader }) => reader ?? []))) {
    const records = expected.flatMap(({ record, reader }) => (reader === member ? record : []));
    const seen = await kind.said.read?.(work, records, member);
    list(work, kind, [...(seen?.values() ?? [])], [{ member }]);
  }
}

export const isOnHome = ({ said }: CardOf<unknown>): boolean =>
  said.waits !== undefined || said.comes !== undefined;

const cardsOnHome = ({ features }: Work): CardOf<unknown>[] =>
  features.flatMap(({ messages = [] }) => cardsIn(messages)).filter(isOnHome);
