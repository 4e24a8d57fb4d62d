import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibilityOf } from '../../src/features/forum/rules/audience.ts';
import { nextState, spanOf } from '../../src/features/forum/rules/event.ts';
import { remindersFor } from '../../src/features/forum/rules/reminders.ts';
import { type Seat, seatFor, toAdmit } from '../../src/features/forum/rules/waiting.ts';

describe('the waiting list', () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('come' as const), who: fc.nat(11) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('leave' as const), who: fc.nat(11) }) },
  );

  it('never over-fills, never skips anyone, and leaves no place empty while somebody waits', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1, max: 5 })),
        fc.array(step, { maxLength: 60 }),
        (places, steps) => {
          const seats: Seat[] = Array.from({ length: 12 }, (_, id) => ({
            id: String(id),
            seat: null,
            queue: null,
          }));
          const line: string[] = [];
          for (const { kind, who } of steps) {
            const seat = seats[who] as Seat;
            if (kind === 'come' && seat.seat === null) {
              Object.assign(seat, seatFor(seats, places));
              if (seat.seat === 'waiting') line.push(seat.id);
            }
            if (kind === 'leave') {
              if (seat.seat === 'waiting') line.splice(line.indexOf(seat.id), 1);
              Object.assign(seat, { seat: null, queue: null });
            }
            const admitted = toAdmit(seats, places);
            expect(admitted).toEqual(line.splice(0, admitted.length));
            for (const id of admitted)
              Object.assign(seats[Number(id)] as Seat, { seat: 'held', queue: null });
            const held = seats.filter((one) => one.seat === 'held').length;
            expect(held).toBeLessThanOrEqual(places ?? 12);
            if (line.length > 0) expect(held).toBe(places);
            const queue = seats.flatMap((one) => one.queue ?? []);
            expect(new Set(queue).size).toBe(queue.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the audience', () => {
  it('D4 shows what is for peers to no manager, unless they come as a peer', () => {
    const kinds = fc.record({ isPeer: fc.boolean(), isManager: fc.boolean() });
    fc.assert(
      fc.property(
        kinds,
        fc.constantFrom('peer' as const, 'manager' as const, null),
        (who, participantKind) => {
          const visibility = visibilityOf('peers', who, participantKind);
          if (!who.isPeer) expect(visibility).toBe('out');
          if (who.isPeer && who.isManager)
            expect(visibility).toBe(
              participantKind === null ? 'ask' : participantKind === 'peer' ? 'in' : 'out',
            );
          expect(visibilityOf('everyone', who, participantKind)).toBe('in');
        },
      ),
    );
  });
});

describe('times', () => {
  const now = new Date('2027-03-01T09:00:00Z');

  it('plans reminders for the day before in the reader’s zone and an hour before, never in the past', () => {
    const from = new Date('2027-03-29T11:00:00Z');
    expect(remindersFor(from, 'America/New_York', now).map(({ dueAt }) => dueAt.toISOString())).toEqual([
      '2027-03-28T14:00:00.000Z',
      '2027-03-29T10:00:00.000Z',
    ]);
    expect(remindersFor(from, 'Europe/London', new Date('2027-03-29T10:30:00Z'))).toEqual([]);
  });

  it('D16 knows when each part begins and ends', () => {
    const startsAt = new Date('2027-03-16T12:00:00Z');
    const length = { learningMinutes: 90, socialMinutes: 60 };
    expect(spanOf(startsAt, length, 'social').from.toISOString()).toBe('2027-03-16T13:30:00.000Z');
    expect(spanOf(startsAt, length, 'both').until.toISOString()).toBe('2027-03-16T14:30:00.000Z');
  });

  it('has one way back from an announcement, and none from the end', () => {
    expect(nextState('announced', 'back-to-vote')).toBe('asking');
    expect(nextState('ended', 'cancel')).toBeUndefined();
    expect(nextState('draft', 'cancel')).toBeUndefined();
  });
});
