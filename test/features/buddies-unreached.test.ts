import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rung, type Scene, seen, startScene } from './buddies-scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
  const { ann, bob, join } = scene;
  await join(ann, { organisation: 'Mind in Camden', area: 'Camden', enjoys: ['walking'] });
  await join(bob, { organisation: 'Hackney Hub', area: 'Hackney', enjoys: ['walking'] });
  await scene.sendRound();
});

/** The next message to Bob that says this does not arrive. */
const lose = (about: string) => scene.network.teams.fail({ kind: 'refused', user: 't-bob', about });
/** What the coordinator reads of the pair. */
async function readPairs(): Promise<string> {
  const { cora } = scene;
  await cora.say('buddy');
  await cora.press('Pairs and totals');
  return seen(cora);
}
const heard = () => rung(scene.cora).filter(({ text }) => text.includes('can’t be reached')).length;

describe('a message to one of two buddies that does not arrive', () => {
  it('C5 is counted on the round’s card where it is the reminder of an offer, and names nobody', async () => {
    const { cora, bob, day } = scene;
    expect(cora.chat.join('\n')).not.toContain('could not be reached');
    lose('A suggestion is still here for you');
    await day(8);
    expect(cora.chat.join('\n')).toContain('1 person could not be reached');
    expect(cora.chat.join('\n')).not.toContain('Bob Baker could');
    expect(heard()).toBe(0);
    await bob.openHome();
    await bob.press('Yes, introduce us');
  });

  describe.each([
    {
      what: 'the introduction',
      about: 'buddies from today',
      async cause() {
        await scene.ann.press('Yes, introduce us');
        await scene.network.settle();
      },
    },
    {
      what: 'a pause',
      about: 'A pause, for now',
      async cause() {
        await scene.ann.say('buddy');
        await scene.ann.press('Pause');
        await scene.later(11);
      },
    },
    {
      what: 'the end of a pause',
      about: 'The pause is over',
      async cause() {
        await scene.ann.press('Pick it up again');
        await scene.network.settle();
      },
    },
  ])('that tells of $what', ({ about, cause }) => {
    let before = 0;
    beforeEach(() => {
      before = heard();
    });

    it('C6 shows on the coordinators’ page of pairs, who hear it once, until that person presses something', async () => {
      const { bob } = scene;
      lose(about);
      await cause();
      expect(heard()).toBe(before + 1);
      expect(await readPairs()).toContain('; Bob Baker can’t be reached');
      await bob.say('buddy');
      await bob.press('Our agreement');
      bob.dismiss();
      expect(await readPairs()).not.toContain('can’t be reached');
    });
  });

  it('C6 shows nowhere by name once the pairing has ended, for there is no pair to ask about', async () => {
    const { ann, cora, later } = scene;
    const edits = () => cora.seen.filter(({ text }) => text.includes('1 person could not be reached')).length;
    const [counted, told] = [edits(), heard()];
    lose('come to an end');
    await ann.say('buddy');
    await ann.press('End');
    await ann.press('Yes, end it');
    await later(11);
    expect(edits()).toBeGreaterThan(counted);
    expect(heard()).toBe(told);
    expect(await readPairs()).not.toContain('Bob');
  });
});

describe('what nobody needs to hear of when it does not arrive', () => {
  it('C11 is a nudge that came too late: the next one follows', async () => {
    const { ann, cat, join, network, day } = scene;
    await join(ann, { organisation: 'Mind in Camden', area: 'Camden', enjoys: ['art'] });
    await join(cat, { organisation: 'Islington Ideas', area: 'Islington', enjoys: ['art'] });
    await scene.sendRound();
    for (const person of [ann, cat]) {
      await person.openHome();
      await person.press('Yes, introduce us');
    }
    await network.settle();
    await cat.say('settings');
    await cat.press('Only when I look');
    const before = heard();
    await day(8 + 28 + 8.5);
    await cat.say('settings');
    await cat.press('Work hours');
    await network.settle();
    const { prisma } = network.database;
    expect(await prisma.outbox.count({ where: { kind: 'buddies:nudge', state: 'expired' } })).toBe(1);
    expect(heard()).toBe(before);
    expect(cat.chat.join('\n')).not.toContain('Time to find a date?');
    expect(cat.chat.join('\n')).toContain('Still time to find a date');
  });
});
