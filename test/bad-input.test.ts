import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Inbound } from '../src/chat/inbound.ts';
import type { Reply } from '../src/chat/reply.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { type Network, startNetwork } from './support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let callOut: string;
let invitation: string;

const brief = {
  theme: 'Housing',
  councilKind: 'district',
  region: 'the East',
  placeKind: 'on-site',
  day1: '2027-03-16',
  peers: '2',
  replyBy: '2027-02-26',
  host: 'Secretshire',
};

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.teams.person('t-ann', { name: 'Ann Peer' });
  await network.coordinate(pm);
  await network.admit(pm, ann);
  await network.confirm(pm, ann, 'Volunteer');
  await ann.say('home');
  await ann.press('Call-outs');
  await ann.press('Join the peer pool');
});

/** A call-out that has just gone out to Ann. */
async function callOutToAnn(): Promise<void> {
  await send(pm, { kind: 'submission', route: 'availability.brief', state: '{}', values: brief });
  await network.settle();
  await pm.press('Send to 1 person');
  await network.settle();
  const rows = await network.database.prisma.invitation.findMany({
    orderBy: { callOut: { openedAt: 'desc' } },
  });
  invitation = rows[0]?.id ?? '';
  callOut = rows[0]?.callOutId ?? '';
}

type Doing = Inbound extends infer I
  ? I extends Inbound
    ? Omit<I, 'id' | 'sender' | 'conversation'> & { id?: string }
    : never
  : never;

function send(person: SimulatedPerson, doing: Doing): Promise<Reply> {
  const { platform, workspace } =
    person === ann || person.user.startsWith('t-') ? network.teams : network.slack;
  const sender = { platform, workspace, user: person.user, name: person.name };
  const conversation = { platform, workspace, id: `D-${person.user}`, kind: 'direct' } as const;
  return network.bot.receive({ id: randomUUID(), sender, conversation, ...doing } as Inbound);
}
const words = (reply: Reply) => JSON.stringify(reply);
const answerOf = async () =>
  (await network.database.prisma.invitation.findUniqueOrThrow({ where: { id: invitation } })).reply;
const reply = (values: Record<string, string | string[]>) =>
  send(ann, {
    kind: 'submission',
    route: 'availability.reply',
    state: JSON.stringify({ invitation }),
    values,
  });

describe('tampered values', () => {
  beforeAll(callOutToAnn);

  it.each([
    '',
    'null',
    '{',
    '[]',
    '{"invitation":"1 OR 1=1"}',
    '{"invitation":null}',
    '{"invitation":{"a":1}}',
    '"x"',
  ])('a button that carries %s is answered kindly and changes nothing', async (value) => {
    expect(words(await send(ann, { kind: 'action', route: 'availability.decline', value }))).toContain(
      'That button no longer works',
    );
    expect(await answerOf()).toBeNull();
  });

  it('a form whose state was tampered with changes nothing', async () => {
    const values = { interest: 'yes', days: ['2027-03-16'] };
    for (const state of ['', '{}', '{"invitation":5}']) {
      expect(
        words(await send(ann, { kind: 'submission', route: 'availability.reply', state, values })),
      ).toContain('no longer works');
    }
    expect(await answerOf()).toBeNull();
  });

  it('a button or form that nobody made is answered, never an error', async () => {
    expect(words(await send(ann, { kind: 'action', route: 'no.such', value: '{}' }))).toContain(
      'no longer works',
    );
    expect(
      words(await send(ann, { kind: 'submission', route: 'no.such', state: '{}', values: {} })),
    ).toContain('no longer works');
  });

  it('a value that no option has is refused beside its field', async () => {
    expect(await reply({ interest: 'certainly', days: ['2027-03-16'] })).toEqual({
      kind: 'invalid',
      fields: { interest: 'Please choose one.' },
    });
    expect(await reply({ days: ['2027-03-16'] })).toEqual({
      kind: 'invalid',
      fields: { interest: 'Please choose one.' },
    });
    expect(await reply({ interest: 'yes', days: ['2031-01-01'] })).toMatchObject({
      kind: 'invalid',
      fields: { days: expect.stringContaining('at least one day') },
    });
    expect(await answerOf()).toBeNull();
  });
});

describe('words that hold the reader up', () => {
  // Each took minutes, were every run of signs read once more at each of its signs.
  it.each(['"', '.', ',', '-', '(', ' ', 'a ', '@', '<'])(
    'however many %j stand in them, they are answered',
    async (sign) => {
      const text = `x${sign.repeat(40_000 / sign.length)}x`;
      expect(words(await send(ann, { kind: 'message', text }))).toContain('116\u00a0123');
      expect(words(await send(ann, { kind: 'command', route: 'alongside', text }))).toContain('116\u00a0123');
    },
  );

  it('what may mean danger is heard at the end of the longest message that there can be', async () => {
    const text = `${'We met on Tuesday. '.repeat(2_104)}I want to die`;
    expect(words(await send(ann, { kind: 'message', text }))).toContain('Thank you for saying that');
  });
});

describe('a brief', () => {
  const check = async (more: Record<string, string>) => {
    const values = Object.fromEntries(
      Object.entries({ ...brief, ...more }).filter(([, value]) => value !== ''),
    );
    const before = await network.database.prisma.project.count();
    const answer = await send(pm, { kind: 'submission', route: 'availability.brief', state: '{}', values });
    expect(await network.database.prisma.project.count()).toBe(before);
    return answer.kind === 'invalid' ? answer.fields : {};
  };

  it.each([
    [
      { day1: '2026-01-01' },
      {
        day1: 'Please choose a day after today.',
        replyBy: 'Please choose a day before the first day of the project.',
      },
    ],
    [{ day1: '2027-02-30' }, { day1: 'Please give a date, such as 2027-03-16.' }],
    [
      { day2: '2027-03-15' },
      { day2: 'Please give the days in order, the earliest first: the one above is 16 March 2027.' },
    ],
    [{ day2: '2027-03-16' }, { day2: 'This day is there already.' }],
    [{ replyBy: '2027-03-16' }, { replyBy: 'Please choose a day before the first day of the project.' }],
    [{ replyBy: '2027-01-31' }, { replyBy: 'Please choose today or a later day.' }],
    [{ peers: '0' }, { peers: 'Please give a number from 1 to 20.' }],
    [{ peers: '21' }, { peers: 'Please give a number from 1 to 20.' }],
    [{ peers: 'two' }, { peers: 'Please give a number from 1 to 20.' }],
    [{ peers: '1.5' }, { peers: 'Please give a whole number from 1 to 20.' }],
    [{ theme: '' }, { theme: 'Please fill this in.' }],
    [{ theme: '   ' }, { theme: 'Please fill this in.' }],
    [{ theme: 'x'.repeat(3_000) }, { theme: 'Please keep this to 120 characters.' }],
    [{ host: '' }, { host: 'Please fill this in.' }],
    [{ councilKind: 'castle' }, { councilKind: 'Please choose one.' }],
  ])('with %j is sent back with words beside the field, and nothing is saved', async (more, errors) => {
    expect(await check(more as Record<string, string>)).toEqual(errors);
  });

  it('is read to the peers just as it was typed, whatever it holds', async () => {
    const odd = '<!channel> *bold* _x_ [a](http://b) & <@U1> 👩🏽‍🚀 שלום `code`';
    await send(pm, {
      kind: 'submission',
      route: 'availability.brief',
      state: '{}',
      values: { ...brief, theme: odd, region: odd.slice(0, 40) },
    });
    await network.settle();
    await pm.press('Send to 1 person');
    await network.settle();
    expect(ann.chat.at(-1)).toContain(odd);
  });
});

describe('presses at the wrong time', () => {
  beforeEach(callOutToAnn);

  it('a button on a call-out that has closed is told so', async () => {
    await send(pm, { kind: 'action', route: 'availability.close', value: JSON.stringify({ callOut }) });
    expect(
      words(
        await send(ann, {
          kind: 'action',
          route: 'availability.decline',
          value: JSON.stringify({ invitation }),
        }),
      ),
    ).toContain('This call-out has closed');
    expect(words(await reply({ interest: 'yes', days: ['2027-03-16'] }))).toContain(
      'This call-out has closed',
    );
    expect(await answerOf()).toBeNull();
  });

  it('the same delivery twice has one effect, and the repeat is answered with nothing', async () => {
    const press = {
      id: randomUUID(),
      kind: 'action',
      route: 'availability.decline',
      value: JSON.stringify({ invitation }),
    } as const;
    expect((await send(ann, press)).kind).toBe('update');
    expect(await send(ann, press)).toEqual({ kind: 'none' });
  });

  it('a double click on Send sends one call-out to each peer', async () => {
    await send(pm, { kind: 'submission', route: 'availability.brief', state: '{}', values: brief });
    await network.settle();
    const draft = await network.database.prisma.callOut.findFirstOrThrow({ where: { state: 'draft' } });
    const before = ann.seen.length;
    const value = JSON.stringify({ callOut: draft.id });
    await Promise.all([1, 2, 3].map(() => send(pm, { kind: 'action', route: 'availability.send', value })));
    await network.settle();
    expect(ann.seen.length).toBe(before + 1);
    expect(await network.database.prisma.invitation.count({ where: { callOutId: draft.id } })).toBe(1);
  });

  it('a guest who presses a member’s button, or a member a coordinator’s, is refused kindly and nothing changes', async () => {
    const guest = network.slack.person('U-GUEST', { name: 'Gus Guest' });
    const before = await network.database.prisma.callOut.findMany();
    for (const route of [
      'availability.join-pool',
      'availability.decline',
      'availability.send',
      'members.admit',
    ]) {
      const value = JSON.stringify({ invitation, callOut, member: randomUUID() });
      expect(words(await send(guest, { kind: 'action', route, value }))).toMatch(
        /That is for (members|coordinators|project managers)/,
      );
    }
    for (const route of ['availability.close', 'availability.replies', 'availability.extend']) {
      expect(words(await send(ann, { kind: 'action', route, value: JSON.stringify({ callOut }) }))).toContain(
        'That is for project managers',
      );
    }
    expect(await network.database.prisma.callOut.findMany()).toEqual(before);
  });

  it('F another coordinator cannot open, close or read this one’s call-out', async () => {
    const other = network.slack.person('U-OTHER', { name: 'Olu Other' });
    await network.admit(pm, other);
    const { id } = await network.database.prisma.member.findFirstOrThrow({ where: { name: 'Olu Other' } });
    await network.database.prisma.roleGrant.create({
      data: { memberId: id, role: 'coordinator', startsAt: new Date('2027-01-01') },
    });
    for (const route of [
      'availability.close',
      'availability.replies',
      'availability.extend',
      'availability.change',
    ]) {
      expect(
        words(await send(other, { kind: 'action', route, value: JSON.stringify({ callOut }) })),
      ).toContain('That card was for somebody else');
    }
    await network.database.prisma.roleGrant.deleteMany({ where: { memberId: id } });
  });
});

describe('the setup code', () => {
  it('is void once it was typed where others can read it, and after ten wrong tries', async () => {
    const fresh = await startNetwork();
    const { issueSetupCode } = await import('../src/directory/setup-code.ts');
    const issue = () => fresh.database.transaction(async (tx) => issueSetupCode(tx, await fresh.now()));
    const eve = fresh.slack.person('U-EVE');
    const lastWords = () => eve.seen.at(-1)?.text ?? '';
    await eve.mention('C-OPEN', `setup ${await issue()}`);
    expect(lastWords()).toContain('That code no longer works');
    const code = await issue();
    for (let tries = 0; tries < 9; tries += 1) await eve.say('setup AAAA-AAAA');
    expect(lastWords()).toContain('That isn’t the setup code');
    await eve.say('setup AAAA-AAAA');
    expect(lastWords()).toContain('That code no longer works');
    await eve.say(`setup ${code}`);
    expect(await fresh.database.prisma.roleGrant.count()).toBe(0);
    const last = await issue();
    await eve.say(`setup ${last?.toLowerCase().replace('-', ' ')}`);
    expect(lastWords()).toContain('You’re the coordinator');
    expect(await issue()).toBeUndefined();
  });
});
