/** Somebody's place at an event: they have one, or wait for one with a number that only grows. */
export interface Seat {
  id: string;
  seat: 'held' | 'waiting' | null;
  queue: number | null;
}

const held = (seats: readonly Seat[]): number => seats.filter(({ seat }) => seat === 'held').length;
const waiting = (seats: readonly Seat[]): Seat[] =>
  seats.filter(({ seat }) => seat === 'waiting').sort((a, b) => (a.queue ?? 0) - (b.queue ?? 0));

/** Where somebody new is put: behind everybody who waits already. `places` null is without a limit. */
export function seatFor(seats: readonly Seat[], places: number | null): Pick<Seat, 'seat' | 'queue'> {
  const line = waiting(seats);
  const full = places !== null && held(seats) >= places;
  if (!full && line.length === 0) return { seat: 'held', queue: null };
  return { seat: 'waiting', queue: (line.at(-1)?.queue ?? 0) + 1 };
}

/** Who moves up, in the order in which they waited: as many as there are free places, and nobody is passed over. */
export function toAdmit(seats: readonly Seat[], places: number | null): string[] {
  const free = places === null ? Number.POSITIVE_INFINITY : Math.max(0, places - held(seats));
  return waiting(seats)
    .slice(0, free)
    .map(({ id }) => id);
}

/** How many are before each who waits. */
export const lineOf = (seats: readonly Seat[]): ReadonlyMap<string, number> =>
  new Map(waiting(seats).map(({ id }, before) => [id, before]));
