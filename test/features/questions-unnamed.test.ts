import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Network } from '../support/network.ts';
import { readWaiting } from '../support/waiting.ts';
import { holds, last, startScene } from './questions-scene.ts';

const SECRET = 'my flat on Larch Road is damp';
const REPLY = 'ring environmental health about the mould';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dev: SimulatedPerson;
let eve: SimulatedPerson;

/** Every row of every table but those that say who people are, as text. */
async function everyRow(): Promise<{ table: string; row: string }[]> {
  const { prisma } = network.database;
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
  const about = [
    'member',
    'account',
    'role_grant',
    'data_key',
    'question_topic_person',
    'number_check',
    'migration',
  ];
  const rows = [];
  for (const { name } of tables.filter((table) => !about.includes(table.name))) {
    const found = await prisma.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
    rows.push(...found.map(({ row }) => ({ table: name, row })));
  }
  return rows;
}

/** What names Ann anywhere: her member, her account, her name, her user, her chat. */
async function namesOfAnn(): Promise<string[]> {
  const { prisma } = network.database;
  const { id } = await prisma.member.findFirstOrThrow({ where: { name: 'Ann Asker' } });
  const account = await prisma.account.findFirstOrThrow({ where: { memberId: id } });
  return [id, account.id, 'Ann Asker', 'U-ANN'];
}

/** Somebody who guesses: presses what somebody else's message holds, as if it were theirs. */
async function guess(who: SimulatedPerson, route: string, value: object): Promise<string> {
  const platform = who.user.startsWith('U-') ? network.slack : network.teams;
  const reply = await network.bot.receive({
    id: randomUUID(),
    kind: 'action',
    route,
    value: JSON.stringify(value),
    sender: { platform: platform.platform, workspace: platform.workspace, user: who.user, name: who.name },
    conversation: {
      platform: platform.platform,
      workspace: platform.workspace,
      id: `D-${who.user}`,
      kind: 'direct',
    },
  });
  return JSON.stringify(reply);
}

const routesBefore = { rows: new Set<string>(), logs: 0, slack: 0, teams: 0 };

beforeAll(async () => {
  scene = await startScene();
  ({ network, cora, ann, bob, cat, dev, eve } = scene);
  await scene.openGate();
  await scene.makeTopic('Housing', ['Bob Reader', 'Ann Asker', 'Cat Reader']);
  await network.settle();
  routesBefore.rows = new Set((await everyRow()).map(({ table, row }) => `${table} ${row}`));
  routesBefore.logs = network.logs.length;
});

describe('without a name', () => {
  it('says before anything is typed what it means, and again once it is sent', async () => {
    await ann.command('ask');
    expect(ann.form?.text).toContain('nobody can see who you are, so nobody can send help to you either.');
    ann.dismiss();
    await scene.ask(ann, 'Housing', SECRET, { unnamed: true });
    expect(last(ann)).toContain('Sent to Bob Reader.');
    expect(last(ann)).toContain(
      'Nobody can see who you are, so nobody can send help to you either. Your words may give you away.',
    );
    expect(last(ann)).toContain('Until I tell you otherwise, nobody else can read it.');
    expect(last(ann)).toContain('Keep the newest of these messages: it’s the way back to your question.');
    expect(last(ann)).toContain('[People to call]');
    await ann.press('People to call');
    expect(ann.form?.text).toContain('116\u00a0123');
    ann.dismiss();
  });

  it('reaches both sides, on both platforms, and names nobody to the reader', async () => {
    await bob.press('Read it', 'Could you help');
    expect(bob.form?.text).toContain(`Somebody asks\n${SECRET}`);
    expect(bob.form?.text).toContain('Asked on or before Monday 1 February');
    expect(bob.form?.text).not.toMatch(/Ann|10:|11:/);
    const { audit, outbox } = network.database.prisma;
    const before = [await audit.count(), await outbox.count()];
    await bob.press('What to do');
    await network.settle();
    expect([await audit.count(), await outbox.count()]).toEqual(before);
    expect(bob.form?.text).toContain('Nobody is told that you opened this page.');
    expect(bob.form?.text).toContain('nobody can see who wrote it, so nobody can send help');
    expect(bob.form?.text).toContain('Lena Lead, 020\u00a07946\u00a00001');
    bob.dismiss();
    await scene.answer(bob, REPLY);
    expect(last(ann)).toContain('Bob Reader has answered.');
    await ann.press('Read it');
    expect(ann.form?.text).toContain(REPLY);
    ann.dismiss();
    await ann.press('Yes, thank Bob');
    await ann.press('Yes');
    await ann.press('I need more', 'Others see it only if');
    await ann.fill({ 'What else do you need?': `${SECRET}, and cold` });
    await ann.submit();
    await network.settle();
    expect(holds(cat)).toBe(true);
  });

  it('no plain row, log line or other person’s screen says who asked, or what was written', async () => {
    const names = await namesOfAnn();
    const rows = (await everyRow()).filter(({ table, row }) => !routesBefore.rows.has(`${table} ${row}`));
    expect(rows.length).toBeGreaterThan(10);
    for (const { table, row } of rows) {
      for (const name of names) expect(row.includes(name), `${name} in ${table}: ${row}`).toBe(false);
      expect(row, table).not.toMatch(/Larch|environmental/);
    }
    const logs = JSON.stringify(network.logs.slice(routesBefore.logs));
    for (const name of [...names, 'Larch', 'environmental']) expect(logs).not.toContain(name);
    const others = [...network.slack.ledger, ...network.teams.ledger].filter(({ user }) => user !== 'U-ANN');
    for (const { text, kind, user } of others) {
      expect(text.includes('Larch'), `${user} ${kind}`).toBe(
        user === 't-bob' && kind === 'form' && text.includes('Larch'),
      );
      if (kind !== 'form') expect(text).not.toMatch(/Larch|environmental/);
    }
    for (const { preview } of network.slack.ledger) expect(preview).not.toMatch(/Larch|environmental/);
    const [row] = await network.database.prisma.question.findMany();
    expect(row?.askerId).toBeNull();
    expect(row?.dueAt.getUTCMinutes()).toBe(0);
    expect(Object.values(row ?? {}).filter((value) => value instanceof Date)).toHaveLength(1);
  });

  it('opens for nobody who guesses or keeps a button', async () => {
    const { prisma } = network.database;
    const turn = await prisma.questionReader.findFirstOrThrow({ where: { member: { name: 'Cat Reader' } } });
    const missing = await guess(eve, 'questions.read', { turn: randomUUID() });
    expect(await guess(eve, 'questions.read', { turn: turn.id })).toBe(missing);
    expect(await guess(bob, 'questions.read', { turn: turn.id })).toBe(missing);
    expect(await guess(eve, 'questions.worried', { turn: turn.id })).toBe(missing);
    expect(await guess(cora, 'questions.pass', { turn: turn.id })).toBe(missing);
    const nobodys = 'A'.repeat(22);
    const { slack } = network;
    const shown = slack.ledger.filter(({ user }) => user === 'U-ANN');
    expect(shown.length).toBeGreaterThan(0);
    for (const route of [
      'questions.read-answer',
      'questions.more',
      'questions.take-back',
      'questions.restore',
    ]) {
      expect(await guess(eve, route, { key: nobodys })).toContain('isn’t here any more');
    }
    expect(await guess(eve, 'questions.read-answer', { key: 'short' })).toContain('no longer works');
  });

  it('a key that somebody else got hold of opens nothing', async () => {
    await ann.press('Add to it');
    await ann.fill({ 'What would you like to add?': 'One more thing.' });
    await ann.submit();
    network.slack.fail({ kind: 'broken', user: 'U-ANN', times: 50 });
    await cat.press('Not today');
    const key = /\\"key\\":\\"([\w-]{22})/.exec(JSON.stringify(await readWaiting(network)))?.[1];
    network.slack.mend();
    expect(key).toBeDefined();
    for (const who of [eve, bob, cora]) {
      expect(await guess(who, 'questions.read-answer', { key })).toContain('isn’t here any more');
      expect(await guess(who, 'questions.take-back', { key })).toContain('isn’t here any more');
    }
    expect(await guess(ann, 'questions.read-answer', { key })).toContain('Larch');
  });

  it('tells nobody who asked by way of lists, suggestions or silence', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', `${SECRET} still`, { unnamed: true, readers: ['Bob Reader'] });
    const [bobId, annId] = [await scene.memberOf('Bob Reader'), await scene.memberOf('Ann Asker')];
    const never = { ownerId: bobId, memberId: annId };
    await network.database.prisma.neverPerson.create({ data: never });
    await bob.press('Read it', 'Could you help');
    expect(bob.form?.text).toContain(SECRET);
    bob.dismiss();
    await bob.press('Suggest someone', 'Could you help');
    await bob.fill({ 'Who could help?': 'Ann Asker' });
    await bob.submit();
    await network.settle();
    expect(last(bob)).toContain('If whoever wrote it says yes');
    expect(last(cora)).toContain('Nobody could answer a question about “Housing”');
    expect(holds(ann)).toBe(false);
    await network.database.prisma.neverPerson.deleteMany();
  });

  it('is not on home, which others may see over a shoulder; their own buttons still work', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', SECRET, { unnamed: true });
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).not.toMatch(/Your question (about|is)/);
    const { card } = network.database.prisma;
    expect(await card.count({ where: { kind: 'questions:status' } })).toBe(0);
    await bob.openHome();
    expect(bob.seen.at(-1)?.text).toContain('Could you help with a question?');
    await ann.press('Take it back', 'Sent to');
    await network.settle();
    expect(last(ann)).toContain('Nobody can read it now.');
    await scene.ask(ann, 'Housing', 'With my name');
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).toContain('Your question about “Housing”: with Bob Reader until');
    expect(dev.seen.some(({ text }) => text.includes('Could you help'))).toBe(false);
  });

  it('shows the numbers at once when a question says that somebody is in danger, and sends it as asked', async () => {
    await scene.nextDay();
    await ann.command('ask');
    await ann.fill({
      'What is it about?': 'Housing',
      'Your question': 'I want to die, who do I tell?',
      'Your name': 'Without my name',
    });
    await ann.submit();
    expect(ann.form?.text).toContain('116\u00a0123');
    expect(ann.form?.text).toContain('Thank you for saying that');
    await ann.submit();
    await network.settle();
    expect(holds(bob)).toBe(true);
  });
});
