import type { OfferedSeat, Work } from '../../../bot/feature.ts';
import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { SeatWords } from '../../../bot/seats.ts';
import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { SeatKind } from '../../../directory/seats.ts';
import type { Tx } from '../../../store/database.ts';
import { readAllOf, readOffered, readOwnSeats, type Seat } from './seats.ts';

/** What is known of a kind of seat by the feature that offers it. */
export const findOffered = (
  { features }: Pick<Work, 'features'>,
  { scope, role, place }: SeatKind,
): OfferedSeat | undefined =>
  features
    .flatMap(({ seats }) => seats?.offers ?? [])
    .find((one) => one.scope === scope && one.role === role && one.place === place);

interface Seated {
  seat: Seat;
  words: SeatWords | undefined;
}

/** These with what they are about: one question to each feature that offers some of them. */
export async function readSeated(
  work: Pick<Work, 'tx' | 'features'>,
  seats: readonly Seat[],
): Promise<Seated[]> {
  const asked = new Map<OfferedSeat, string[]>();
  for (const seat of seats) {
    const offered = findOffered(work, seat);
    if (offered) asked.set(offered, [...(asked.get(offered) ?? []), seat.scopeId]);
  }
  const words = new Map<OfferedSeat, ReadonlyMap<string, SeatWords>>();
  for (const [offered, ids] of asked) words.set(offered, await offered.words(work, ids));
  return seats.map((seat) => {
    const offered = findOffered(work, seat);
    return { seat, words: offered && words.get(offered)?.get(seat.scopeId) };
  });
}

/** These, as the one who was offered them sees them. */
export async function readOwnSeated(
  work: Work,
  ids: readonly string[],
  member: MemberId,
): Promise<ReadonlyMap<string, Seated>> {
  const found = await readSeated(work, await readOwnSeats(work.tx, ids, member));
  return new Map(found.map((one) => [one.seat.id, one]));
}

/** Whoever was offered one, and has not answered, has its card. */
export async function readExpectedSeats(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const offered = await readOffered(tx, limit, reader);
  return offered.map(({ id, member }) => ({ record: id, reader: member }));
}

/** For the eyes of whoever was offered them. */
export async function exportSeats(work: Work, member: MemberId): Promise<Json> {
  const found = await readSeated(work, await readAllOf(work.tx, member));
  return found.map(({ seat, words }) => ({
    what: words?.what ?? 'something that is over',
    stands: seat.state,
    offered: seat.offeredAt.toISOString(),
    from: seat.startsAt?.toISOString() ?? null,
    until: seat.endsAt?.toISOString() ?? null,
  }));
}
