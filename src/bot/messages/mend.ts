import type { MemberId } from '../../chat/message.ts';
import { findUnlisted } from '../../outbox/enqueue/on-home.ts';
import type { Work } from '../feature.ts';
import { type AnyMessage, type CardOf, cardsIn, type ExpectedCard } from './declare.ts';
import { list } from './say.ts';

/** As many open records of a kind are looked at for one person. */
const MOST = 500;

/**
 * Builds somebody's home from the records: they joined, or two accounts became one person.
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

/** What waits for whoever holds a role waits for this person as well, who holds it from now on. */
export const listForRole = (work: Work, member: MemberId): Promise<void> =>
  listAllFor(
    work,
    member,
    cardsIn(work.features.flatMap(({ messages = [] }) => messages)).filter(({ said }) => !said.personal),
  );

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
