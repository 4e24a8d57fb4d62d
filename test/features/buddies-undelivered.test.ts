import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { news, rung, type Scene, seen, startScene } from './buddies-scene.ts';

let scene: Scene;
const home = async (person: SimulatedPerson) => {
  await person.openHome();
  return seen(person);
};
const chat = (person: SimulatedPerson) => person.chat.join('\n');

async function setDate(person: SimulatedPerson, day: string): Promise<void> {
  await person.say('buddy');
  await person.press('We have a date');
  await person.fill({ Day: day, Time: '15:00', How: 'By phone, up to an hour' });
  await person.submit();
  await scene.network.settle();
}

beforeAll(async () => {
  scene = await startScene();
  const { ann, bob, join } = scene;
  await join(ann, { organisation: 'Mind in Camden', area: 'Camden', enjoys: ['walking'] });
  await join(bob, { organisation: 'Hackney Hub', area: 'Hackney', enjoys: ['walking'] });
  await scene.sendRound();
  await ann.press('Yes, introduce us');
  await bob.press('Yes, introduce us');
  await scene.network.settle();
});

describe('what does not arrive between two buddies', () => {
  it('C11 whoever sets a date is told that the other could not be; it is on the other one’s home', async () => {
    const { network, ann, bob } = scene;
    network.slack.fail({ kind: 'refused', user: 'U-ANN' });
    await setDate(bob, '2027-02-10');
    expect(chat(bob)).toContain('I couldn’t tell Ann about the date.');
    expect(chat(bob)).toContain('Ann hears of it from me, but only in their own hours.');
    expect(chat(ann)).not.toContain('A date is set');
    expect(await home(ann)).toContain('Coming up\nYour date with Bob: Wed 10 February, 15:00, by phone.');
  });

  it('C2 an end that is undone brings the cards back that it had closed', async () => {
    const { network, ann, bob } = scene;
    await setDate(ann, '2027-02-11');
    expect(news(bob)).toContain('The date has changed');
    await ann.say('buddy');
    await ann.press('End');
    await ann.press('Yes, end it');
    await network.settle();
    expect(chat(bob)).not.toContain('Your date: Thu 11 February');
    await ann.press('That was a mistake', 'That’s fine.');
    await network.settle();
    for (const person of [ann, bob]) expect(chat(person)).toContain('Your date: Thu 11 February');
  });

  it('C11 a date that is off is on home for who looks for themselves, for two weeks', async () => {
    const { network, ann, bob, day } = scene;
    await ann.say('settings');
    await ann.press('Only when I look');
    await bob.press('It’s off');
    await network.settle();
    expect(seen(bob)).toContain('If it’s soon, please tell them as well.');
    expect(await home(ann)).toContain('That date is off');
    expect(await home(bob)).not.toContain('is off');
    await day(13);
    expect(await home(ann)).toContain('That date is off');
    await day(15);
    expect(await home(ann)).not.toContain('is off');
  });

  it('C6 the coordinators hear once that somebody in a pair can’t be reached, until that person acts', async () => {
    const { network, bob, cora, day } = scene;
    network.teams.fail({ kind: 'refused', user: 't-bob', times: 2 });
    await day(28.1);
    await day(35.1);
    expect(rung(cora).filter(({ text }) => text.includes('can’t be reached'))).toHaveLength(1);
    await cora.press('See which pair');
    expect(seen(cora)).toContain('Ann Archer and Bob Baker: active; Bob Baker can’t be reached');
    await bob.say('buddy');
    await bob.press('Skip this month');
    await cora.press('See which pair');
    expect(seen(cora)).not.toContain('can’t be reached');
  });

  it('C6 C2 help that is wanted is on a coordinator’s home, and an end on that of who looks for themselves', async () => {
    const { ann, bob, cora, later } = scene;
    await bob.say('buddy');
    await bob.press('Help us find a time');
    expect(await home(cora)).toContain('1 pair would like help finding a time.');
    await bob.press('That was a mistake');
    expect(await home(cora)).not.toContain('would like help');
    await bob.say('buddy');
    await bob.press('Help us find a time');
    await cora.openHome();
    await cora.press('See which');
    expect(seen(cora)).toContain('would like help finding a time');
    await bob.say('buddy');
    await bob.press('End');
    await bob.press('Yes, end it');
    expect(await home(ann)).not.toContain('come to an end');
    await later(11);
    expect(await home(ann)).toContain('Your pairing with Bob has come to an end.');
    expect(await home(cora)).not.toContain('would like help');
    const [row] = await scene.network.database.prisma.buddyMoment.findMany({ where: { kind: 'ended' } });
    expect(row?.byId).toBeNull();
    await ann.press('Yes', 'Your pairing with Bob');
    expect(await home(ann)).not.toContain('come to an end');
  });
});
