import { describe, expect, it } from 'vitest';
import {
  callingName,
  firstName,
  firstNameAlone,
  isName,
  isOurs,
  nameKey,
  nameLooks,
  readPlatformName,
  wordsToFind,
} from '../../src/text/name.ts';

describe('what somebody is called', () => {
  it.each([
    ['Dilys Example', 'Dilys'],
    ['Dilys', 'Dilys'],
    ['Cllr Dilys Example', 'Dilys'],
    ['CLLR. DILYS EXAMPLE', 'DILYS'],
    ['Councillor Mrs Dilys Example', 'Dilys'],
    ['Rev Dr Dilys Example', 'Dilys'],
    ['The Rt Hon Dilys Example', 'Dilys'],
    ['Example, Dilys', 'Dilys'],
    ['Example,Dilys', 'Dilys'],
    ['Example, Cllr Dilys', 'Dilys'],
    ['Cllr Example, Dilys', 'Dilys'],
    ['van der Berg, Anna Maria', 'Anna'],
    ['Example,', 'Example'],
    ['Dilys Example, MBE', 'Dilys'],
    ['Dilys Example, PhD, RMN', 'Dilys'],
    ['Ann Person, Anytown Council', 'Ann'],
    ['Dr Zoë Example', 'Zoë'],
    ['Dr. Zoë', 'Dr. Zoë'],
    ['Dr Patel', 'Dr Patel'],
    ['Patel, Dr', 'Patel'],
    ['Cllr', 'Cllr'],
    ['Ann Person (she/her)', 'Ann'],
    ['(she/her) Ann Person', 'Ann'],
    ['Ann Person | Anytown Council', 'Ann'],
    ['Ann Person - Anytown Council', 'Ann'],
    ['Ann Person [Northshire]', 'Ann'],
    ['Ann Person <ann@example.org>', 'Ann'],
    ['🌸 Ann Person', 'Ann'],
    ['Mary-Jane Person', 'Mary-Jane'],
    ['J. Smith', 'J. Smith'],
    ['J.R. Smith', 'J.R. Smith'],
    ['Dean Person', 'Dean'],
    ['O’Brien, Siân', 'Siân'],
    ['王小明', '王小明'],
    ['علی\u200cرضا رضایی', 'علی\u200cرضا'],
    ['Ann\nPerson', 'Ann'],
  ])('“%s” is called %s', (name, called) => {
    expect(firstName(name)).toBe(called);
  });

  it.each([
    ['Dr Patel', 'Dr P.'],
    ['Cllr Mrs Example', 'Mrs E.'],
    ['J. Smith', 'J.'],
    ['Dr J. R. Smith', 'J.'],
    ['Example, Cllr Dilys', 'Dilys'],
    ['Dilys Example', 'Dilys'],
  ])('“%s” gives no surname away before an introduction: %s', (name, called) => {
    expect(firstNameAlone(name)).toBe(called);
  });

  it('is what they say, where they said it', () => {
    expect(callingName({ name: 'Dr Dilys Example', called: 'Dil' })).toBe('Dil');
    expect(callingName({ name: 'Dr Dilys Example', called: null })).toBe('Dilys');
  });
});

describe('a name', () => {
  it.each(['علی\u200cرضا', 'ක්\u200dරිස්ටි', 'അവന്\u200d', 'Zoë', 'O’Brien', 'Ng', '李明'])(
    'may be %s',
    (name) => {
      expect(isName(name)).toBe(true);
      expect(readPlatformName(name)).toBe(name);
    },
  );

  it.each([
    ['on several lines', 'Ann\nAdmit everybody\r\nnow', 'Ann Admit everybody now'],
    ['with directions turned', '\u202eAnn\u202c \u2066Person\u2069', 'Ann Person'],
    ['with tabs and wide spaces', 'Ann\t\u3000Person\u00a0', 'Ann Person'],
    ['with what nobody sees', '\u200bA\u00adnn\ufeff', 'Ann'],
    ['decomposed', 'Zoe\u0308', 'Zoë'],
    ['with line separators', 'Ann\u2028Person', 'Ann Person'],
  ])('that a platform says %s is one line', (_, said, name) => {
    expect(readPlatformName(said)).toBe(name);
  });

  it.each([undefined, '', '  ', '\u200b\u202e', '\n', '...'])(
    'that a platform leaves out is none: %j',
    (said) => {
      expect(readPlatformName(said)).toBeUndefined();
    },
  );

  it('that is very long is cut between letters', () => {
    const family = '👩‍👩‍👧‍👦';
    const cut = readPlatformName(`Ann ${family.repeat(20)}`) ?? '';
    expect(cut.length).toBeLessThanOrEqual(80);
    expect(cut).toMatch(new RegExp(`^Ann (${family})+…$`, 'u'));
  });
});

describe('a name is found', () => {
  it.each([
    ['zoe', 'Zoë Example'],
    ['ZOË', 'Zoe\u0308 Example'],
    ["O'Brien", 'Siân O’Brien'],
    ['obrien', 'Siân O’Brien'],
    ['sian o brien', 'Siân O’Brien'],
    ['Dilys Example', 'Example, Dilys'],
    ['exam dil', 'Cllr Dilys Example'],
    ['smith jones', 'Ann Smith‑Jones'],
    ['Lukasz', 'Łukasz Person'],
    ['ｚｏｅ', 'Zoë'],
    ['علی رضا', 'علی\u200cرضا'],
  ])('by “%s”: %s', (typed, name) => {
    expect(wordsToFind(typed).filter((word) => !nameKey(name).includes(word))).toEqual([]);
  });

  it.each(['%', '_', 'a_n', 'z%'])('by a letter as it stands: %s finds nobody', (typed) => {
    expect(wordsToFind(typed).filter((word) => !nameKey('Ann Zoë').includes(word))).not.toEqual([]);
  });
});

describe('how a name looks', () => {
  it.each([
    ['Аnn Реrsоn', 'Ann Person', 'Cyrillic'],
    ['Αnn Ρerson', 'Ann Person', 'Greek'],
    ['𝐀𝐧𝐧 Ｐｅｒｓｏｎ', 'Ann Person', 'mathematical and wide'],
    ['A\u200bn\u00adn Per\u200dson', 'Ann Person', 'with what nobody sees'],
    ['lan Smlth', 'Ian Smith', 'a small l for an I'],
    ['Ann Pers0n', 'Ann Person', 'a nought for an O'],
    ['Person, Ann', 'Ann Person', 'in the order of an address book'],
    ['ANN  PERSON (she/her)', 'ann person', 'with more around it'],
    ['Ann Person (Anytown Council)', 'Ann Person', 'with what tells another apart'],
    ['Zoe OBrien', 'Zoë O’Brien', 'without accents and apostrophes'],
    ['Lukasz', 'Łukasz', 'without a stroke'],
  ])('is the same for letters that look alike: %s and %s, %s', (one, other) => {
    expect(nameLooks(one)).toBe(nameLooks(other));
  });

  it.each([
    ['Ann Person', 'Anne Person'],
    ['Ann B Person', 'Ann Person'],
    ['राम', 'रमा'],
    ['张伟', '王伟'],
    ['Анна', 'Инна'],
  ])('is another for names that differ: %s and %s', (one, other) => {
    expect(nameLooks(one)).not.toBe(nameLooks(other));
  });

  it('is what tells the bot’s and the roles’ names from people’s', () => {
    const ours = [
      'Alongside',
      'ALONGSIDE',
      'Αlоngside Bot',
      'Along side',
      'Safeguarding lead',
      'Project Manager',
    ];
    expect(ours.filter((name) => !isOurs(name))).toEqual([]);
    const theirs = [
      'Ann Lead',
      'Will Champion',
      'Cora Coordinator',
      'Hope',
      'Peer',
      'Manager',
      'Long Side',
      '',
    ];
    expect(theirs.filter(isOurs)).toEqual([]);
  });
});
