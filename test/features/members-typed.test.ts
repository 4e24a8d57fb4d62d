import { beforeAll, describe, expect, it } from 'vitest';
import { readSafety } from '../../src/directory/safety.ts';
import { issueSetupCode } from '../../src/directory/setup-code.ts';
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
  await network.admit(cora, ...both());
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
    const now = await network.now();
    const safety = await network.database.transaction((tx) => readSafety(tx, now));
    expect(safety.deputy?.number).toBe('+44\u00a07700\u00a0900124');
  });
});

const rename = async (person: SimulatedPerson, values: Record<string, string>) => {
  await person.command('profile');
  await person.fill(values);
  await person.submit();
};
const profileOf = async (person: SimulatedPerson) => {
  const account = await network.database.prisma.account.findFirstOrThrow({
    where: { externalUser: person.user },
    include: { member: { include: { profile: { include: { organisation: true } } } } },
  });
  return account.member;
};

describe('organisations', () => {
  const write = async (person: SimulatedPerson, name: string) => {
    await person.command('profile');
    const label = ['If it isn’t in that list: its name', 'Organisation'].find((one) =>
      person.form?.fields.includes(one),
    );
    await person.fill({ [label ?? '']: name });
    await person.submit();
  };

  it.each([
    ["St Mary's Trust", 'St Mary’s Trust'],
    ['Café Hope', 'Cafe\u0301 Hope'],
    ['Stoke-on-Trent Council', 'Stoke–on–Trent  Council'],
    ['Hope & Co.', 'Hope and Co'],
    ['Anytown Council', '\u202aAnytown\u00a0Council\u202c'],
    ['self-employed', 'Independent.'],
  ])('written in two ways are one, from Slack and from Teams: %s and %s', async (one, other) => {
    await write(ann, one);
    await write(bob, other);
    const [first, second] = [await profileOf(ann), await profileOf(bob)];
    expect(first.profile?.organisation?.name).toBeDefined();
    expect(second.profile?.organisation?.name).toBe(first.profile?.organisation?.name);
  });

  it('of a list are compared in the same way, and one that is much like another is asked about', async () => {
    await cora.command('import');
    await cora.fill({
      'The list': [
        'name,organisation',
        'Pat One,anytown  council',
        'Pat Two,Anytown Counsil',
        'Pat Three,St. Mary´s Trust',
        'Pat Four,Borough of Nowhere',
        'Pat Five,Nowhere Borough',
        'Pat Six,Cafe Hope',
        'Pat Seven,Northshire Council',
      ].join('\n'),
    });
    await cora.submit();
    const preview = cora.form?.text ?? '';
    expect(preview).toContain('Line 3: Anytown Counsil isn’t known here. Did you mean Anytown Council?');
    expect(preview).toContain('Line 6: Nowhere Borough isn’t known here. Did you mean Borough of Nowhere?');
    expect(preview).toContain('Line 7: Cafe Hope isn’t known here. Did you mean Café Hope?');
    expect(preview.match(/Did you mean/g)).toHaveLength(3);
    cora.dismiss();
  });
});

describe('names', () => {
  const readForm = async (person: SimulatedPerson) => {
    await person.command('profile');
    const text = person.form?.text ?? '';
    person.dismiss();
    return text;
  };

  it.each(['علی\u200cرضا رضایی', 'ක්\u200dරිස්ටි පෙරේරා', 'അവന്\u200d കുമാര്\u200d', 'Siân O’Brien', '李明'])(
    'of every script are taken as they are written: %s',
    async (name) => {
      for (const person of both()) {
        await rename(person, { 'What you’re called here': name });
        expect(person.form).toBeUndefined();
        expect((await profileOf(person)).name).toBe(name);
      }
    },
  );

  it.each([
    ['U-N1', 'Zoë\nAdmit everybody\nnow', 'Zoë', 'Zoë Admit everybody now'],
    ['t-n2', '\u202eDilys\u202c Example', 'Dilys', 'Dilys Example'],
    ['U-N3', 'Cllr Dilys Example', 'Dilys', 'Cllr Dilys Example'],
    ['t-n4', 'Sample, Dilys', 'Dilys', 'Sample, Dilys'],
    ['U-N5', 'Sample, Cllr Dilys (she/her)', 'Dilys', 'Sample, Cllr Dilys (she/her)'],
    ['t-n6', 'Dr Patel', 'Dr Patel', 'Dr Patel'],
  ])(
    'that a platform says are one line, and nobody is called by a title: %s',
    async (user, name, first, shown) => {
      const platform = user.startsWith('U') ? network.slack : network.teams;
      const person = platform.person(user, { name });
      await person.say('join');
      await network.settle();
      const card = cora.seen.findLast(({ text }) => text.includes('would like to join'));
      expect(card?.text).toContain(`${shown} would like to join`);
      expect(card?.buttons).toContain(`Admit ${first}`);
      await cora.press(`Admit ${first}`);
      await person.say('home');
      expect(person.seen.at(-1)?.text).toContain(`Hello ${first}`);
      await network.settle();
    },
  );

  it('that are long are cut between letters', async () => {
    const family = '👩‍👩‍👧‍👦';
    const person = network.teams.person('t-n7', { name: `${family.repeat(30)} Lee` });
    await person.say('hello');
    expect((await profileOf(person)).name).toMatch(new RegExp(`^(${family})+…$`, 'u'));
  });

  it('people are called as they say, and by their first name again once they leave it empty', async () => {
    for (const person of both()) {
      await rename(person, {
        'What you’re called here': 'Example, Cllr Dilys',
        'What shall I call you?': 'Dil',
      });
      await person.say('home');
      expect(person.seen.at(-1)?.text).toContain('Hello Dil');
      expect(await readForm(person)).toMatch(/What shall I call you\?.*Dil/);
      await rename(person, { 'What shall I call you?': '' });
      await person.say('home');
      expect(person.seen.at(-1)?.text).toContain('Hello Dilys');
      await rename(person, { 'What you’re called here': person.name });
    }
  });

  it.each([
    ['zoe', 'Zoë Admit everybody now'],
    ['ZOË', 'Zoë Admit everybody now'],
    ['cllr example', 'Cllr Dilys Example'],
    ['Dilys Sample', 'Sample, Dilys'],
    ["O'Brien", 'Siân O’Brien'],
    ['obrien sian', 'Siân O’Brien'],
    ['ｐａｔｅｌ', 'Dr Patel'],
  ])('are found however they are typed, on both platforms: %s', async (typed, name) => {
    const sian = network.slack.person('U-SIAN', { name: 'Siân O’Brien' });
    if (!(await network.database.prisma.account.count({ where: { externalUser: 'U-SIAN' } })))
      await network.admit(cora, sian);
    for (const person of both()) {
      await person.command('list');
      await person.press('Open my list');
      expect(await person.suggest('First', typed)).toContain(name);
      for (const mark of ['%', '_', 'zo_', 'z%']) expect(await person.suggest('First', mark)).toEqual([]);
      person.dismiss();
    }
  });
});

describe('codes', () => {
  const platformOf = (n: number) => (n % 2 === 0 ? network.slack : network.teams);

  it('to join are understood as people paste them, on both platforms', async () => {
    const pasted = ['join $.', '“$”', '`join $`', 'Join: $', '\u200b$\u200b', "'$'", 'join code $', '*$*'];
    await cora.command('import');
    await cora.fill({ 'The list': ['name', ...pasted.map((_, n) => `Guest ${n}`)].join('\n') });
    await cora.submit();
    await cora.submit();
    const codes = [...(cora.form?.text ?? '').matchAll(/join ([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})/g)];
    cora.dismiss();
    expect(codes).toHaveLength(pasted.length);
    for (const [n, typed] of pasted.entries()) {
      const person = platformOf(n).person(`${n % 2 === 0 ? 'U' : 't'}-join-${n}`, { name: `Guest ${n}` });
      const code = codes[n]?.[1] ?? '';
      await person.say(typed.replace('$', n % 3 === 0 ? code.replaceAll('-', '–') : code.toLowerCase()));
      expect([typed, person.seen.at(-1)?.text]).toEqual([
        typed,
        expect.stringContaining('You’re expected here'),
      ]);
    }
  });

  it('to link Slack and Teams are understood as people paste them, on both platforms', async () => {
    const pasted = ['link $.', '“$”', 'link: `$`', '‘link $’', 'link my code $', '\u2066$\u2069'];
    for (const [n, typed] of pasted.entries()) {
      const slack = network.slack.person(`U-link-${n}`, { name: 'Lin Person' });
      const teams = network.teams.person(`t-link-${n}`, { name: 'Lin Person' });
      const [maker, typer] = n % 2 === 0 ? [slack, teams] : [teams, slack];
      await maker.say('link');
      const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(maker.seen.at(-1)?.text ?? '')?.[0] ?? '';
      await typer.say(typed.replace('$', n % 3 === 0 ? code.replace('-', '\u2011') : code.toLowerCase()));
      expect([typed, typer.seen.at(-1)?.text]).toEqual([typed, expect.stringContaining('Is this you?')]);
    }
  });

  it.each(['join K7QW-M2XA-9BC', 'K7QW-M2X', '“K7QW–M2XA–9BCDE”', 'link: K7QW-M2', 'JOIN K7QW-M2XA'])(
    'that are none say so: %s',
    async (typed) => {
      for (const person of [
        network.slack.person('U-NONE', { name: 'Nell' }),
        network.teams.person('t-none', { name: 'Ned' }),
      ]) {
        await person.say(typed);
        const said = person.seen.at(-1)?.text ?? '';
        expect(said).toMatch(/looks like a code, but|doesn’t look like a code/);
        expect(said).toContain('K7QW-M2XA');
        expect(said).toContain('116\u00a0123');
        // Where others read along somebody may have read it.
        await person.mention('C-OPEN', typed);
        const aloud = person.seen.at(-1)?.text ?? '';
        expect(aloud).toMatch(/looks like a code, but|doesn’t look like a code/);
        expect(aloud).not.toMatch(/nobody has read/i);
      }
    },
  );

  it('to set up are understood as people paste them', async () => {
    for (const typed of ['setup: “$”.', '`setup $`']) {
      const fresh = await startNetwork();
      const person = typed.startsWith('s')
        ? fresh.teams.person('t-first', { name: 'Fay First' })
        : fresh.slack.person('U-FIRST', { name: 'Fay First' });
      const code =
        (await fresh.database.transaction(async (tx) => issueSetupCode(tx, await fresh.now()))) ?? '';
      // Whoever asks to join before there is a coordinator reads so, and the first one sees them.
      const early = fresh.slack.person('U-EARLY', { name: 'Eva Early' });
      await early.say('join');
      expect(early.seen.at(-1)?.text).toContain(
        'Nobody coordinates this network just now; whoever does next will see it.',
      );
      await person.say(typed.replace('$', code.replace('-', '–')));
      expect(person.seen.at(-1)?.text).toContain('Thank you, Fay. You’re the coordinator');
      await person.openHome();
      expect(person.seen.at(-1)?.text).toContain('Eva Early would like to join');
    }
  });
});
