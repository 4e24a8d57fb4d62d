import { beforeAll, describe, expect, it } from 'vitest';
import { readSafety } from '../../src/features/members/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

/** What people type, at the front door and on both platforms: their cases are in test/text. */
let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const both = () => [ann, bob] as const;

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  await network.coordinate(cora);
  for (const person of both()) await network.admit(cora, person);
});

describe('telephone numbers', () => {
  it.each(['...', '( )', '---', '999', '07700 9001234'])(
    'that are none are refused in every form, with what was expected: %s',
    async (typed) => {
      for (const person of both()) {
        await person.command('settings');
        await person.press('How to reach me');
        await person.fill({ 'Your number': typed, 'Is it safe to call you?': 'Yes' });
        await person.submit();
        expect(person.form?.errors['Your number']).toMatch(/such as (07700 900123|020 7946 0018)\.$/);
        person.dismiss();
      }
      await cora.command('safety');
      await cora.press('Name the safeguarding lead');
      await cora.fill({ 'Or somebody else: their name': 'Lea Lead', Number: typed });
      await cora.submit();
      expect(cora.form?.errors.Number).toMatch(/such as (07700 900123|020 7946 0018)\.$/);
      cora.dismiss();
    },
  );

  it('that were copied are kept as they are read', async () => {
    for (const person of both()) {
      await person.command('settings');
      await person.press('How to reach me');
      await person.fill({ 'Your number': '\u202d07700\u00a0900123\u202c', 'Is it safe to call you?': 'Yes' });
      await person.fill({ 'A call or a message?': 'A call' });
      await person.submit();
      expect(person.form).toBeUndefined();
      await person.command('settings');
      await person.press('How to reach me');
      expect(person.form?.text).toContain('07700 900123');
      expect(person.form?.text).not.toMatch(/[\u202c\u202d]/);
      person.dismiss();
    }
  });

  it('D49 of the lead and the deputy are two, however each is written', async () => {
    await cora.command('safety');
    await cora.press('Name the safeguarding lead');
    await cora.fill({ 'Or somebody else: their name': 'Lea Lead', Number: '07700 900123' });
    await cora.submit();
    await cora.press('Name the deputy');
    await cora.fill({ 'Or somebody else: their name': 'Dee Deputy' });
    const written = [
      '07700 900123',
      '+44 7700 900123',
      '0044 7700 900123',
      '+44 (0)7700 900123',
      '(07700) 900-123',
    ];
    for (const typed of [...written, '\u202d07700 900123\u202c']) {
      await cora.fill({ Number: typed });
      await cora.submit();
      expect([typed, cora.form?.errors.Number]).toEqual([typed, expect.stringContaining('two people')]);
    }
    await cora.fill({ Number: '+44 7700 900124' });
    await cora.submit();
    const safety = await network.database.transaction((tx) => readSafety(tx));
    expect(safety.deputy?.number).toBe('+44\u00a07700\u00a0900124');
  });
});
