import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import {
  answerHost,
  decide,
  fillPool,
  putForward,
  replyYes,
  sendCallOut,
} from '../features/availability-scene.ts';
import { beKinds } from '../features/forum-scene.ts';
import { guessForm } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const rung = (person: SimulatedPerson, title: string) =>
  person.seen.filter(({ kind, text }) => kind === 'message' && text.startsWith(title));
const on = [
  ['Slack', () => ann],
  ['Teams', () => bob],
] as const;

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  await fillPool(network, pm, [ann, bob]);
});

describe('a profile that its peer changes', () => {
  it.each(on)(
    'A8 opens what they said about the host and their employer’s yes again, and the project manager hears; and they are asked twice a year whether it is still right (%s)',
    async (_, who) => {
      const peer = who();
      const { prisma } = network.database;
      await beKinds(network, peer, ['officer']);
      await sendCallOut(network, pm, 2);
      await replyYes(network, peer);
      await putForward(network, pm, [peer.name]);
      await answerHost(network, peer);
      const agreed = async () => {
        await peer.press('They’ve agreed');
        await peer.fill({ 'Who agreed?': 'Sam Reed' });
        await peer.submit();
        await network.settle();
      };
      await agreed();
      await decide(network, pm, peer.name);
      expect(all(pm)).toContain('Clear, not with the host yet: 1');

      const rang = pm.seen.length;
      await peer.say('profile');
      const field = ['If it isn’t in that list: its name', 'If it’s not in the list', 'Organisation'].find(
        (one) => peer.form?.fields.includes(one),
      );
      await peer.fill({ [field ?? '']: 'Quillborough Council' });
      await peer.submit();
      await network.settle();
      const [told, ...more] = pm.seen
        .slice(rang)
        .filter(({ text }) => text.startsWith('Something has changed for a peer: Housing services'));
      expect(more).toEqual([]);
      expect(told?.text).not.toContain('Quillborough');
      await pm.press('The people');
      expect(last(pm)).toContain(
        `${peer.name}: no answer yet. Something changed in their profile, so I’ve asked about the host again.`,
      );
      const { id, projectId, peerId } = await prisma.placement.findFirstOrThrow();
      const force = async () =>
        JSON.stringify(
          await guessForm(network, pm, 'project.released', {
            project: projectId,
            peers: [id],
            fields: [],
            to: 'Jo Field',
          }),
        );
      expect(await force()).toContain('Something has changed since');
      await answerHost(network, peer);
      await decide(network, pm, peer.name);
      // Another employer has agreed to nothing.
      expect(last(peer)).toContain('One more thing: your employer’s yes');
      expect(await force()).toContain('Something has changed since');
      await agreed();
      expect(await force()).toContain('To print or paste');

      const asked = () => rung(peer, 'Is this still right?');
      expect(asked()).toEqual([]);
      await network.travelTo('2027-08-10T11:00:00Z', 24);
      expect(asked()).toHaveLength(1);
      expect(asked()[0]?.text).toContain('If you do nothing, it stays as it is.');
      await peer.press('Still right');
      await network.travelTo('2028-02-21T11:00:00Z', 24);
      expect(asked()).toHaveLength(2);
      expect((await prisma.profile.findUniqueOrThrow({ where: { memberId: peerId } })).kinds).toEqual([
        'officer',
      ]);
    },
  );
});
