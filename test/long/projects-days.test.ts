import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { answerHost, fillPool, replyYes, sendCallOut } from '../features/availability-scene.ts';
import { beKinds } from '../features/forum-scene.ts';
import { guessForm } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
let eve: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const rung = (person: SimulatedPerson, title: string) =>
  person.seen.filter(({ kind, text }) => kind === 'message' && text.startsWith(title));
const placementOf = (name: string) =>
  network.database.prisma.placement.findFirstOrThrow({ where: { peer: { name } } });
const peers = [
  ['Slack', () => ann],
  ['Teams', () => bob],
] as const;

async function move(...days: string[]): Promise<void> {
  await pm.press('Move the days');
  const labels = ['First day', 'Second day'];
  await pm.fill(Object.fromEntries(days.map((day, index) => [labels[index] ?? '', day])));
  await pm.submit();
  await pm.press('Move the days', 'Move “');
  await network.settle();
}

async function calendarOf(person: SimulatedPerson): Promise<string> {
  await person.press('Add to my calendar');
  const url = /https:\/\/peers\.example\/\S+?token=[\w-]+/.exec(JSON.stringify(person.form))?.[0] ?? '';
  person.dismiss();
  return url
    .replace('https://peers.example', `http://127.0.0.1:${network.bot.port}`)
    .replace('?', '/meeting.ics?');
}

beforeAll(async () => {
  network = await startNetwork({ publicUrl: 'https://peers.example' });
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.slack.person('U-DAN', { name: 'Dan Peer' });
  eve = network.slack.person('U-EVE', { name: 'Eve Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan, eve]);
  for (const officer of [ann, bob, cat]) await beKinds(network, officer, ['officer']);
  await sendCallOut(network, pm, 5);
  for (const peer of [ann, bob, cat, dan]) await replyYes(network, peer);
});

describe('a project whose days move', () => {
  it('asks whoever runs it first, and refuses what cannot be', async () => {
    await pm.press('Move the days');
    await pm.submit();
    expect(pm.form?.errors['First day']).toContain('These are the days that it has');
    await pm.fill({ 'First day': '2027-02-10' });
    await pm.submit();
    expect(pm.form?.errors['First day']).toContain('People may reply until Fri 12 February');
    await pm.fill({ 'First day': '2027-03-16', 'Second day': '2027-03-15' });
    await pm.submit();
    expect(pm.form?.errors['Second day']).toContain('in order');
    pm.dismiss();
    const { projectId } = await placementOf('Ann Peer');
    const never = await guessForm(
      network,
      pm,
      'project.move-preview',
      { project: projectId },
      { day1: '2027-02-30' },
    );
    expect(never.kind).toBe('invalid');
    expect(JSON.stringify(never)).toContain('Please give a date, such as 2027-03-16.');
    expect(all(ann)).not.toContain('The days have moved');
  });

  it.each(peers)(
    'A2 an employer’s yes is for the days that it was given for: where they move, it is asked for again, and nobody goes to the host without it (%s)',
    async (_, who) => {
      const peer = who();
      if (peer === ann) {
        await pm.press('Choose people');
        await pm.fill({
          'Whom would you like to put forward?': ['Ann Peer', 'Bob Peer'].map(
            (name) => `${name}: yes, free that day`,
          ),
        });
        await pm.submit();
        await pm.press('Ask 2 people');
        await network.settle();
        for (const one of [ann, bob]) {
          await answerHost(network, one);
          await one.press('They’ve agreed');
          await one.fill({ 'Who agreed?': 'Sam Reed' });
          await one.submit();
          await network.settle();
          expect(all(one)).toContain('Thank you, your answer is in');
        }
        await move('2027-04-20', '2027-04-21');
      }
      expect(all(peer)).toContain('The days have moved');
      expect(all(peer)).toContain('I ask for your employer’s yes to these days, too.');
      await peer.press('Yes, all of them');
      await network.settle();
      expect(all(peer)).toContain('One more thing: your employer’s yes');
      await peer.press('Words to forward');
      expect(peer.form?.text).toContain('Tue 20 April and Wed 21 April');
      peer.dismiss();
      await pm.press('The people');
      expect(last(pm)).toContain('Waits for their employer’s yes.');
      await peer.press('They’ve agreed');
      await peer.fill({ 'Who agreed?': 'Sam Reed' });
      await peer.submit();
      await network.settle();
      expect(all(peer)).toContain('Thank you, your answer is in');
    },
  );

  it.each(peers)(
    'A25 one act tells everybody concerned at once and asks about the new days; calendars follow; called off, they are thanked before a word about liability (%s)',
    async (_, who) => {
      const peer = who();
      if (peer === ann) {
        // Who offered was asked, too, and who had not answered sees the new days where the old ones stood.
        for (const one of [cat, dan]) {
          expect(rung(one, 'The days have moved')).toHaveLength(1);
          expect(all(one)).not.toContain('employer');
        }
        expect(all(eve)).toContain('Tue 20 April and Wed 21 April');
        expect(rung(eve, 'The days have moved')).toHaveLength(0);
        await cat.press('Not on these');
        await dan.press('Some of them');
        await dan.fill({ 'Which days suit you?': ['Tue 20 April'] });
        await dan.submit();
        await network.settle();
        expect(all(dan)).toContain('Days that suit you: Tue 20 April.');
        expect((await placementOf('Cat Peer')).state).toBe('not-needed');
        await toHost();
      }
      expect(all(peer)).toContain('You’re on the team');
      const url = await calendarOf(peer);
      const read = async () => await (await fetch(url)).text();
      const before = await read();
      expect(before.match(/BEGIN:VEVENT/g)).toHaveLength(2);
      expect(before).toContain(`DTSTART;VALUE=DATE:2027${peer === ann ? '0420' : '0511'}`);
      expect(before).toContain('SUMMARY:Meeting (private)');
      const uid = /UID:(.+)/.exec(before)?.[1] ?? 'none';
      if (peer === ann) {
        await pm.press('Move the days');
        await pm.fill({ 'First day': '2027-05-11', 'Second day': '' });
        await pm.submit();
        expect(last(pm)).toContain('2 people on the team and 1 person who offered');
        await pm.press('Move the days', 'Move “');
        await network.settle();
        expect(rung(ann, 'The days have moved')).toHaveLength(2);
        expect(rung(bob, 'The days have moved')).toHaveLength(2);
        const after = await read();
        expect(after).toContain(uid);
        expect(after).toMatch(/DTSTART;VALUE=DATE:20270511/);
        expect(after).toMatch(/STATUS:CANCELLED/);
        expect(Number(/SEQUENCE:(\d+)/.exec(after)?.[1])).toBeGreaterThan(
          Number(/SEQUENCE:(\d+)/.exec(before)?.[1]),
        );
        expect(all(pm)).toContain('No answer about the new days yet: 2');
        await ann.press('Yes, that suits me');
        await bob.press('Yes, that suits me');
        await network.settle();
        // Back to what was before, for the second reader of this test.
        for (const one of [ann, bob]) expect(all(one)).toContain('employer’s yes');
        for (const one of [ann, bob]) {
          await one.press('They’ve agreed');
          await one.fill({ 'Who agreed?': 'Sam Reed' });
          await one.submit();
          await network.settle();
          expect(all(one)).toContain('You’re on the team');
        }
        await move('2027-05-11', '2027-05-12');
        for (const one of [ann, bob]) {
          await one.press('Yes, all of them');
          await one.press('They’ve agreed');
          await one.fill({ 'Who agreed?': 'Sam Reed' });
          await one.submit();
          await network.settle();
        }
        return;
      }
      await pm.press('Call it off');
      await pm.press('Call it off');
      await network.settle();
      for (const one of [ann, bob]) {
        const words = one.chat.find((text) => text.startsWith('This project has been called off')) ?? '';
        expect(words.indexOf('Thank you for offering your time')).toBeGreaterThan(0);
        expect(words.indexOf('pays for nothing but what was agreed')).toBeGreaterThan(
          words.indexOf('Thank you'),
        );
        expect(rung(one, 'This project has been called off')).toHaveLength(1);
      }
      expect(rung(dan, 'This project has been called off')).toHaveLength(1);
      expect(await read()).toContain('METHOD:CANCEL');
    },
  );

  async function toHost(): Promise<void> {
    for (const { name } of [ann, bob]) {
      await pm.press('The people');
      await pm.press(`Decide about ${name.split(' ')[0]}`);
      await pm.fill({ 'What do you decide?': 'Clear to go forward' });
      await pm.submit();
      await network.settle();
    }
    await pm.press('Hand names to the host');
    await pm.fill({ 'Who at the host gets it?': 'Jo Field, chief executive' });
    await pm.submit();
    await pm.submit();
    pm.dismiss();
    await network.settle();
    for (const { name } of [ann, bob]) {
      await pm.press('The people');
      await pm.press(`Host agreed to ${name.split(' ')[0]}`);
      await network.settle();
    }
  }
});
