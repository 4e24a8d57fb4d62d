import { beforeAll, describe, expect, it } from 'vitest';
import { checkBrief, type Days } from '../../src/features/availability/rules.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief, fillPool, putForward, replyYes, sendCallOut } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
const seen = (person: SimulatedPerson) => person.chat.join('\n');
const shown = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';

async function chooseHours(person: SimulatedPerson, hours: string): Promise<void> {
  await person.say('settings');
  await person.press(hours);
}

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.slack.person('U-DAN', { name: 'Dan Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan]);
  await chooseHours(cat, 'Evenings and weekends');
  await sendCallOut(network, pm, 4);
  for (const peer of [ann, bob, dan]) await replyYes(network, peer);
});

describe('a brief', () => {
  it('says in one go all that is to be mended, and keeps what was typed', async () => {
    await pm.command('availability new');
    await pm.fill({
      ...brief,
      'How many peers?': '99',
      'First day': '2027-01-05',
      'The host, in confidence': '',
    });
    await pm.fill({ 'Second day': '2027-03-17', 'Third day': '2027-03-16' });
    await pm.submit();
    expect(pm.form?.errors).toEqual({
      'How many peers?': 'Please give a number from 1 to 20.',
      'First day': 'Please choose a day after today.',
      'Third day': 'Please give the days in order, the earliest first: the one above is 17 March 2027.',
      'The host, in confidence': 'Please fill this in.',
      'Reply by': 'Please choose a day before the first day of the project.',
    });
    pm.dismiss();
  });

  it('takes the 5th and then the 6th of January as in order, with days left empty, and says a year that was mistyped', () => {
    const order = (days: Days) => checkBrief(days, '2026-11-22');
    expect(order({ day1: '2027-01-05', day2: '2027-01-06' })).toEqual({});
    expect(order({ day1: '2027-01-05', day4: '2027-01-06', replyBy: '2026-12-04' })).toEqual({});
    expect(order({ day2: '2027-01-06' })).toEqual({});
    expect(order({ day1: '2028-01-05', day2: '2027-01-06' })).toEqual({
      day2: 'Please give the days in order, the earliest first: the one above is 5 January 2028.',
    });
  });
});

describe('what does not arrive about a call-out', () => {
  it('the question about the host that did not arrive shows on the manager’s card, and whom to ring', async () => {
    await chooseHours(dan, 'Only when I look');
    network.teams.fail({ kind: 'refused', user: 't-bob' });
    await putForward(network, pm, ['Ann Peer', 'Bob Peer', 'Dan Peer']);
    expect(seen(pm)).toContain('No answer about the host yet: 3');
    expect(seen(pm)).toContain('I couldn’t reach 1 person: please ring.');
    await pm.press('The people');
    expect(shown(pm)).toMatch(
      /Bob Peer: no answer about the host yet; a call may help\. I couldn’t reach them: please ring\./,
    );
    expect(shown(pm)).toMatch(/Ann Peer: no answer about the host yet; a call may help\.\n/);
  });

  it('whoever looks for themselves finds the question about the host on home, and answers it there', async () => {
    expect(seen(dan)).not.toContain('We’d like to put your name forward');
    await dan.openHome();
    expect(shown(dan)).toContain('We’d like to put your name forward');
    await dan.press('See who it is, and answer');
    await dan.fill({ 'Your answer': 'No conflict: yes' });
    await dan.submit();
    await dan.openHome();
    expect(shown(dan)).not.toContain('We’d like to put your name forward');
  });

  it('an answer that comes all the same takes somebody off the list of those to ring', async () => {
    await bob.say('home');
    await bob.press('I’d rather not');
    await network.settle();
    expect(seen(bob)).toContain('Thank you for telling us: you’d rather not');
    expect(JSON.stringify(bob.seen)).not.toContain(brief['The host, in confidence']);
    const card = pm.chat.findLast((text) => text.includes('places filled')) ?? '';
    expect(card).toMatch(/For you to decide: 1\nNo answer about the host yet: 1\nWould rather not: 1/);
    expect(card).not.toContain('please ring');
  });

  it('a no after all takes the question about the host back', async () => {
    await ann.press('Not this time after all');
    await ann.press('I can’t come');
    await network.settle();
    expect(seen(ann)).toContain('Thank you for telling us');
    expect(seen(ann)).not.toContain('We’d like to put your name forward');
  });

  it('the summary says who could not be reached in time, and home has it for a manager who looks for themselves', async () => {
    await chooseHours(pm, 'Only when I look');
    await pm.press('Close now');
    await network.settle();
    await pm.openHome();
    expect(shown(pm)).toContain('Housing services: 0 of 2 places filled');
    await pm.say('availability');
    expect(shown(pm)).toContain('Your call-out “Housing services” has closed: 2 yes.');
    await pm.press('See how it stands');
    expect(shown(pm)).toContain('Could not be reached: 1');
    await network.travelTo('2027-02-02T19:00:00Z');
    expect(seen(cat)).not.toContain('Could you help with a peer challenge?');
    await network.travelTo('2027-03-17T10:00:00Z', 24 * 20);
    await pm.openHome();
    expect(shown(pm)).not.toContain('Housing services');
  });
});
