import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Scene, seen, startScene } from './buddies-scene.ts';

let scene: Scene;
const prisma = () => scene.network.database.prisma;

async function home(person: SimulatedPerson): Promise<string> {
  await person.openHome();
  return seen(person);
}
const homes = async () => [await home(scene.ann), await home(scene.bob)];

async function setDate(person: SimulatedPerson, day: string): Promise<void> {
  await person.say('buddy');
  await person.press('We have a date');
  await person.fill({ Day: day, Time: '15:00', How: 'By phone, up to an hour' });
  await person.submit();
  await scene.network.settle();
}
async function callOff(person: SimulatedPerson): Promise<void> {
  await person.say('buddy');
  await person.press('It’s off', 'Your date:');
  await scene.network.settle();
}
/** What stands on homes is lost, and the auditor looks. */
async function mend(): Promise<void> {
  await prisma().card.deleteMany();
  await audit();
}
async function audit(): Promise<void> {
  await prisma().auditor.updateMany({ data: { nextAt: new Date(0) } });
  await scene.network.bot.engine.tick();
  expect(await prisma().finding.findMany()).toEqual([]);
}

beforeAll(async () => {
  scene = await startScene();
  const { ann, bob, join } = scene;
  await join(ann, { organisation: 'Mind in Camden', area: 'Camden', enjoys: ['walking'] });
  await join(bob, { organisation: 'Hackney Hub', area: 'Hackney', enjoys: ['walking'] });
});

describe('an offer on home', () => {
  it('C5 is there from the moment the round is sent until it is taken back', async () => {
    const { cora } = scene;
    await scene.sendRound();
    for (const page of await homes()) expect(page).toContain('A suggestion for you');
    await cora.press('That was a mistake', 'the round is sent');
    for (const page of await homes()) expect(page).toContain('Nothing is waiting for you.');
    expect(await prisma().card.count({ where: { kind: { startsWith: 'buddies:' } } })).toBe(0);
  });

  it('C5 of which the other one has said no looks the same to the letter, as long as that can be undone', async () => {
    const { ann, bob } = scene;
    await scene.sendRound();
    const before = await home(ann);
    await ann.say('buddy');
    const page = seen(ann);
    await bob.press('Not this time');
    expect(await home(ann)).toBe(before);
    await ann.say('buddy');
    expect(seen(ann)).toBe(page);
    expect(await home(bob)).toContain('Nothing is waiting for you.');
    await bob.press('That was a mistake');
    expect(await home(bob)).toContain('A suggestion for you');
  });

  it('C5 comes back where it was lost from there, but for whoever has answered', async () => {
    const { ann } = scene;
    await ann.press('Yes, introduce us');
    await mend();
    const [answered, silent] = await homes();
    expect(answered).toContain('Nothing is waiting for you.');
    await ann.press('Buddies');
    expect(seen(ann)).toContain('Buddies: you’ve answered.');
    expect(silent).toContain('A suggestion for you');
  });

  it('C5 is gone for both once they are introduced', async () => {
    await scene.bob.press('Yes, introduce us');
    for (const page of await homes()) expect(page).toContain('Nothing is waiting for you.');
  });
});

describe('a nudge on home', () => {
  it('C11 is the last one alone, with an older one still in the chat', async () => {
    const { day } = scene;
    await day(28.1);
    for (const page of await homes()) expect(page).toContain('Time to find a date?');
    await day(36);
    for (const page of await homes()) {
      expect(page).toContain('Still time to find a date');
      expect(page).not.toContain('Time to find a date?');
    }
    await mend();
    for (const page of await homes()) expect(page).toContain('Still time to find a date');
  });

  it('C11 is gone once a date is set, which then stands under what is coming up, on both', async () => {
    const { ann, bob } = scene;
    await setDate(ann, '2027-03-19');
    for (const [page, name] of [
      [await home(ann), 'Bob'],
      [await home(bob), 'Ann'],
    ] as const) {
      expect(page).toContain('Nothing is waiting for you.');
      expect(page).toContain(`Your date with ${name}: Fri 19 March, 15:00, by phone.`);
      expect(page).not.toContain('find a date');
    }
  });

  it('C11 a date that moved stands there once, where it is now', async () => {
    const { bob } = scene;
    await setDate(bob, '2027-03-20');
    await mend();
    for (const page of await homes()) {
      expect(page).toContain('Sat 20 March, 15:00');
      expect(page).not.toContain('19 March');
    }
  });

  it('C11 is there again when the date is off, which the other one’s home tells until a word about one follows', async () => {
    const { ann, bob, day } = scene;
    await callOff(bob);
    for (const page of await homes()) expect(page).toContain('Still time to find a date');
    expect(await home(ann)).toContain('That date is off');
    expect(await home(bob)).not.toContain('That date is off');
    await mend();
    expect(await home(ann)).toContain('That date is off');
    expect(await home(ann)).not.toContain('Coming up');
    await day(42);
    expect(await home(ann)).toContain('That date is off');
    await ann.say('buddy');
    await ann.press('Skip this month');
    expect(await home(ann)).toContain('Nothing is waiting for you.');
  });

  it('a date is also on the home of whoever keeps the other one away, and nobody was told of it', async () => {
    const { ann, bob, memberOf } = scene;
    const never = { ownerId: await memberOf(ann), memberId: await memberOf(bob) };
    await prisma().neverPerson.create({ data: never });
    const before = ann.chat.length;
    await setDate(bob, '2027-03-21');
    expect(ann.chat).toHaveLength(before);
    expect(await home(ann)).toContain('Your date with Bob: Sun 21 March, 15:00');
    await callOff(bob);
    expect(await home(ann)).toContain('That date is off');
    await prisma().neverPerson.deleteMany({ where: never });
  });

  it('C11 what is off is told no longer once another date is set', async () => {
    const { ann, bob } = scene;
    await setDate(ann, '2027-03-22');
    expect(await home(ann)).not.toContain('That date is off');
    await callOff(ann);
    expect(await home(bob)).toContain('That date is off');
    expect(await home(ann)).not.toContain('That date is off');
  });

  it('C11 stays away while a pair is paused, and a date that is off is still told', async () => {
    const { ann, bob } = scene;
    await ann.say('buddy');
    await ann.press('Pause');
    const [paused, other] = await homes();
    expect(paused).toContain('Nothing is waiting for you.');
    expect(other).toContain('That date is off');
    await ann.press('Pick it up again');
    await setDate(bob, '2027-03-24');
  });
});

describe('a pairing that has ended', () => {
  it('C2 takes everything of the pair off both homes at once, and says nothing yet', async () => {
    const { ann } = scene;
    await ann.say('buddy');
    await ann.press('End');
    await ann.press('Yes, end it');
    for (const page of await homes()) expect(page).not.toMatch(/Coming up|come to an end/);
    expect(await prisma().card.count({ where: { kind: { startsWith: 'buddies:' } } })).toBe(0);
  });

  it('C2 puts it back when that is undone', async () => {
    const { ann } = scene;
    await ann.press('That was a mistake', 'That’s fine.');
    for (const page of await homes()) expect(page).toContain('Wed 24 March, 15:00');
  });

  it('C2 is told on both homes in the same words, until each has said whether they would like a new buddy', async () => {
    const { ann, bob, later } = scene;
    await ann.say('buddy');
    await ann.press('End');
    await ann.press('Yes, end it');
    await later(11);
    const [one, other] = await homes();
    expect(one).toContain('Your pairing with Bob has come to an end.');
    expect(other?.replaceAll('Ann', 'Bob').replace('Hello Bob', '')).toContain(
      one?.slice(one.indexOf('\n'), one.indexOf('[Not now]')),
    );
    await bob.press('Not now', 'Your pairing with Ann');
    expect(await home(bob)).not.toContain('come to an end');
    await audit();
    expect(await home(bob)).not.toContain('come to an end');
  });

  it('C2 is told for two weeks at the most', async () => {
    const { ann, day } = scene;
    await day(55);
    expect(await home(ann)).toContain('come to an end');
    await day(57);
    expect(await home(ann)).not.toContain('come to an end');
  });
});

describe('somebody who is forgotten', () => {
  it('C2 leaves nothing of the pair on the other one’s home but that it has ended, until they want a new buddy', async () => {
    const { ann, cat, join, day } = scene;
    await join(ann, { organisation: 'Mind in Camden', area: 'Camden', enjoys: ['art'] });
    await join(cat, { organisation: 'Islington Ideas', area: 'Islington', enjoys: ['art'] });
    await scene.sendRound();
    for (const person of [ann, cat]) {
      await person.openHome();
      await person.press('Yes, introduce us');
    }
    await setDate(cat, '2027-04-09');
    expect(await home(ann)).toContain('Your date with Cat');
    await cat.command('privacy');
    await cat.press('Forget me');
    await cat.press('Yes, forget me');
    await day(57 + 7.2);
    const page = await home(ann);
    expect(page).not.toContain('Your date with');
    expect(page).toContain('has come to an end.');
    await join(ann, { organisation: 'Mind in Camden', area: 'Camden', enjoys: ['art'] });
    expect(await home(ann)).not.toContain('has come to an end.');
  });
});
