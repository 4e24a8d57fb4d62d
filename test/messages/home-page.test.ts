import { beforeAll, describe, expect, it } from 'vitest';
import { list } from '../../src/bot/messages/say.ts';
import { bold, paragraph } from '../../src/chat/message.ts';
import { cardBlocks, counts } from '../../src/chat/words.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { type Errand, errandsFeature, workIn } from './errands.ts';

const { feature, records, errand } = errandsFeature();
let network: Network;
let ann: SimulatedPerson;

/** So many that wait, all as urgent as each other. */
async function listErrands(count: number): Promise<Errand[]> {
  const { id: member } = await network.database.prisma.member.findFirstOrThrow({ where: { name: ann.name } });
  const all = Array.from(
    { length: count },
    (_, place): Errand => ({
      id: crypto.randomUUID(),
      title: `Errand ${place}`,
      readers: [{ member }],
      state: 'open',
      moved: 0,
      rank: -1,
    }),
  );
  for (const one of all) records.set(one.id, one);
  await workIn(network, [feature])((work) => list(work, errand, all));
  return all;
}
const titles = (home: string): string[] => home.match(/Errand \d+, open/g) ?? [];

beforeAll(async () => {
  network = await startNetwork({ features: [feature] });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  await network.coordinate(ann);
});

describe('a page of home', () => {
  it('has cards of one rank in the same order each time, and each on one page alone', async () => {
    const all = await listErrands(9);
    const first = titles(await homeOf(ann));
    expect(titles(await homeOf(ann))).toEqual(first);
    await ann.press('Show the next 6');
    const second = titles(ann.seen.at(-1)?.text ?? '').filter((title) => !first.includes(title));
    expect([...first, ...second].toSorted()).toEqual(all.map(({ title }) => `${title}, open`).toSorted());
  });

  it('shows the next ones in place of those whose record has closed since, and counts what is left', async () => {
    const shown = titles(await homeOf(ann));
    for (const one of records.values())
      if (shown.includes(`${one.title}, open`)) records.set(one.id, { ...one, state: 'done' });
    const home = await homeOf(ann);
    expect(titles(home)).toHaveLength(3);
    expect(home).not.toContain('Nothing is waiting');
    expect(home).not.toMatch(/… and \d+ more/);
  });
});

describe('a card on a page', () => {
  it('has one heading, which is its title', () => {
    const body = [paragraph(bold('We’d get on.')), paragraph(bold('Two'), ' people.')];
    expect(cardBlocks({ title: 'For you', body }).slice(0, 3)).toEqual([
      paragraph(bold('For you')),
      paragraph('We’d get on.'),
      paragraph(bold('Two'), ' people.'),
    ]);
  });

  it('says how many there are of what there is, and of the first in any case', () => {
    const said = counts(['Yes', 0], ['Maybe', 0], ['Not this time', 2]);
    expect(said.map(({ label, value }) => `${label} ${value}`)).toEqual(['Yes 0', 'Not this time 2']);
  });
});
