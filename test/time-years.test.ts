import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { farDay } from '../src/time/far.ts';
import { spokenDay } from '../src/time/spoken.ts';
import { type Network, startNetwork } from './support/network.ts';
import { on } from './support/stage.ts';

it('a day is said with its year unless it is of this year or a few months away', () => {
  for (const [day, today, words] of [
    ['2027-03-16', '2027-02-01', 'Tue 16 March'],
    ['2027-12-31', '2027-01-01', 'Fri 31 December'],
    ['2028-01-10', '2027-11-29', 'Mon 10 January'],
    ['2026-12-20', '2027-01-05', 'Sun 20 December'],
    ['2028-09-10', '2027-11-29', 'Sun 10 September 2028'],
    ['2207-03-16', '2027-02-01', 'Mon 16 March 2207'],
    ['2025-03-16', '2027-02-01', 'Sun 16 March 2025'],
  ] as const)
    expect(spokenDay(day, today), day).toBe(words);
});

it('a day beyond eighteen months is asked about, beyond ten years it is refused, and the likely one is named', () => {
  const today = '2027-02-01';
  for (const near of ['2027-03-16', '2028-07-31', '2028-08-01', '2027-01-31', '2017-06-01'])
    expect(farDay(near, today), near).toBeUndefined();
  expect(farDay('2028-08-02', today)).toMatchObject({ how: 'ask' });
  expect(farDay('2036-03-16', today)).toMatchObject({ how: 'ask' });
  expect(farDay('1997-03-16', today)?.words).toContain(
    '16 March 1997 is 29 years ago. Did you mean 16 March 2026?',
  );
  expect(farDay('2207-03-16', today)?.words).toBe(
    '16 March 2207 is 180 years away. Did you mean 16 March 2027? Please check the year.',
  );
  for (const never of ['9999-12-31', '0207-03-16', '2072-02-01', '2037-02-02', '1027-02-01'])
    expect(farDay(never, today)?.how, never).toBe('refuse');
});

describe.each(on)('a date in a form (%s)', (_, platform) => {
  let network: Network;
  let pm: SimulatedPerson;
  beforeAll(async () => {
    network = await startNetwork();
    pm = network[platform].person('PM1', { name: 'Priya Manager' });
    await network.coordinate(pm);
    await pm.command('availability new');
    if (!pm.form) await pm.press('Open form');
    await pm.fill({
      'What is it about?': 'Housing',
      'Kind of council': 'district council',
      Region: 'the East',
      Where: 'on site',
      'How many peers?': '2',
      'The host, in confidence': 'Secretshire',
    });
  });
  const briefly = async (first: string, replyBy: string) => {
    await pm.fill({ 'First day': first, 'Reply by': replyBy });
    await pm.submit();
    return pm.form?.errors ?? {};
  };

  it('of a year that nobody means is refused as often as it is sent, beside its field', async () => {
    for (const year of ['2207', '2207', '2072', '9999', '0207', '1027']) {
      const errors = await briefly(`${year}-03-16`, '2027-02-26');
      expect(errors['First day'], year).toMatch(
        / (away|ago)\. Did you mean 16 March 2027|ago\. Did you mean/,
      );
      expect(Object.keys(errors)).toEqual(['First day']);
    }
    expect(await network.database.prisma.callOut.count()).toBe(0);
  });

  it('beyond eighteen months is asked about once, and shows its year on the card', async () => {
    for (const day of ['2028-09-10', '2028-10-10', '2029-03-16', '2031-03-16', '2036-03-16'])
      expect((await briefly(day, '2027-02-26'))['First day'], day).toContain(
        'If it’s right as it is, send this once more.',
      );
    expect(await briefly('2029-03-16', '2027-02-26')).toEqual({});
    await network.settle();
    expect(pm.chat.join('\n')).toContain('Fri 16 March 2029');
    expect(pm.chat.join('\n')).toContain('Reply by Fri 26 February.');
  });
});
