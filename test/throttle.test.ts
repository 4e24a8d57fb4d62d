import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit } from '../src/chat/adapter.ts';
import { freeAt, granted, type Method, none, type Recent } from '../src/outbox/queue/throttle.ts';

const limit = fc.record({
  per: fc.constantFrom('conversation' as const, 'workspace' as const),
  on: fc.constantFrom('post' as const, 'edit' as const, 'any' as const),
  most: fc.integer({ min: 1, max: 40 }),
  inMs: fc.integer({ min: 1, max: 60_000 }),
});
const wish = fc.record({
  after: fc.integer({ min: 0, max: 3_000 }),
  method: fc.constantFrom<Method>('post', 'edit'),
  isUrgent: fc.boolean(),
});

type Write = { at: number; method: Method };
const counts = ({ on }: Limit, { method }: Write) => on === 'any' || on === method;

/** Writes each wish as soon as it is allowed. */
function play(
  limits: readonly Limit[],
  wishes: readonly { after: number; method: Method; isUrgent: boolean }[],
) {
  const writes: Write[] = [];
  let recent: Recent = none;
  let now = 1_000_000;
  for (const { after, method, isUrgent } of wishes) {
    now = Math.max(now + after, freeAt(limits, recent, method, isUrgent));
    recent = granted(limits, recent, method, now);
    writes.push({ at: now, method });
  }
  return writes;
}

describe('the throttle', () => {
  it('lets no window of a limit’s length hold more than it allows', () => {
    fc.assert(
      fc.property(fc.array(limit, { maxLength: 4 }), fc.array(wish, { maxLength: 120 }), (limits, wishes) => {
        const writes = play(limits, wishes);
        for (const one of limits) {
          const counted = writes.filter((write) => counts(one, write));
          for (const [index, write] of counted.entries()) {
            const first = counted[index - one.most];
            if (first) expect(write.at - first.at).toBeGreaterThanOrEqual(one.inMs);
          }
        }
      }),
    );
  });

  it('makes nobody wait who is within every limit', () => {
    fc.assert(
      fc.property(limit, (one) => {
        const quietly = Array.from({ length: 50 }, () => ({
          after: one.inMs,
          method: 'post' as const,
          isUrgent: false,
        }));
        const writes = play([one], quietly);
        expect(writes.every(({ at }, index) => at === 1_000_000 + (index + 1) * one.inMs)).toBe(true);
      }),
    );
  });

  it('takes at most a tenth longer for a quiet fan-out than the limit makes it, and keeps the rest for what is urgent', () => {
    for (const most of [30, 50, 60, 300]) {
      const limits = [{ per: 'workspace', on: 'post', most, inMs: 60_000 } as const];
      const fanOut = Array.from({ length: most * 40 }, () => ({
        after: 0,
        method: 'post' as const,
        isUrgent: false,
      }));
      const writes = play(limits, fanOut);
      const took = (writes.at(-1)?.at ?? 0) - (writes[0]?.at ?? 0);
      expect(took / (39 * 60_000)).toBeLessThan(1.12);
      let recent: Recent = none;
      for (const { at } of writes) recent = granted(limits, recent, 'post', at);
      expect(freeAt(limits, recent, 'post', true)).toBeLessThanOrEqual(writes.at(-1)?.at ?? 0);
    }
  });
});
