import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

const publicUrl = 'https://peers.example.org';
let folder: string;
let network: Network;
let cora: SimulatedPerson;
let dan: SimulatedPerson;
let eve: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let guest: SimulatedPerson;
const last = ({ seen }: SimulatedPerson) => seen.at(-1)?.text ?? '';
const onWeb = async () =>
  (await fetch(`http://127.0.0.1:${network.bot.port}/when-something-is-wrong`)).text();
const kept = () => readFile(join(folder, 'when-something-is-wrong.html'), 'utf8');
const problems = () => Object.values(cora.form?.errors ?? {}).join(' ');
const CALL = 'If it’s about the person who runs this system, or a coordinator';

async function coordinate(name: string): Promise<void> {
  const { prisma } = network.database;
  const { id: memberId } = await prisma.member.findFirstOrThrow({ where: { name } });
  await prisma.roleGrant.create({ data: { memberId, role: 'coordinator', startsAt: await network.now() } });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alongside-pages-'));
  network = await startNetwork({ publicUrl, keptPages: folder, breakable: true });
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  dan = network.teams.person('t-dan', { name: 'Dan Deputy' });
  eve = network.teams.person('t-eve', { name: 'Eve Exec' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  guest = network.teams.person('t-gus', { name: 'Gus Guest' });
  await network.coordinate(cora);
  await network.enrol(ann, bob, dan, eve);
  await coordinate('Eve Exec');
  await network.answerUsual(cora, ann, bob, dan);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the page of what to do when something is wrong', () => {
  it.each(['slack', 'teams'] as const)(
    'says to anybody whom to turn to, also where nobody has written one yet, and keeps nothing of it (%s)',
    async (platform) => {
      const person = platform === 'slack' ? ann : guest;
      await person.say('hello');
      const rows = async () => ({
        audit: await network.database.prisma.audit.count(),
        outbox: await network.database.prisma.outbox.count(),
      });
      const before = await rows();
      const logged = network.logs.length;
      await person.say('concern');
      expect(last(person)).toContain('When something is wrong');
      expect(last(person)).toContain(
        `${CALL}: Don’t write it here. Call the monitoring officer of your council`,
      );
      expect(last(person)).toContain('About the clerk or the chief executive: the chair.');
      expect(last(person)).toContain('Acas, 0300');
      expect(last(person)).toContain('It isn’t for volunteers.');
      expect(last(person)).toContain('I keep nothing of this: not that you read it, and not who you are.');
      expect(last(person)).toContain('IT team may be able to see that you wrote to me');
      expect(last(person)).toContain('Samaritans');
      await person.press('A form to print');
      expect(person.form?.text).toContain('What happened, as you saw or heard it');
      expect(person.form?.text).toContain('nothing of it is typed here');
      person.dismiss();
      expect(await rows()).toEqual(before);
      expect(JSON.stringify(network.logs.slice(logged))).not.toContain('concern');
    },
  );

  it('is on the web without an account, with lines to write on, and says nothing of who reads it', async () => {
    const html = await onWeb();
    expect(html).toContain('<h1>When something is wrong</h1>');
    expect(html).toContain('the chair of your trustees');
    expect(html).toContain('Samaritans');
    expect(html).toContain('<section class="paper">');
    expect(html).not.toMatch(/<script|<form|<img/);
  });

  it('is in the network’s own words once a coordinator wrote them, as text and not as markup; the safeguarding lead is on the web only if they said so', async () => {
    await cora.command('safety');
    await cora.press('Name the safeguarding lead');
    await cora.fill({ 'Or somebody else: their name': 'Lena Lead', Number: '020 7946 0011' });
    await cora.submit();
    await cora.say('concern');
    await cora.press('Change this page');
    const own = {
      'How a concern is dealt with here': 'First <b>talk</b> to Jo.\nThen write to the chair.',
      'Where the procedure can be read': 'https://example.org/concerns',
      'Who receives what': 'About a councillor: Jo Field & team, 01632 960123',
    };
    await cora.fill({
      ...own,
      'On the web page: the safeguarding lead’s name and number?': 'No, in the chat alone',
    });
    await cora.submit();
    await bob.say('concern');
    expect(last(bob)).toContain('How it’s dealt with: First <b>talk</b> to Jo.');
    expect(last(bob)).toContain('Then write to the chair. Read it here (https://example.org/concerns)');
    expect(last(bob)).toContain('Who receives what: About a councillor: Jo Field & team, 01632 960123');
    expect(last(bob)).toContain('Lena Lead');
    // As a file it is there at once, whether or not anybody has looked.
    expect(await kept()).toContain('First &lt;b&gt;talk&lt;/b&gt; to Jo.');
    expect(await onWeb()).toContain('Jo Field &amp; team');
    expect(await onWeb()).not.toContain('Lena Lead');
    await cora.say('concern');
    await cora.press('Change this page');
    await cora.fill({ 'On the web page: the safeguarding lead’s name and number?': 'Yes, they said so' });
    await cora.submit();
    expect(await kept()).toContain('Lena Lead');
  });

  it('refuses a number that costs extra, and says so in its field', async () => {
    await cora.say('concern');
    await cora.press('Change this page');
    await cora.fill({ 'Who receives what': 'About a councillor: 0909 879 0000' });
    await cora.submit();
    expect(problems()).toContain('Ringing one of these numbers costs extra');
    cora.dismiss();
  });

  it('is served from its file while the database is away, and whoever writes to the bot meanwhile is led to it', async () => {
    network.line?.cut();
    const html = await onWeb();
    expect(html).toContain('Jo Field &amp; team');
    await ann.say('concern');
    expect(last(ann)).toContain('I can’t answer just now');
    expect(last(ann)).toContain(`whom to turn to (${publicUrl}/when-something-is-wrong)`);
    await network.line?.mend();
  });

  it('is what is true in England where nothing was kept, and nothing can be read', async () => {
    const bare = await startNetwork({ publicUrl, breakable: true });
    bare.line?.cut();
    const html = await (await fetch(`http://127.0.0.1:${bare.bot.port}/when-something-is-wrong`)).text();
    expect(html).toContain('the monitoring officer of the principal council');
    await bare.line?.mend();
  });

  it('is named by “Things you can ask for”, and by help', async () => {
    await ann.openHome();
    await ann.press('Things you can ask for');
    expect(ann.form?.text).toContain('When something is wrong: type concern');
    ann.dismiss();
    await ann.say('help');
    expect(last(ann)).toContain('concern');
  });
});

describe('whom to call about whoever runs the bot', () => {
  const propose = async (values: Record<string, string>) => {
    await cora.say('concern');
    await cora.press('Whom to call instead of us');
    await cora.fill(values);
    await cora.submit();
    await network.settle();
  };
  const number = {
    'Who answers it?': 'Tess Trustee',
    'Their number': '01632 960199',
    'Who else is to say that it’s right?': 'Ann Archer',
  };

  it('is never a coordinator’s: neither by name nor by number', async () => {
    await propose({ ...number, 'Who answers it?': 'Cora  coordinator' });
    expect(problems()).toContain('A concern about a coordinator is not to reach one');
    cora.dismiss();
    await cora.command('safety');
    await cora.press('Name the deputy');
    await cora.fill({ 'Or somebody else: their name': 'Cora Coordinator', Number: '020 7946 0022' });
    await cora.submit();
    await propose({ ...number, 'Their number': '+44 20 7946 0022' });
    expect(problems()).toContain('A concern about a coordinator is not to reach one');
    cora.dismiss();
    expect(await network.database.prisma.concernLine.count()).toBe(0);
  });

  it('needs somebody who is no coordinator: neither whoever asks, nor another who coordinates', async () => {
    await propose({ ...number, 'Who else is to say that it’s right?': 'Eve Exec' });
    expect(problems()).toContain('two people set this number');
    cora.dismiss();
  });

  it('stays as it was until that person says yes, and whoever asked hears it', async () => {
    await propose(number);
    expect(last(ann)).toContain('Cora Coordinator would like people to call Tess Trustee, 01632 960199');
    expect(ann.seen.findLast(({ kind }) => kind === 'message')?.preview).not.toMatch(/Tess|01632/);
    await bob.say('concern');
    expect(last(bob)).not.toContain('01632 960199');
    expect(await onWeb()).not.toContain('01632 960199');
    await ann.press('Yes, it’s right');
    await network.settle();
    expect(last(cora)).toContain('Ann Archer said that it’s right');
    await bob.say('concern');
    expect(last(bob)).toContain(`${CALL}: Don’t write it here. Call Tess Trustee: 01632 960199.`);
    expect(await kept()).toContain('Call Tess Trustee: 01632 960199.');
    expect(await network.database.prisma.concernLine.findMany()).toMatchObject([
      { state: 'standing', proposedBy: null, askedId: null },
    ]);
  });

  it('stays as it was after a no, which needs no reason', async () => {
    await propose({
      ...number,
      'Their number': '01632 960177',
      'Who else is to say that it’s right?': 'Bob Baker',
    });
    await bob.press('No, leave it as it is');
    await network.settle();
    expect(last(cora)).toContain('Bob Baker would rather not say that 01632 960177 is right');
    await bob.say('concern');
    expect(last(bob)).toContain('01632 960199');
  });

  it('is asked of one at a time: another takes its place, and it can be taken back', async () => {
    await propose({
      ...number,
      'Their number': '01632 960166',
      'Who else is to say that it’s right?': 'Bob Baker',
    });
    await propose({ ...number, 'Their number': '01632 960155' });
    expect(bob.chat.join('\n')).toContain('That number isn’t asked about any more.');
    await cora.say('concern');
    expect(last(cora)).toContain('Waits for Ann Archer to say that it’s right: Tess Trustee, 01632 960155.');
    await cora.press('Take it back');
    await network.settle();
    expect(await network.database.prisma.concernLine.count()).toBe(1);
    expect(ann.chat.join('\n')).not.toContain('01632 960155');
  });

  it('is not decided by somebody who became a coordinator since they were asked', async () => {
    await propose({
      ...number,
      'Their number': '01632 960144',
      'Who else is to say that it’s right?': 'Dan Deputy',
    });
    await coordinate('Dan Deputy');
    await dan.press('Yes, it’s right');
    await network.settle();
    expect(last(dan)).toContain('somebody became a coordinator meanwhile');
    await bob.say('concern');
    expect(last(bob)).toContain('01632 960199');
  });
});
