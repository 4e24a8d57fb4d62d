import { beforeAll, describe, expect, it } from 'vitest';
import { readConcern } from '../src/bot/crisis.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { type Network, startNetwork } from './support/network.ts';

let network: Network;
const cast = {} as Record<'slack' | 'teams', SimulatedPerson>;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const on = ['slack', 'teams'] as const;
const CRISIS = /^Thank you for saying that[\s\S]*999[\s\S]*116\u00a0123[\s\S]*85258/;
const OTHERS_SEE = 'Others can see what you typed; you can delete it.';

beforeAll(async () => {
  network = await startNetwork();
  await network.coordinate(network.slack.person('U-PM', { name: 'Priya Manager' }));
  const priya = network.slack.person('U-PM');
  for (const platform of on) {
    cast[platform] = network[platform].person(`u-${platform}`, { name: `Sam ${platform}` });
    await cast[platform].say('join');
    await network.settle();
    await priya.press('Admit Sam');
    await network.settle();
  }
});

describe('words of suicide or self-harm are read however they are typed', () => {
  it.each([
    ['two spaces', 'kill  myself'],
    ['an acute for an apostrophe', 'I don´t want to live'],
    ['a grave, a prime, a curly one, and none', 'don`t want to live'],
    ['a prime', 'I don′t want to wake up'],
    ['no apostrophe', 'i dont want to be here anymore'],
    ['a comma for an apostrophe', 'I don,t want to live'],
    ['capitals and a line break', 'I WANT TO\nDIE'],
    ['full width', 'Ｉ ｗａｎｔ ｔｏ ｄｉｅ'],
    ['marks of no width inside words', 'k\u200bill my\u200dself'],
    ['spaces of no width between words', 'want\u200bto\u200bdie'],
    ['a soft hyphen', 'sui\u00adcidal'],
    ['no-break and ideographic spaces', 'I\u00a0want\u3000to die'],
    ['an en dash', 'thinking about self–harm'],
    ['a non-breaking hyphen', 'self\u2011harm'],
    ['one word', 'selfharm again'],
    ['accents', 'suïcide'],
    ['bold and italics', 'I want to *die* and _I mean it_'],
    ['quotes', 'I want to “die”'],
    ['dots', 'I want to... die'],
    ['an emoji between', 'kill 🔪 myself'],
    ['letters drawn out', 'wanna dieeee'],
    ['a doubled letter', 'I’ll killl myself'],
    ['short forms', 'gonna kms'],
    ['a figure', 'want 2 die'],
    ['slang', 'going to unalive myself'],
    ['taking', 'thinking of taking my own life'],
    ['ending', 'I could end my life'],
    ['can not in two words', 'I can not go on'],
    ['not wanting', 'tired, and not wanting to be here any more'],
    ['somebody else in the same sentence', 'he left me and I am suicidal'],
  ])('%s: %j', async (_, typed) => {
    for (const platform of on) {
      await cast[platform].say(typed);
      expect(last(cast[platform])).toMatch(CRISIS);
    }
  });

  it.each([
    ['abuse', 'I´m scared  of my partner'],
    ['abuse', 'he HITS\nme'],
    ['abuse', 'i am being ａｂｕｓｅｄ'],
    ['others', 'my friend wants  to die'],
    ['others', 'she doesn´t want to live'],
    ['others', 'my son is self\u2011harming'],
    ['others', 'he might hurt\u00a0himself'],
  ])('and so are words of %s: %j', (concern, typed) => {
    expect(readConcern(typed)).toBe(concern);
  });

  it.each([
    'I can’t go on Tuesday',
    'I cant go on the 5th',
    'we can’t go on holiday',
    'I don’t want to go on Monday',
    'we don’t want to carry on with the old form',
    'it is 5 kms from the station',
    'my lifejacket; take my life story',
    'he beat me to it',
    'I want to dine. Alive and well',
    'I am not able to make it any more',
    'naloxone and overdose training',
    'I’ll top myself up with coffee',
  ])('while ordinary words stay ordinary: %j', (typed) => {
    expect(readConcern(typed)).toBeUndefined();
  });

  it('reads each field by itself: no phrase runs from one into the next', () => {
    expect(readConcern(['I want to', 'die Brücke'])).toBeUndefined();
  });

  it('takes time in proportion to what was typed, whatever it is', () => {
    const pieces = [
      'a',
      ' ',
      'i ',
      'i am ',
      'dont want to ',
      'dont really ',
      'can not ',
      'she ',
      'child ',
      '.',
      "'",
    ];
    for (const piece of [...pieces, '\u200b', '🙂', '\u0301', 'end it ', 'take my ', 'zzz', '<', '&'])
      readConcern(piece.repeat(100_000 / piece.length));
    // Whatever looked back over all that came before it, at each sign, would not have come here within a minute.
    expect(readConcern(`${'so much to say '.repeat(6_600)} I want to die`)).toBe('self');
  });
});

describe('words in a shape of their own are answered as well', () => {
  it.each(['aside', 'broadcast', 'with-file', 'passed-on', 'edited'] as const)('%s', async (shape) => {
    for (const platform of on) {
      await cast[platform].say('I want to  die', shape);
      expect(last(cast[platform])).toMatch(CRISIS);
    }
  });

  it('does nothing twice because words were changed afterwards', async () => {
    for (const platform of on) {
      const { length } = cast[platform].seen;
      await cast[platform].say('help', 'edited');
      await cast[platform].say('good morning', 'edited');
      expect(cast[platform].seen).toHaveLength(length);
    }
  });
});

describe('in a channel', () => {
  it.each(on)('what is said of the words is true where others read along (%s)', async (platform) => {
    for (const words of ['I want to die', 'I´m afraid of my partner', 'my friend is suicidal']) {
      await cast[platform].mention('C-OPEN', words);
      const said = last(cast[platform]);
      expect(said).toMatch(/999/);
      expect(said).toContain(`I’ve kept none of it and told nobody. ${OTHERS_SEE}`);
      expect(said).not.toMatch(/nobody has read|stays in this chat/);
      expect(said.split(OTHERS_SEE)).toHaveLength(2);
    }
    await cast[platform].say('I want to die');
    expect(last(cast[platform])).toContain('nobody has read this yet');
    expect(last(cast[platform])).toContain('It stays in this chat unless you delete it.');
    expect(last(cast[platform])).not.toContain(OTHERS_SEE);
  });

  it.each(on)('every command is answered with word that others can see it (%s)', async (platform) => {
    const person = cast[platform];
    for (const words of ['home', 'help', 'settings', 'talk', 'what is this?', 'setup WRONG', 'join']) {
      await person.mention('C-OPEN', words);
      expect(last(person)).toContain(OTHERS_SEE);
      await person.say(words);
      expect(last(person)).not.toContain(OTHERS_SEE);
    }
    await person.mention('C-OPEN', 'is anybody there?');
    expect(last(person)).not.toMatch(/nobody has read/i);
    await person.mention('C-OPEN', 'profile');
    expect(person.form?.text).toContain(OTHERS_SEE);
    person.dismiss();
  });

  it('a slash command is shown to nobody else, and nothing else is said of it', async () => {
    await cast.slack.command('help', { channel: 'C-OPEN' });
    expect(last(cast.slack)).not.toContain(OTHERS_SEE);
    await cast.slack.command('alongside I want to die', { channel: 'C-OPEN' });
    expect(last(cast.slack)).toMatch(CRISIS);
    expect(last(cast.slack)).toContain('it stands in no chat, and nobody else was shown it');
    expect(last(cast.slack)).not.toMatch(/stays in this chat|Others can see/);
  });

  it('a command’s own answer still follows, and what became of the words is said by it', async () => {
    await cast.teams.mention('C-OPEN', 'forum here I want to die');
    expect(last(cast.teams)).toMatch(CRISIS);
    expect(last(cast.teams)).toContain(`before they read it. ${OTHERS_SEE}`);
    expect(last(cast.teams)).not.toContain('I’ve kept none of it');
  });
});

describe('in a form that only says that it was saved', () => {
  it.each(on)('the numbers are said in the same exchange, and then what was saved (%s)', async (platform) => {
    const person = cast[platform];
    const typed = [
      'kill  myself',
      'I don´t want to live',
      'want\u200bto\u200bdie',
      'ＳＥＬＦ－ＨＡＲＭ',
      'end\nmy life',
    ];
    for (const words of typed) {
      await person.say('settings');
      await person.press('How I like to be supported');
      await person.fill({ 'In your own words': `On a bad day I ${words}` });
      await person.submit();
      expect(last(person)).toMatch(CRISIS);
      expect(last(person)).toMatch(/What became of it stands below[\s\S]*Saved[\s\S]*Nobody can read it yet/);
    }
  });
});
