import { beforeAll, describe, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Conversation } from '../../src/chat/inbound.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { readGreeting } from '../../src/features/home/rules/greeting.ts';
import { isOneWord, nearestTyped } from '../../src/features/home/rules/nearest.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { openGateOf } from './questions-scene.ts';

let network: Network;
type Cast = Record<'lead' | 'peer' | 'guest', SimulatedPerson>;
const cast = {} as Record<'slack' | 'teams', Cast>;
const each = [
  ['Slack', 'slack'],
  ['Teams', 'teams'],
] as const;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const buttons = (person: SimulatedPerson) => person.seen.at(-1)?.buttons ?? [];
const NUMBERS = 'In danger: 999. To talk to someone now: Samaritans 116\u00a0123, free, any time.';
type Doing = { kind: 'message'; text: string } | { kind: 'action'; route: string; value: string };
/** What the bot replies, before any platform draws it. */
function replyTo(
  person: SimulatedPerson,
  doing: Doing,
  where?: Pick<Conversation, 'id' | 'kind'>,
): Promise<Reply> {
  const platform = person.user.startsWith('slack') ? 'slack' : 'teams';
  const { workspace } = network[platform];
  return network.bot.receive({
    id: crypto.randomUUID(),
    ...doing,
    sender: { platform, workspace, user: person.user, name: person.name },
    conversation: { platform, workspace, ...(where ?? { id: `D-${person.user}`, kind: 'direct' }) },
  });
}
async function buttonOf(person: SimulatedPerson, text: string, where?: Pick<Conversation, 'id' | 'kind'>) {
  const reply = await replyTo(person, { kind: 'message', text }, where);
  return reply.kind === 'say' ? reply.message.card?.actions?.[0] : undefined;
}
/** The form that these words bring, or the first button that they bring. */
async function formOf(person: SimulatedPerson, text: string): Promise<Form> {
  const reply = await replyTo(person, { kind: 'message', text });
  if (reply.kind === 'form') return reply.form;
  const button = reply.kind === 'say' ? reply.message.card?.actions?.[0] : undefined;
  const next =
    button && (await replyTo(person, { kind: 'action', route: button.route, value: button.value }));
  if (next?.kind === 'form') return next.form;
  throw new Error(`Expected a form, and got ${JSON.stringify(reply)}.`);
}
const questionIn = ({ fields }: Form) => {
  const field = fields.find(({ id }) => id === 'words');
  return field && 'initial' in field ? field.initial : undefined;
};

/** The numbers stand under everything but the buttons, once. */
const numbersLast = (person: SimulatedPerson) => {
  const lines = last(person).split('\n');
  expect(lines.filter((line) => line.includes('999'))).toEqual([NUMBERS]);
  expect(lines.slice(-2).some((line) => line === NUMBERS)).toBe(true);
};

beforeAll(async () => {
  network = await startNetwork();
  for (const [, platform] of each) {
    const make = (name: string) =>
      network[platform].person(`${platform}-${name}`, { name: `${name} ${platform}` });
    cast[platform] = { lead: make('Lea'), peer: make('Pia'), guest: make('Gus') };
  }
  const { slack, teams } = cast;
  await network.coordinate(slack.lead);
  await network.admit(slack.lead, teams.lead, slack.peer, teams.peer);
  await network.answerUsual(slack.lead, teams.lead, slack.peer, teams.peer);
  await network.database.prisma.roleGrant.create({
    data: {
      memberId: (await network.database.prisma.member.findFirstOrThrow({ where: { name: 'Lea teams' } })).id,
      role: 'coordinator',
      startsAt: await network.now(),
    },
  });
  await openGateOf(network, 'Lea slack');
  await slack.lead.command('ask topics');
  await slack.lead.press('New topic');
  await slack.lead.fill({ Topic: 'Expenses', 'First to be asked': 'Lea teams' });
  await slack.lead.submit();
  await network.settle();
  await teams.lead.press('Yes', '“Expenses”');
  await network.settle();
});

describe('a greeting', () => {
  it.each(each)(
    'is returned, and says what the bot is and what it is not, to guests too (%s)',
    async (_, platform) => {
      const { lead, peer, guest } = cast[platform];
      for (const person of [lead, peer, guest])
        for (const words of [
          'hello',
          'Hello!',
          'hi',
          'hiya',
          'Good morning',
          'hey alongside',
          'HELLO THERE',
          'hello?',
          'hi, good morning',
          'Bore da',
          'hiii',
          '👋🏽',
          'who are you?',
          'What can you do?',
          'alongside',
        ]) {
          await person.say(words);
          expect(last(person), words).toMatch(
            /^Hello (Lea|Pia|Gus)\nI’m Alongside, a bot for this peer network\./,
          );
          expect(last(person)).toContain('I can’t chat, and nobody reads what you type here.');
          expect(last(person)).not.toContain('Nobody has read that');
          numbersLast(person);
          expect(buttons(person)).toEqual(
            expect.arrayContaining([
              'What’s waiting for me',
              'Ask someone to call me',
              'Help, and people to call',
            ]),
          );
          expect(buttons(person).includes('Ask to join')).toBe(person === guest);
          // Whoever is the only one on the only topic has nobody to ask.
          if (person !== lead) expect(buttons(person).includes('Ask a question')).toBe(person === peer);
        }
    },
  );

  it.each(each)('of thanks is taken kindly, and says that nobody has read it (%s)', async (_, platform) => {
    for (const person of [cast[platform].peer, cast[platform].guest])
      for (const words of [
        'thanks',
        'Thank you!',
        'thank you so much',
        'Many thanks.',
        'cheers',
        'ok thanks',
        '👍',
        'Diolch',
      ]) {
        await person.say(words);
        expect(last(person), words).toMatch(/^You’re welcome\n/);
        expect(last(person)).toContain('nobody has read that');
        numbersLast(person);
      }
  });

  it('is nothing that goes on: whoever says more is talking to somebody', () => {
    const said = [
      'hello is anyone there',
      'hi I need help',
      'good night',
      'goodbye everyone',
      'thanks for nothing',
      'hi lost',
      'hello, I can’t cope',
      'thank you for everything, goodbye',
      'morning is the worst',
      'hey please call me',
      'are you there',
      'anybody there?',
      'yes',
      'ok',
      '🙂',
      '😢',
      'hello my name is not important',
      '',
    ];
    expect(said.filter((words) => readGreeting(words))).toEqual([]);
  });
});

describe('a command with words after it', () => {
  it.each(each)('is taken wherever it is typed, and the words are in its form (%s)', async (_, platform) => {
    const { peer } = cast[platform];
    for (const [typed, words] of [
      ['ask How do I claim travel costs?', 'How do I claim travel costs?'],
      ['Ask how do I claim\ntravel costs?', 'how do I claim\ntravel costs?'],
      ['/ask  Who signs   this off?', 'Who signs   this off?'],
      ['alongside ask When are we paid?', 'When are we paid?'],
      ['ask: where is the room?', 'where is the room?'],
      ['ASK what is a DBS check', 'what is a DBS check'],
    ] as const) {
      const form = await formOf(peer, typed);
      expect([form.title, questionIn(form)], typed).toEqual(['Ask a question', words]);
    }
  });

  it.each(each)('says what it always says to whoever may not use it (%s)', async (_, platform) => {
    await cast[platform].guest.say('ask How do I claim travel costs?');
    expect(last(cast[platform].guest)).toContain('That is for members of the network');
  });

  it.each(each)(
    'is typed as it stands on its button, too, and ends as people end a sentence (%s)',
    async (_, platform) => {
      const { peer, guest } = cast[platform];
      for (const [typed, title] of [
        ['Ask someone to call me', /^There’s nobody on your list yet/],
        ['“home”', /^Hello /],
        ['What’s waiting for me', /^Hello /],
        ['help!', /^People to call/],
        ['People to call', /^People to call/],
        ['ask  topics.', /coordinators/],
      ] as const) {
        await peer.say(typed);
        expect(last(peer), typed).toMatch(title);
        expect(last(peer)).not.toContain('obody has read that');
      }
      await guest.say('ask someone to call me tonight please');
      expect(last(guest)).toMatch(/^Nobody has read that\n/);
    },
  );
});

describe('words that are near to a command', () => {
  it.each(each)('get it as a button, which does what it says (%s)', async (_, platform) => {
    const { lead, peer } = cast[platform];
    for (const [person, typed, meant] of [
      [lead, 'availabilty new', 'availability new'],
      [lead, 'ask topcis', 'ask topics'],
      [peer, 'availabilty new', 'availability'],
      [peer, 'hom', 'home'],
      [peer, 'setings?', 'settings'],
      [peer, 'home page', 'home'],
      [peer, 'porfile', 'profile'],
    ] as const) {
      person.dismiss();
      await person.say(typed);
      expect(last(person), typed).toMatch(/^Is this what you meant\?\n/);
      expect(last(person)).toContain(`close to it: ${meant}.`);
      expect(buttons(person)[0]).toBe(meant);
      numbersLast(person);
      const before = person.seen.length;
      await person.press(meant);
      expect(person.form !== undefined || person.seen.length > before, typed).toBe(true);
      expect(last(person)).not.toMatch(/no longer works|obody has read/);
    }
    lead.dismiss();
    peer.dismiss();
  });

  it.each(each)('keep the words that follow them, where a command takes some (%s)', async (_, platform) => {
    const { peer } = cast[platform];
    for (const typed of [
      'aks How do I claim?',
      'askk How do I claim?',
      'Aks: How do I claim?',
      '/alongside aks How do I claim?',
      'assk How do I claim?',
    ])
      expect(questionIn(await formOf(peer, typed)), typed).toBe('How do I claim?');
  });

  it.each(each)(
    'keep a code that follows them in one’s own chat, and never out of a channel (%s)',
    async (_, platform) => {
      const { guest } = cast[platform];
      await guest.say('jion K7QW-M2XA-9BCD');
      await guest.press('join');
      expect(last(guest)).toContain('I don’t know that code');
      const typed = 'jion K7QW-M2XA-9BCD';
      const inChannel = { id: 'C-ROOM', kind: 'channel' } as const;
      expect((await buttonOf(guest, typed, inChannel))?.value).toBe('{"words":"join"}');
      expect((await buttonOf(guest, typed))?.value).toBe('{"words":"join K7QW-M2XA-9BCD"}');
    },
  );

  it('are never read into distress, or into a sentence', () => {
    const commands = [
      'help',
      'home',
      'talk',
      'list',
      'ask',
      'link',
      'join',
      'hours',
      'forum',
      'availability',
      'settings',
    ].map((id) => ({ id, takesWords: id === 'ask' || id === 'link' }));
    const said = [
      'lost',
      'hope',
      'no hope',
      'so tired',
      'home is not safe',
      'help me please',
      'help me',
      'talk to me',
      'home alone',
      'as ever I feel low',
      'asked them and nobody came',
      'task after task',
      'links in the chain',
      'like nobody cares',
      'asks too much of me',
      'hello nobody',
      'lst hope',
      'hepl dying',
      'join me please',
      'thinks',
      'masks all day',
    ];
    expect(said.filter((words) => nearestTyped(words, commands))).toEqual([]);
    expect(['lost', 'so alone', 'dying', 'I feel nothing', 'hopeless'].filter(isOneWord)).toEqual([]);
  });
});

describe('a word after /alongside that is none', () => {
  it.each(each)(
    'is answered with the words that there are, and never as an unknown command (%s)',
    async (_, platform) => {
      const { peer, guest } = cast[platform];
      for (const person of [peer, guest])
        for (const word of ['frobnicate', 'xyzzy', 'leave', 'Dashboard', 'vote now', '42']) {
          await person.command(`alongside ${word}`);
          expect(last(person), word).toMatch(/^That isn’t a word I know\nNothing was done\. home shows/);
          expect(last(person)).not.toMatch(/unknown|command|invalid|error/i);
          expect(buttons(person)).toEqual(
            expect.arrayContaining(['What’s waiting for me', 'Help, and people to call']),
          );
          numbersLast(person);
        }
      for (const words of ['alone', 'I feel hopeless', 'nobody cares about me any more']) {
        await guest.command(`alongside ${words}`);
        expect(last(guest), words).toMatch(/^Nobody has read that\n/);
      }
    },
  );
});
