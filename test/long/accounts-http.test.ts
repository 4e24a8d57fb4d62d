import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Database } from '../../src/store/database.ts';
import { handsOn, last, type On, on, otherThan, type StagedNetwork, startStage } from '../support/stage.ts';

const NAMES = { slack: 'Slack', teams: 'Teams' };
let network: StagedNetwork;
let database: Database;
let lead: SimulatedPerson;
let act: ReturnType<typeof handsOn>['act'];
let people = 0;

beforeAll(async () => {
  network = await startStage({ join: 'open', at: '2027-02-01T10:00:00Z' });
  ({ database } = network);
  ({ act } = handsOn(network.stage));
  lead = personOn('slack', 'Cora Coordinator');
  await lead.command(`alongside setup ${await network.stage.setupCode()}`);
});

function personOn(platform: On, name: string): SimulatedPerson {
  people += 1;
  return network.stage[platform].person(platform === 'slack' ? `UP${people}` : `p${people}`, { name });
}
const accountOf = (person: SimulatedPerson) =>
  database.prisma.account.findFirstOrThrow({ where: { externalUser: person.user } });
const memberOf = async (person: SimulatedPerson) => (await accountOf(person)).memberId;
const rowOf = async (person: SimulatedPerson) =>
  database.prisma.linkCode.findFirstOrThrow({
    where: { accountId: (await accountOf(person)).id },
    orderBy: { issuedAt: 'desc' },
  });
const settle = () => network.stage.settle();
const wait = async (minutes: number) =>
  network.setClock(new Date((await network.now()).getTime() + minutes * 60_000).toISOString());

/** Somebody with a chat on each platform: on `here` they are a member, on the other one they have only said hello. */
async function twoChats(here: On, name: string) {
  const [own, other] = [personOn(here, name), personOn(otherThan(here), name)];
  await own.say('join');
  await other.say('hello');
  await settle();
  return { own, other };
}
async function makeCode(person: SimulatedPerson): Promise<string> {
  await person.command('alongside link');
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(last(person))?.[0];
  if (!code) throw new Error(`No code in: ${last(person)}`);
  return code;
}
const type = async (person: SimulatedPerson, code: string) => {
  await person.say(`link ${code}`);
  await settle();
};

describe('linking two accounts', () => {
  it.each(on)(
    'D50 a code made on %s makes one person of two accounts, who chooses where to be written to, and may unlink again',
    async (name, here) => {
      const { own, other } = await twoChats(here, `Ann ${name}`);
      const [member, guest] = [await memberOf(own), await memberOf(other)];
      const code = await makeCode(own);
      const there = NAMES[otherThan(here)];
      expect(last(own)).toContain(`On ${there}, in your own chat with me, type: link ${code}.`);
      expect(JSON.stringify(await rowOf(own))).not.toContain(code.replace('-', ''));
      await type(other, code.toLowerCase());
      expect(last(other)).toContain(`On ${name} it’s called Ann ${name}.`);
      expect(last(own)).toContain(`On ${there} it’s called Ann ${name}.`);
      await act(other, 'Yes, that is me');
      expect(last(other)).toContain(`Now the same on ${name}`);
      expect(await memberOf(other)).toBe(guest);
      await act(own, 'Yes, that is me');
      for (const chat of [own, other]) expect(chat.chat.join('\n')).toContain('You’re one person now');
      expect(await memberOf(other)).toBe(member);
      expect(await database.prisma.member.count({ where: { id: guest } })).toBe(0);
      expect(await rowOf(own)).toMatchObject({ state: 'joined', typedAccountId: null });

      await other.command('alongside settings');
      await other.press('Slack and Teams');
      await act(other, 'Write to me here', name);
      const chosen = await database.prisma.account.findFirstOrThrow({
        where: { memberId: member, isPreferred: true },
      });
      const [preferred, rest] = chosen.platform === here ? [own, other] : [other, own];
      await rest.say('hello');
      await lead.command('alongside roles');
      await lead.press('Give someone a role');
      await lead.fill({ Who: `Ann ${name}`, Role: 'Organiser' });
      await lead.submit();
      await act(lead, 'Yes, give the role');
      expect(preferred.chat.join('\n')).toContain('You’re an organiser now');
      expect(rest.chat.join('\n')).not.toContain('You’re an organiser now');

      await own.command('alongside settings');
      await own.press('Slack and Teams');
      await own.press('Unlink');
      expect(last(own)).toContain('Messages that wait for you there come to you here');
      await act(own, 'Unlink it');
      const accounts = await database.prisma.account.findMany({ where: { memberId: member } });
      expect(accounts).toHaveLength(1);
      const alone = accounts[0]?.platform === here ? other : own;
      expect(last(alone)).toContain('This account stands alone now');
      await alone.command('alongside settings');
      expect(last(alone)).toContain('That is for members');
      // Not even the only account that is left can be taken from somebody.
      const stays = alone === own ? other : own;
      await stays.command('alongside settings');
      await stays.press('Slack and Teams');
      expect(stays.seen.at(-1)?.buttons).not.toContain('Unlink');
    },
  );

  it.each(on)(
    'a clash: when both hold something, each reads what they have themselves, and nothing changes (%s)',
    async (name, here) => {
      const { own, other } = await twoChats(here, `Dot ${name}`);
      await other.say('join');
      const before = [await memberOf(own), await memberOf(other)];
      await type(other, await makeCode(own));
      expect(last(other)).toContain('Both accounts have something already');
      expect(last(other)).toContain('Here, that is your membership');
      expect(own.chat.join()).not.toContain('Is this you?');
      expect([await memberOf(own), await memberOf(other)]).toEqual(before);
      expect(await rowOf(own)).toMatchObject({ state: 'issued', typedAccountId: null });
    },
  );

  it.each(on)(
    'an expired code says so, and so does a yes that comes too late (made on %s)',
    async (name, here) => {
      const { own, other } = await twoChats(here, `Kit ${name}`);
      const early = await makeCode(own);
      await wait(10);
      await type(other, early);
      expect(last(other)).toContain('That code has run out');
      await type(other, await makeCode(own));
      await wait(10);
      const guest = await memberOf(other);
      await own.press('Yes, that is me');
      expect(last(own)).toContain('That question is over');
      expect(await memberOf(other)).toBe(guest);
    },
  );

  it.each(on)(
    'a code tried 20 times is void after the fifth, also for whoever has the right one (made on %s)',
    async (name, here) => {
      const { own, other } = await twoChats(here, `Lou ${name}`);
      const code = await makeCode(own);
      const heads: string[] = [];
      for (let tried = 0; tried < 20; tried += 1) {
        const wrong = [`222${2 + (tried % 7)}`, '9999'].find((end) => !code.endsWith(end));
        await other.say(`link ${code.slice(0, 5)}${wrong}`);
        heads.push(last(other).split('\n')[0] ?? '');
      }
      const wrongly = Array(4).fill('That isn’t quite the code');
      expect(heads.slice(0, 5)).toEqual([...wrongly, 'That code no longer works']);
      expect(new Set(heads.slice(5))).toEqual(new Set(['I don’t know that code']));
      expect(await rowOf(own)).toMatchObject({ state: 'voided', tries: 5 });
      await type(other, code);
      expect(last(other)).toContain('It was typed wrongly too often');
    },
  );

  it.each(on)(
    'F a talked-out code: the wrong name is seen, *That is not me* ends it, and nobody learns who typed it (%s)',
    async (name, here) => {
      const own = personOn(here, `Jan ${name}`);
      await own.say('join');
      const thief = personOn(otherThan(here), `Mal ${name}`);
      await thief.say('hello');
      const [stolen, saw] = [await memberOf(thief), lead.seen.length];
      await type(thief, await makeCode(own));
      expect(last(own)).toContain(`On ${NAMES[otherThan(here)]} it’s called Mal ${name}.`);
      await act(own, 'That is not me');
      expect(last(own)).toContain('Nobody is told who typed it');
      expect(await rowOf(own)).toMatchObject({ state: 'refused', typedAccountId: null });
      expect(await memberOf(thief)).toBe(stolen);
      expect(lead.seen).toHaveLength(saw);
      const audit = await database.prisma.audit.findMany();
      expect(audit.filter(({ actor, record }) => `${actor}${record}`.includes(stolen))).toEqual([]);
    },
  );

  it.each(on)(
    'two people who would link the same account at once: it becomes one person’s alone (codes made on %s)',
    async (name, here) => {
      const one = await twoChats(here, `Hal ${name}`);
      const two = personOn(here, `Ida ${name}`);
      await two.say('join');
      const codes = [await makeCode(one.own), await makeCode(two)];
      const from = one.other.seen.length;
      await Promise.all(codes.map((code) => one.other.say(`link ${code}`)));
      await settle();
      const answers = one.other.seen.slice(from).filter(({ kind }) => kind !== 'typed');
      const heads = answers.map(({ text }) => text.split('\n')[0]).sort();
      expect(heads).toEqual(['Is this you?', 'I’m still waiting for a yes']);
      const states = [(await rowOf(one.own)).state, (await rowOf(two)).state];
      expect([...states].sort()).toEqual(['issued', 'typed']);
      const asked = states[0] === 'typed' ? one.own : two;
      await act(one.other, 'Yes, that is me');
      // Pressed twice at once, the yes counts once.
      await Promise.all([asked.press('Yes, that is me'), asked.press('Yes, that is me')]);
      expect(await memberOf(one.other)).toBe(await memberOf(asked));
      expect(
        await database.prisma.audit.count({
          where: { record: `member:${await memberOf(asked)}`, action: 'account.linked' },
        }),
      ).toBe(1);
    },
  );

  it.each(on)(
    'two people who type the same code at once: one is asked about, the other reads that it is used (made on %s)',
    async (name, here) => {
      const { own, other } = await twoChats(here, `Gil ${name}`);
      const thief = personOn(otherThan(here), `Sly ${name}`);
      await thief.say('hello');
      const code = await makeCode(own);
      await Promise.all([other.say(`link ${code}`), thief.say(`link ${code}`)]);
      const answers = [last(other), last(thief)].sort();
      expect(answers[0]).toContain('Is this you?');
      expect(answers[1]).toContain('That code has been used');
      await settle();
      expect(own.chat.filter((card) => card.includes('Is this you?'))).toHaveLength(1);
    },
  );

  it.each(on)(
    'a code typed in a channel of the other platform is void, and only whoever typed it is told (made on %s)',
    async (name, here) => {
      const { own, other } = await twoChats(here, `Fay ${name}`);
      const code = await makeCode(own);
      const { ledger } = network.stage[otherThan(here)];
      const from = ledger.length;
      const room = otherThan(here) === 'slack' ? 'CROOM' : '19:room@thread.tacv2';
      if (otherThan(here) === 'slack') network.stage.slack.addChannel(room);
      await other.mention(room, `link ${code}`);
      expect(last(other)).toContain('void once it was typed where others may read it');
      const shown = ledger.slice(from).filter(({ kind }) => kind !== 'typed');
      expect(new Set(shown.map(({ user }) => user))).toEqual(new Set([other.user]));
      await type(other, code);
      expect(last(other)).toContain('That code no longer works');
      expect(await rowOf(own)).toMatchObject({ state: 'voided' });
    },
  );
});

it.each(on)('%s refused nothing on the way, and nothing went wrong', (_, platform) => {
  expect(network.stage[platform].refusals).toEqual([]);
  expect(network.logs.filter(({ error }) => error)).toEqual([]);
});
