import { beforeAll, expect, it } from 'vitest';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { shredDataKey } from '../src/store/data-keys.ts';
import { letter, put } from './support/letters.ts';
import { type Network, startNetwork } from './support/network.ts';
import { readWaiting } from './support/waiting.ts';

let network: Network;
let ann: SimulatedPerson;
let member: string;

const rows = () =>
  network.database.prisma.outbox.findMany({ where: { feature: 'none' }, orderBy: { seq: 'desc' } });

beforeAll(async () => {
  network = await startNetwork();
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  await ann.say('hello');
  member = (await network.database.prisma.member.findFirstOrThrow()).id;
});

it('a message waits sealed, arrives in plain words, and nothing is kept of it', async () => {
  await put(network, letter(member, 'quillwaiting'));
  expect(JSON.stringify((await rows())[0]?.payload)).not.toContain('quill');
  expect(JSON.stringify(await readWaiting(network))).toContain('quillwaiting');
  await network.settle();
  expect(ann.chat.join('\n')).toContain('quillwaiting');
  expect((await rows())[0]).toMatchObject({ state: 'sent', payload: null });
});

it('a message whose reader’s key was shredded is withdrawn: nobody can read it any more', async () => {
  await put(network, letter(member, 'quillshredded'));
  await network.database.transaction((tx) => shredDataKey(tx, member));
  expect(await readWaiting(network)).toEqual([]);
  await network.settle();
  expect((await rows())[0]).toMatchObject({ state: 'withdrawn', payload: null });
  expect(ann.chat.join('\n')).not.toContain('quillshredded');
});

it('a message that waits from before messages were sealed is sent as it is', async () => {
  await put(network, letter(member, 'to be replaced'));
  const [row] = await rows();
  await network.database.prisma.outbox.update({
    where: { id: row?.id ?? '' },
    data: { payload: { text: 'from the version before' } },
  });
  await network.settle();
  expect(ann.chat.join('\n')).toContain('from the version before');
});
