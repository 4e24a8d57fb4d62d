import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { list } from '../../src/bot/messages/say.ts';
import { startNetwork } from '../support/network.ts';
import { type Errand, errandsFeature, workIn } from './errands.ts';

/** So many statements home takes with so many features beside ours, each with so many records that wait for one person. */
async function countStatements(about: { features: number; records: number }): Promise<number> {
  const all = Array.from({ length: about.features }, (_, place) => errandsFeature(`errands-${place}`));
  const features = all.map(({ feature }) => feature);
  const network = await startNetwork({ features });
  const ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  await network.coordinate(ann);
  const member = (await network.database.prisma.member.findFirstOrThrow({ where: { name: ann.name } })).id;
  const does = workIn(network, features);
  for (const { errand, records } of all) {
    const some = Array.from({ length: about.records }, (_, place): Errand => {
      const one: Errand = {
        id: crypto.randomUUID(),
        title: `Errand ${place}`,
        readers: [{ member }],
        state: 'open',
        moved: 0,
        rank: -1,
      };
      records.set(one.id, one);
      return one;
    });
    await does((work) => list(work, errand, some));
  }
  await ann.openHome();
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  await ann.openHome();
  const count = spy.mock.calls.length;
  spy.mockRestore();
  expect(ann.seen.at(-1)?.text.match(/Errand \d+, open/g)?.length).toBe(
    Math.min(6, about.features * about.records),
  );
  return count;
}

describe('what home costs', () => {
  it('is the same with 5 features or 30, and with 500 open records', async () => {
    const few = await countStatements({ features: 5, records: 2 });
    expect(await countStatements({ features: 30, records: 2 })).toBeLessThanOrEqual(few);
    expect(await countStatements({ features: 5, records: 100 })).toBeLessThanOrEqual(few);
    expect(few).toBeLessThanOrEqual(8);
  });
});
