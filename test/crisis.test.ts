import { beforeAll, describe, expect, it } from 'vitest';
import { readConcern } from '../src/bot/crisis.ts';
import { mayAsk } from '../src/features/escalations/rules/circle.ts';
import { readCircle } from '../src/features/escalations/store/circle.ts';
import { writeNation } from '../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { type Network, startNetwork } from './support/network.ts';

let network: Network;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';

beforeAll(async () => {
  network = await startNetwork({ breakable: true });
  await network.coordinate(network.slack.person('U-PM', { name: 'Priya Manager' }));
});

const people = () => [
  network.slack.person('U-GUEST', { name: 'Gus Guest' }),
  network.teams.person('t-guest', { name: 'Gwen Guest' }),
];

describe('the floor, on both platforms', () => {
  it('answers words that it cannot match with numbers and buttons, never with "unknown command"', async () => {
    for (const person of people()) {
      for (const words of [
        'hello? is anybody there',
        'home is not safe',
        'help me please',
        '…',
        '🙂',
        'ﷺ مرحبا',
        'a'.repeat(3_000),
      ]) {
        await person.say(words);
        expect(last(person)).toContain('I’m a bot and nobody has read that.');
        expect(last(person)).toContain('999');
        expect(last(person)).toContain('116\u00a0123');
        expect(last(person)).not.toMatch(/unknown|command/i);
        expect(person.seen.at(-1)?.buttons).toContain('What’s waiting for me');
      }
    }
  });

  it('gives the numbers first in help, each as digits', async () => {
    for (const person of people()) {
      await person.say('help');
      expect(last(person)).toMatch(
        /999[\s\S]*116\u00a0123[\s\S]*85258[\s\S]*111[\s\S]*0808\u00a02000\u00a0247[\s\S]*join/,
      );
    }
  });

  it('brings a waiting card back with its buttons when somebody answers it in words', async () => {
    const [gus] = people();
    const priya = network.slack.person('U-PM');
    await gus?.say('join');
    await network.settle();
    await priya.say('yes, let them in');
    expect(last(priya)).toContain('I can’t read replies, but here are your buttons');
    expect(priya.seen.at(-1)?.buttons).toContain('Admit Gus');
  });

  it('answers words of suicide or self-harm in the same exchange, and keeps none of it', async () => {
    for (const person of people()) {
      await person.say('canary I want to die');
      expect(last(person)).toContain('Thank you for saying that');
      expect(last(person)).toContain('nobody has read this yet');
      expect(last(person)).toMatch(/999[\s\S]*116\u00a0123[\s\S]*85258[\s\S]*111/);
      expect(last(person)).toContain('I’ve kept none of it and told nobody.');
    }
    const kept = await network.database.prisma.$queryRaw`
      SELECT json_agg(o)::text AS outbox, (SELECT json_agg(a)::text FROM audit a) AS audit FROM outbox o`;
    expect(JSON.stringify([kept, network.logs])).not.toMatch(/canary|concern|self-harm|want to die/);
  });

  it('answers fear of somebody with 999, the way to call in silence, and the helpline', async () => {
    for (const person of people()) {
      await person.say('I am scared of my partner');
      expect(last(person)).toMatch(/999[\s\S]*press 55[\s\S]*0808\u00a02000\u00a0247/);
    }
  });

  it('asks nobody to ring anybody who stopped messages, whatever they agreed to before', async () => {
    const fay = network.slack.person('U-FAY', { name: 'Fay Friend' });
    await fay.say('I’m afraid of my partner');
    // The way out stands before what only leads further.
    expect(last(fay)).toMatch(/\[Stop messages and hide this\][^\n]*\[More numbers\]/);
    await fay.press('Stop messages and hide this');
    const { id } = await network.database.prisma.member.findFirstOrThrow({ where: { name: 'Fay Friend' } });
    await network.database.prisma.responder.create({
      data: { memberId: id, answer: 'yes', outOfHours: true },
    });
    const owner = await network.database.prisma.member.findFirstOrThrow({ where: { name: 'Priya Manager' } });
    await network.database.prisma.member.update({ where: { id }, data: { standing: 'member' } });
    await network.database.prisma.listPerson.create({ data: { ownerId: owner.id, memberId: id, place: 1 } });
    const now = await network.now();
    const [listed] = await network.database.transaction((tx) => readCircle(tx, owner.id, now));
    expect(listed && mayAsk(listed, now)).toBe('no');
  });

  it('answers fear for somebody else with safeguarding steps, and asks to leave out names', async () => {
    for (const person of people()) {
      await person.say('I think she is suicidal and will hurt herself');
      expect(last(person)).toContain('Please leave out names');
      expect(last(person)).toContain('safeguarding steps');
    }
  });

  it('shows the numbers of the network’s nation, and never 111 in Northern Ireland', async () => {
    await network.database.transaction(async (tx) => writeNation(tx, 'northern-ireland'));
    for (const person of people()) {
      await person.say('I can’t go on');
      expect(last(person)).toContain('0808\u00a0808\u00a08000');
      expect(last(person)).not.toContain('111');
      await person.say('help');
      expect(last(person)).not.toContain('111');
    }
    await network.database.transaction(async (tx) => writeNation(tx, 'england'));
  });

  it('reads ordinary words as ordinary words', () => {
    const ordinary = [
      'I can come on Tuesday',
      'this is killing me, so many forms',
      'deadline is Friday',
      'the die is cast',
      'see you at the hospital visit',
    ];
    expect(ordinary.filter((words) => readConcern(words) !== undefined)).toEqual([]);
  });

  it('says so when something breaks, and nothing was changed, of words, a press and a form', async () => {
    const { prisma } = network.database;
    const priya = network.slack.person('U-PM');
    const zoneOf = async () =>
      (await prisma.member.findFirstOrThrow({ where: { name: 'Priya Manager' } })).timeZone;
    const before = [await zoneOf(), await prisma.member.count({ where: { standing: 'asked' } })];
    await priya.command('hours');
    await priya.press('Hours, days and time zone');
    await priya.fill({ 'Time zone': 'Lisbon' });
    await prisma.$executeRaw`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$`;
    await prisma.$executeRaw`CREATE TRIGGER refuse AFTER UPDATE OF standing, time_zone ON member EXECUTE FUNCTION refuse()`;
    try {
      for (const person of [
        network.slack.person('U-NEW', { name: 'Nia New' }),
        network.teams.person('t-new'),
      ]) {
        await person.say('join');
        expect(last(person)).toMatch(
          /^Sorry, something went wrong at my end\nNothing was changed\. Please try again/,
        );
        expect(last(person)).toMatch(/999[\s\S]*116\u00a0123/);
      }
      await priya.submit();
      expect(priya.form?.errors['']).toMatch(
        /^Sorry, something went wrong at my end\. Nothing was sent; your words are still here\..*999.*116\u00a0123/,
      );
    } finally {
      await prisma.$executeRaw`DROP FUNCTION refuse() CASCADE`;
    }
    expect([await zoneOf(), await prisma.member.count({ where: { standing: 'asked' } })]).toEqual(before);
    await priya.submit();
    expect(await zoneOf()).toBe('Europe/Lisbon');
  });

  it('gives the numbers while the database is away, and says that nothing was changed', async () => {
    network.line?.cut();
    for (const person of people()) {
      await person.say('join');
      expect(last(person)).toMatch(/nothing was changed|Nothing was changed/);
      expect(last(person)).toMatch(/999[\s\S]*116\u00a0123/);
      await person.say('I want to die');
      expect(last(person)).toMatch(
        /^Thank you for saying that[\s\S]*116\u00a0123[\s\S]*I can’t answer just now/,
      );
    }
    await network.line?.mend();
    const [gus] = people();
    await gus?.say('help');
    expect(last(gus as SimulatedPerson)).toContain('People to call');
  });
});
