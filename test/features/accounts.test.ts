import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/chat/inbound.ts';
import { planJoin } from '../../src/features/accounts/rules.ts';
import { features } from '../../src/features/index.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { moveClock } from '../../src/store/database.ts';
import { readReferences } from '../../src/store/references.ts';
import { readCode, spellLinkCode } from '../../src/text/codes.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let people = 0;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const accountOf = (person: SimulatedPerson) =>
  network.database.prisma.account.findFirstOrThrow({ where: { externalUser: person.user } });
const memberOf = async (person: SimulatedPerson) => (await accountOf(person)).memberId;
const codeRow = async (person: SimulatedPerson) =>
  network.database.prisma.linkCode.findFirstOrThrow({
    where: { accountId: (await accountOf(person)).id },
    orderBy: { issuedAt: 'desc' },
  });

/** Somebody with a chat on each platform; on Slack they are a member. */
async function twoChats(name: string): Promise<{ slack: SimulatedPerson; teams: SimulatedPerson }> {
  people += 1;
  const slack = network.slack.person(`U-${people}`, { name });
  const teams = network.teams.person(`t-${people}`, { name });
  await network.admit(cora, slack);
  await teams.install();
  return { slack, teams };
}

async function makeCode(person: SimulatedPerson): Promise<string> {
  await person.command('link');
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(last(person))?.[0];
  if (!code) throw new Error(`No code in: ${last(person)}`);
  return code;
}

async function linked(name: string) {
  const chats = await twoChats(name);
  await chats.teams.say(`link ${await makeCode(chats.slack)}`);
  await chats.teams.press('Yes, that is me');
  await network.settle();
  await chats.slack.press('Yes, that is me');
  await network.settle();
  return chats;
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  await network.coordinate(cora);
});

describe('linking two accounts', () => {
  it('D50 a code from one platform, typed on the other and answered where it was made, makes one person of two accounts', async () => {
    const { slack, teams } = await twoChats('Ann Archer');
    const [member, guest] = [await memberOf(slack), await memberOf(teams)];
    const code = await makeCode(slack);
    expect(last(slack)).toContain(`On Teams, in your own chat with me, type: link ${code}.`);
    expect(JSON.stringify(await codeRow(slack))).not.toContain(code.replace('-', ''));
    await teams.say(`link ${code.toLowerCase()}`);
    expect(last(teams)).toContain('On Slack it’s called Ann Archer.');
    expect(last(teams)).toContain('What you write from now on belongs to both');
    await network.settle();
    expect(last(slack)).toContain('On Teams it’s called Ann Archer.');
    expect(last(slack)).toContain('What you write from now on belongs to both');
    await slack.press('Yes, that is me');
    expect(last(slack)).toContain('Now the same on Teams');
    expect(await memberOf(teams)).toBe(guest);
    await teams.press('Yes, that is me');
    expect(last(teams)).toContain('You’re one person now');
    await network.settle();
    expect(last(slack)).toContain('You’re one person now');
    expect(await memberOf(teams)).toBe(member);
    expect(await network.database.prisma.member.count({ where: { id: guest } })).toBe(0);
    expect(await codeRow(slack)).toMatchObject({ state: 'joined', typedAccountId: null });
    await teams.say('settings');
    expect(last(teams)).toContain('My settings');
    const audit = await network.database.prisma.audit.findMany({ where: { action: 'account.linked' } });
    expect(audit).toMatchObject([{ actor: member, record: `member:${member}` }]);
  });

  it('takes a code with nothing around it, and passes over words that only look like one', async () => {
    const { slack, teams } = await twoChats('Bea Bloom');
    await teams.say('stranger');
    expect(last(teams)).toContain('Nobody has read that');
    await teams.say('link me with somebody who listens');
    expect(last(teams)).toContain('That doesn’t look like a code');
    expect(last(teams)).toContain('116\u00a0123');
    await teams.say((await makeCode(slack)).replace('-', ' '));
    expect(last(teams)).toContain('Is this you?');
    for (let index = 0; index < 100; index += 1)
      expect(
        readCode(
          spellLinkCode(() => crypto.getRandomValues(new Uint8Array(8))),
          'link',
        ),
      ).toMatch(/^(?=.*\d)[A-Z2-9]{8}$/);
  });

  it('a guest’s code typed by a member needs a yes from both, for the member may have been talked into it', async () => {
    const { slack, teams } = await twoChats('Cal Cope');
    const [member, guest] = [await memberOf(slack), await memberOf(teams)];
    await slack.say(`link ${await makeCode(teams)}`);
    await network.settle();
    expect(last(slack)).toContain('Is this you?');
    await teams.press('Yes, that is me');
    expect(last(teams)).toContain('Now the same on Slack');
    expect(await memberOf(teams)).toBe(guest);
    await slack.press('Yes, that is me');
    expect(last(slack)).toContain('You’re one person now');
    expect(await memberOf(teams)).toBe(member);
  });

  it('a clash: when both hold something, each reads what they have themselves, and nothing changes', async () => {
    const { slack, teams } = await twoChats('Dot Dean');
    await network.admit(cora, teams);
    await teams.say('home');
    await teams.press('Call-outs');
    await teams.press('Join the peer pool');
    const before = [await memberOf(slack), await memberOf(teams)];
    const code = await makeCode(slack);
    await teams.say(`link ${code}`);
    expect(last(teams)).toContain('Here, that is your membership');
    expect(last(teams)).toContain('your place in the peer pool');
    expect(last(teams)).toContain('privacy');
    await network.settle();
    expect(slack.chat.join()).not.toContain('Is this you?');
    expect([await memberOf(slack), await memberOf(teams)]).toEqual(before);
    expect(await codeRow(slack)).toMatchObject({ state: 'issued', typedAccountId: null });
  });

  it('a clash that arises while the yes is waited for is seen when it is pressed', async () => {
    const { slack, teams } = await twoChats('Eli Ebb');
    await teams.say(`link ${await makeCode(slack)}`);
    await network.settle();
    await network.admit(cora, teams);
    const guest = await memberOf(teams);
    await slack.press('Yes, that is me');
    expect(last(slack)).toContain('Both accounts have something already');
    expect(await memberOf(teams)).toBe(guest);
  });

  it('a code in a channel is void, right or wrong, and only whoever typed it is told', async () => {
    const { slack, teams } = await twoChats('Fay Finch');
    const code = await makeCode(slack);
    const seen = network.teams.ledger.length;
    await teams.mention('C-ROOM', `link ${code}`);
    expect(last(teams)).toContain('void once it was typed where others may read it');
    expect(network.teams.ledger.slice(seen).map(({ user, kind }) => [user, kind])).toEqual([
      [teams.user, 'private'],
    ]);
    expect(await codeRow(slack)).toMatchObject({ state: 'voided' });
    await teams.say(`link ${code}`);
    expect(last(teams)).toContain('That code no longer works');
  });

  it('two people who type the same code at once: one is asked about, the other reads that it is used', async () => {
    const { slack, teams } = await twoChats('Gil Gray');
    const thief = network.teams.person('t-thief', { name: 'Mal Smith' });
    await thief.install();
    const code = await makeCode(slack);
    await Promise.all([teams.say(`link ${code}`), thief.say(`link ${code}`)]);
    const answers = [last(teams), last(thief)].sort();
    expect(answers[0]).toContain('Is this you?');
    expect(answers[1]).toContain('That code has been used');
    await network.settle();
    expect(slack.chat.filter((card) => card.includes('Is this you?'))).toHaveLength(1);
  });

  it('two people who would link the same account at once: it becomes one person’s alone', async () => {
    const one = await twoChats('Hal Hope');
    const two = await twoChats('Ida Ives');
    const codes = [await makeCode(one.slack), await makeCode(two.slack)];
    await Promise.all(codes.map((code) => one.teams.say(`link ${code}`)));
    const said = one.teams.seen.slice(-2).map(({ text }) => text.split('\n')[0]);
    expect(said.sort()).toEqual(['Is this you?', 'I’m still waiting for a yes']);
    const states = [(await codeRow(one.slack)).state, (await codeRow(two.slack)).state];
    expect(states.sort()).toEqual(['issued', 'typed']);
    // Pressed twice at once, the yes counts once.
    await network.settle();
    const asked = (await codeRow(one.slack)).state === 'typed' ? one.slack : two.slack;
    await one.teams.press('Yes, that is me');
    await Promise.all([asked.press('Yes, that is me'), asked.press('Yes, that is me')]);
    expect(await memberOf(one.teams)).toBe(await memberOf(asked));
    expect(
      asked.seen
        .slice(-2)
        .map(({ text }) => text.split('\n')[0])
        .sort(),
    ).toEqual(['That question is over', 'You’re one person now, on Slack and Teams']);
  });

  it('F a talked-out code: the wrong name is seen, *That is not me* ends it, and nobody learns who typed it', async () => {
    const { slack } = await twoChats('Jan Jones');
    await slack.command('profile');
    await slack.fill({ Area: 'Quillfield' });
    await slack.submit();
    const thief = network.teams.person('t-thief2', { name: 'Mal Malone' });
    await thief.install();
    const thiefMember = await memberOf(thief);
    const coordinatorSaw = cora.seen.length;
    await thief.say(`link ${await makeCode(slack)}`);
    await network.settle();
    expect(last(slack)).toContain('On Teams it’s called Mal Malone.');
    const thiefSaw = thief.seen.length;
    await slack.press('That is not me');
    expect(last(slack)).toContain('Nobody is told who typed it, or that you said no.');
    expect(last(slack)).toContain(
      'They may have read the name of your account here, and nothing else of yours.',
    );
    const theirs = thief.seen.map(({ text }) => text).join('\n');
    expect(theirs).toContain('On Slack it’s called Jan Jones.');
    expect(theirs).not.toMatch(/Quillfield|What’s waiting/);
    await network.settle();
    expect(thief.seen).toHaveLength(thiefSaw);
    expect(await codeRow(slack)).toMatchObject({ state: 'refused', typedAccountId: null });
    expect(await memberOf(thief)).toBe(thiefMember);
    expect(cora.seen).toHaveLength(coordinatorSaw);
    const audit = await network.database.prisma.audit.findMany();
    expect(audit.filter(({ actor, record }) => `${actor}${record}`.includes(thiefMember))).toEqual([]);
    await thief.say('settings');
    expect(last(thief)).toContain('That is for members');
  });

  it('an expired code says so, and so does a yes that comes too late', async () => {
    const { slack, teams } = await twoChats('Kit Kane');
    const early = await makeCode(slack);
    await moveClock(network.database, 10 * 60_000);
    await teams.say(`link ${early}`);
    expect(last(teams)).toContain('That code has run out');
    await teams.say(`link ${await makeCode(slack)}`);
    await network.settle();
    await moveClock(network.database, 10 * 60_000);
    const guest = await memberOf(teams);
    await slack.press('Yes, that is me');
    expect(last(slack)).toContain('That question is over');
    expect(await memberOf(teams)).toBe(guest);
    // The account is not stuck with the one that was never answered.
    await teams.say(`link ${await makeCode(slack)}`);
    expect(last(teams)).toContain('Is this you?');
  });

  it('a code tried twenty times is void after the fifth, also for whoever has the right one', async () => {
    const { slack, teams } = await twoChats('Lou Lane');
    const guesser = network.teams.person('t-guess', { name: 'Guesser' });
    const code = await makeCode(slack);
    const answers: string[] = [];
    for (let tried = 0; tried < 20; tried += 1) {
      const wrong = `${code.slice(0, 5)}${code.endsWith('2222') ? '3' : '2'}${String(222 + (tried % 7))}`;
      await guesser.say(`link ${wrong}`);
      answers.push(last(guesser).split('\n')[0] ?? '');
    }
    expect(answers.slice(0, 4)).toEqual(Array(4).fill('That isn’t quite the code'));
    expect(answers[4]).toBe('That code no longer works');
    expect(new Set(answers.slice(5))).toEqual(new Set(['I don’t know that code']));
    expect(await codeRow(slack)).toMatchObject({ state: 'voided', tries: 5 });
    await teams.say(`link ${code}`);
    expect(last(teams)).toContain('It was typed wrongly too often');
  });

  it('a newer code ends the older one, a code typed where it was made still works, and a used one is used', async () => {
    const { slack, teams } = await twoChats('May Moss');
    const older = await makeCode(slack);
    const newer = await makeCode(slack);
    await teams.say(`link ${older}`);
    expect(last(teams)).toContain('That code has been used');
    await slack.say(`link ${newer}`);
    expect(last(slack)).toContain('That code was made here');
    await teams.say(`link ${newer}`);
    await teams.press('Yes, that is me');
    await network.settle();
    await slack.press('Yes, that is me');
    await teams.say(`link ${newer}`);
    expect(last(teams)).toContain('That code has been used');
    await teams.say(`link ${await makeCode(slack)}`);
    expect(last(teams)).toContain('You’re one person already');
  });

  it('somebody else’s press on the card changes nothing', async () => {
    const { slack, teams } = await twoChats('Ned Nash');
    await teams.say(`link ${await makeCode(slack)}`);
    const { id } = await codeRow(slack);
    const press: Inbound = {
      id: randomUUID(),
      sender: { platform: 'slack', workspace: network.slack.workspace, user: cora.user },
      conversation: { platform: 'slack', workspace: network.slack.workspace, id: 'D-U-CORA', kind: 'direct' },
      kind: 'action',
      route: 'members.link-yes',
      value: JSON.stringify({ code: id }),
    };
    expect(JSON.stringify(await network.bot.receive(press))).toContain('That question is over');
    expect(await codeRow(slack)).toMatchObject({ state: 'typed' });
  });

  it('codes are forgotten after a day', async () => {
    await network.travelTo(new Date((await network.now()).getTime() + 25 * 3_600_000).toISOString(), 25);
    expect(await network.database.prisma.linkCode.count()).toBe(0);
  });

  it('who stays is whoever holds something; of two guests the one who made the code', () => {
    const party = (standing: 'guest' | 'asked' | 'member', holds = false) => ({ standing, holds });
    expect(planJoin(party('member'), party('guest'))).toBe('first');
    expect(planJoin(party('guest'), party('member'))).toBe('typed');
    expect(planJoin(party('guest'), party('guest', true))).toBe('typed');
    expect(planJoin(party('guest'), party('guest'))).toBe('first');
    expect(planJoin(party('guest'), party('asked'))).toBe('typed');
    expect(planJoin(party('guest', true), party('asked', true))).toBeUndefined();
  });

  it('what features say that people hold are columns that there are', async () => {
    const known = (await readReferences(network.database.prisma, 'member')).map(
      ({ table, column }) => `${table}.${column}`,
    );
    const said = features.flatMap(({ privacy: { holds = {} } = {} }) => Object.keys(holds));
    expect(said.filter((place) => !known.includes(place))).toEqual([]);
    expect(said.length).toBeGreaterThan(10);
  });
});

describe('somebody who was talked into typing a code', () => {
  const send = (person: SimulatedPerson, doing: object) => {
    const { platform, workspace } = person.user.startsWith('t-') ? network.teams : network.slack;
    const conversation = { platform, workspace, id: `D-${person.user}`, kind: 'direct' };
    const sender = { platform, workspace, user: person.user };
    return network.bot.receive({ id: randomUUID(), sender, conversation, ...doing } as never);
  };

  it('is asked before anything is joined, and *That is not me* voids the code and says what it may have been', async () => {
    const { slack, teams } = await twoChats('Quin Quill');
    const guest = await memberOf(teams);
    await teams.say(`link ${await makeCode(slack)}`);
    await network.settle();
    await slack.press('Yes, that is me');
    expect(await memberOf(teams)).toBe(guest);
    await teams.press('That is not me');
    expect(last(teams)).toContain('they may have wanted to read what you write here');
    expect(await codeRow(slack)).toMatchObject({ state: 'refused' });
    await slack.press('Yes, that is me').catch(() => {});
    expect(await memberOf(teams)).toBe(guest);
  });

  it('reads for ten days in both chats how to take them apart, from either account', async () => {
    for (const from of ['slack', 'teams'] as const) {
      const chats = await linked(`Rhea ${from}`);
      const member = await memberOf(chats.slack);
      for (const chat of [chats.slack, chats.teams]) {
        expect(chat.chat.join('\n')).toContain('If that wasn’t you, take them apart at once');
        await chat.openHome();
        expect(last(chat)).toContain('If that wasn’t you:');
      }
      // Whoever presses it: what was there before stays with the account that had it.
      const { id: account } = await accountOf(chats[from]);
      await send(chats[from], {
        kind: 'action',
        route: 'members.unlink',
        value: JSON.stringify({ account }),
      });
      expect(await memberOf(chats.slack)).toBe(member);
      expect(await memberOf(chats.teams)).not.toBe(member);
      await network.settle();
    }
  });

  it('is not read by the other account for ten days: what was private before opens only where it was written', async () => {
    const { slack, teams } = await twoChats('Sal Stone');
    await network.database.transaction(async (tx) => {
      const { writeReach } = await import('../../src/directory/reach.ts');
      await writeReach(tx, network.vault, await memberOf(slack), {
        number: '07700 900123',
        way: 'call',
        safe: 'yes',
        note: null,
      });
    });
    await slack.say('settings');
    await slack.press('How I like to be supported');
    await slack.fill({ 'In your own words': 'Plain words, please' });
    await slack.submit();
    await teams.say(`link ${await makeCode(slack)}`);
    await teams.press('Yes, that is me');
    await network.settle();
    await slack.press('Yes, that is me');
    await network.settle();
    /** Shares what was written there with somebody, from here. */
    const share = async () => {
      const sent = { kind: 'submission', route: 'members.save-support-shares', state: '{}' };
      const reply = await send(teams, { ...sent, values: { person: await memberOf(cora) } });
      const ownerId = await memberOf(teams);
      return [
        JSON.stringify(reply),
        await network.database.prisma.supportShare.count({ where: { ownerId } }),
      ];
    };
    const open = (person: SimulatedPerson) =>
      send(person, { kind: 'action', route: 'members.reach', value: '{}' }).then((reply) =>
        JSON.stringify(reply),
      );
    expect(await open(slack)).toContain('07700');
    expect(await open(teams)).toContain('That opens on your other account for now');
    expect(await share()).toEqual([
      expect.stringContaining(
        'That opens on your other account for now. Nothing was changed; your words are still here.',
      ),
      0,
    ]);
    for (const words of ['home', 'settings', 'talk', 'help', 'buddy', 'availability', 'forum', 'ask']) {
      await teams.say(words);
      expect(last(teams), words).not.toContain('opens on your other account');
      teams.dismiss();
    }
    await network.travelTo(new Date((await network.now()).getTime() + 10 * 86_400_000).toISOString(), 24);
    expect(await open(teams)).toContain('07700');
    expect((await share())[1]).toBe(1);
    await teams.openHome();
    expect(last(teams)).not.toContain('If that wasn’t you:');
  });
});

describe('where to be written to', () => {
  const write = async (member: string, key: string) => {
    const { enqueue } = await import('../../src/outbox/enqueue/enqueue.ts');
    await network.database.transaction(async (tx) =>
      enqueue(
        tx,
        network.vault,
        [
          {
            to: { member },
            message: { text: key },
            key,
            class: 'urgent',
            origin: { feature: 'members', id: key },
          },
        ],
        await network.now(),
      ),
    );
    await network.settle();
  };

  it('D50 a chosen account wins over the one used last, and what waits moves with the choice', async () => {
    const { slack, teams } = await linked('Oda Orr');
    const member = await memberOf(slack);
    await teams.say('settings');
    await teams.press('Slack and Teams');
    await teams.press('Write to me here', 'Slack');
    const chosen = (await network.database.prisma.account.findMany({ where: { memberId: member } })).find(
      ({ isPreferred }) => isPreferred,
    );
    const [there, elsewhere] = chosen?.platform === 'teams' ? [teams, slack] : [slack, teams];
    await moveClock(network.database, 3_600_000);
    await elsewhere.say('home');
    await write(member, 'to-chosen');
    expect(there.chat).toContain('to-chosen');
    expect(elsewhere.chat).not.toContain('to-chosen');
    await there.uninstall();
    await write(member, 'chosen-is-gone');
    expect(elsewhere.chat).toContain('chosen-is-gone');
  });

  it('unlinking leaves everything with the other account, moves what waits, and can be undone by linking again', async () => {
    const { slack, teams } = await linked('Pia Park');
    const member = await memberOf(slack);
    await slack.command('settings');
    await slack.press('Slack and Teams');
    const gone = await accountOf(teams);
    await network.database.prisma.outbox.create({
      data: {
        key: 'pia-waits',
        destination: `account:${gone.id}`,
        class: 'quiet',
        feature: 'members',
        originId: 'x',
        payload: { text: 'for Pia alone' },
        dueAt: await network.now(),
        enqueuedAt: new Date(),
      },
    });
    await network.bot.receive({
      id: randomUUID(),
      sender: { platform: 'slack', workspace: network.slack.workspace, user: slack.user },
      conversation: {
        platform: 'slack',
        workspace: network.slack.workspace,
        id: `D-${slack.user}`,
        kind: 'direct',
      },
      kind: 'action',
      route: 'members.unlink',
      value: JSON.stringify({ account: gone.id }),
    });
    await network.settle();
    expect(await memberOf(slack)).toBe(member);
    expect(await memberOf(teams)).not.toBe(member);
    expect(last(teams)).toContain('This account stands alone now');
    expect(slack.chat).toContain('for Pia alone');
    expect(teams.chat).not.toContain('for Pia alone');
    await teams.say('settings');
    expect(last(teams)).toContain('That is for members');
    await teams.say(`link ${await makeCode(slack)}`);
    await teams.press('Yes, that is me');
    await network.settle();
    await slack.press('Yes, that is me');
    expect(await memberOf(teams)).toBe(member);
  });

  it('unlinking asks first, and refuses the only account', async () => {
    const { slack, teams } = await linked('Ray Rowe');
    const member = await memberOf(slack);
    await slack.command('settings');
    await slack.press('Slack and Teams');
    await slack.press('Unlink');
    expect(last(slack)).toContain('Messages that wait for you there come to you here');
    await slack.press('Keep it');
    expect(await memberOf(teams)).toBe(member);
    await slack.press('Unlink');
    await slack.press('Unlink it');
    expect(last(slack)).toContain('Unlinked');
    const left = await network.database.prisma.account.findFirstOrThrow({ where: { memberId: member } });
    await network.bot.receive({
      id: randomUUID(),
      sender: { platform: left.platform as 'slack', workspace: left.workspace, user: left.externalUser },
      conversation: {
        platform: left.platform as 'slack',
        workspace: left.workspace,
        id: 'D-x',
        kind: 'direct',
      },
      kind: 'action',
      route: 'members.unlink',
      value: JSON.stringify({ account: left.id }),
    });
    expect(await network.database.prisma.account.count({ where: { memberId: member } })).toBe(1);
  });
});
