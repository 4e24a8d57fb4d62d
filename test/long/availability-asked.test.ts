import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { fillPool, putForward, replyYes, sendCallOut, sendPencil } from '../features/availability-scene.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const rung = (person: SimulatedPerson, title: string) =>
  person.seen.filter(({ kind, text }) => kind === 'message' && text.startsWith(title));
const NO_PROMISE = 'It’s not a promise of a place, and saying no never counts against you.';
/** Somebody on this platform, and the silent one on the other. */
const on = [
  ['Slack', () => ann, () => cat],
  ['Teams', () => bob, () => dan],
] as const;

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.slack.person('U-DAN', { name: 'Dan Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan]);
});

/** Columns of a table that hold a moment. */
async function momentsOf(table: string): Promise<string[]> {
  const rows = await network.database.prisma.$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ${table} AND (data_type LIKE 'timestamp%' OR data_type IN ('date', 'time', 'interval'))
    ORDER BY 1`;
  return rows.map(({ name }) => name);
}

describe('being asked', () => {
  it.each(on)(
    'A9 interest first, then which days, until a day that is said; one reminder, to those alone who have not answered; our notice is measured, and no time of a reply is kept (%s)',
    async (_, who, silent) => {
      const peer = who();
      await sendCallOut(network, pm, 4);
      expect(last(peer)).toContain('Could you help with a peer challenge? Reply by Fri 12 February');
      await peer.press('See days and reply');
      expect(peer.form?.fields).toEqual(['Are you interested?', 'Which days suit you?']);
      expect(peer.form?.text).toContain('Reply by Fri 12 February.');
      peer.dismiss();
      await replyYes(network, peer);
      const before = peer.seen.length;
      await network.travelTo('2027-02-12T12:00:00Z', 24);
      expect(rung(silent(), 'Still time to reply, until Fri 12 February')).toHaveLength(1);
      expect(peer.seen).toHaveLength(before);
      await pm.press('More time');
      await pm.fill({ 'Reply by': '2027-03-05' });
      await pm.submit();
      await network.travelTo('2027-03-08T12:00:00Z', 24);
      expect(rung(silent(), 'Still time to reply')).toHaveLength(1);
      const [closed] = rung(pm, 'Your call-out has closed: 1 yes');
      expect(closed?.text).toContain('Notice given: 43 days');
      expect(closed?.text).toContain('Silence says nothing about anyone.');

      // What is kept of an answer is the answer.
      expect(await momentsOf('invitation')).toEqual([]);
      expect(await momentsOf('project_day')).toEqual([]);
      expect(await momentsOf('placement')).toEqual([
        'briefed_at',
        'offer_until',
        'pack_read_at',
        'ruled_at',
        'see_you_at',
        'still_asked_at',
        'undertaken_at',
        'withdrawn_at',
      ]);
      const { prisma } = network.database;
      const placement = await prisma.placement.findFirstOrThrow();
      expect(Object.values(placement).filter((value) => value instanceof Date)).toEqual([]);
      expect(await prisma.audit.count({ where: { actor: placement.peerId } })).toBe(0);
      expect(closed?.text).not.toMatch(/usually|quick|slow/i);
    },
  );

  it.each(on)(
    'A3 no promise is made by a pencil, a call-out or a reminder; and who says no, or nothing, is asked the next time as everybody is, in the same order, with nothing counted (%s)',
    async (_, who, silent) => {
      const { prisma } = network.database;
      const [no, nothing] = [who(), silent()];
      const yes = [ann, bob, cat, dan].find((one) => one !== no && one !== nothing) ?? ann;
      /** All that is known of them but what they said to this call-out. */
      const known = async () => {
        const people = { memberId: { in: (await prisma.poolPeer.findMany()).map((one) => one.memberId) } };
        return JSON.stringify([
          await prisma.poolPeer.findMany({ orderBy: { memberId: 'asc' } }),
          await prisma.profile.findMany({ where: people, orderBy: { memberId: 'asc' } }),
          await prisma.placement.findMany({ where: { peer: { name: { in: [no.name, nothing.name] } } } }),
        ]);
      };
      await sendPencil(network, pm, 4);
      for (const peer of [no, nothing]) expect(last(peer)).toContain(NO_PROMISE);
      await no.press('Not this time');
      await pm.press('Call it off');
      await pm.press('Call it off', 'Call the whole project off?');
      await network.settle();
      const before = await known();

      const round = async () => {
        const seen = new Map([no, nothing, yes].map((peer) => [peer, peer.seen.length]));
        await sendCallOut(network, pm, 4);
        const cards = [no, nothing, yes].map((peer) => {
          const [card, ...more] = peer.seen
            .slice(seen.get(peer))
            .filter(({ kind, text }) => kind === 'message' && text.startsWith('Could you help'));
          expect(more).toEqual([]);
          expect(card?.text).toContain(NO_PROMISE);
          return card?.text;
        });
        const { id } = await prisma.callOut.findFirstOrThrow({
          where: { kind: 'call-out' },
          orderBy: { openedAt: 'desc' },
        });
        // All in one go: nobody is before anybody else.
        const rows = await prisma.$queryRaw<{ peer: string; at: Date }[]>`
          SELECT i.peer_id::text AS peer, o.enqueued_at AS at FROM invitation i JOIN outbox o ON o.origin_id = i.id::text
          WHERE i.call_out_id = ${id}::uuid ORDER BY i.peer_id`;
        const at = rows.map((row) => row.at.getTime());
        expect(Math.max(...at) - Math.min(...at)).toBeLessThan(1_000);
        return { cards, asked: rows.map(({ peer }) => peer) };
      };
      const first = await round();
      expect(new Set(first.cards).size).toBe(1);
      expect(first.asked).toHaveLength(4);
      await no.press('Not this time');
      await replyYes(network, yes);
      expect(last(no)).toContain('It never counts against you.');
      await network.travelTo('2027-02-09T12:00:00Z', 24);
      const [reminder] = rung(nothing, 'Still time to reply');
      expect(reminder?.text).toContain(NO_PROMISE);
      expect(reminder?.text).toContain('If it’s not for you, there’s no need to do anything.');
      await pm.press('Close now');
      await network.settle();
      expect(await known()).toBe(before);
      const second = await round();
      expect(second).toEqual(first);
      // And they can be chosen as anybody can.
      for (const peer of [no, nothing]) await replyYes(network, peer);
      await putForward(network, pm, [no.name, nothing.name]);
      for (const peer of [no, nothing]) expect(all(peer)).toContain('We’d like to put your name forward');
    },
  );
});
