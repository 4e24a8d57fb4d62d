import { readdir, readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Adapter } from '../../src/chat/adapter.ts';
import type { Form } from '../../src/chat/form.ts';
import { plainText } from '../../src/chat/message.ts';
import { writeList } from '../../src/directory/circle.ts';
import { writeProfile } from '../../src/directory/profile.ts';
import { writeResponder } from '../../src/directory/responder.ts';
import { features } from '../../src/features/index.ts';
import { confirmSaid } from '../../src/features/members/store/participant-kinds.ts';
import { writeNation } from '../../src/features/safeguarding/store/safety.ts';
import type { LogLine } from '../../src/log.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Stage } from '../../src/playground/stage.ts';
import { type Database, moveClock, openDatabase, readNow, type Tx } from '../../src/store/database.ts';
import { putForward } from '../features/availability-scene.ts';
import { freshDatabase } from '../support/database.ts';
import { type Proxy as Line, startProxy } from '../support/proxy.ts';
import { buttons, handsOn, last, newest, type On, on, PLATFORMS, startStage } from '../support/stage.ts';

type Hands = ReturnType<typeof handsOn>;

/** One of each on both platforms: a coordinator, a peer, and somebody who has only written to the bot. */
interface Cast {
  lead: SimulatedPerson;
  peer: SimulatedPerson;
  guest: SimulatedPerson;
}
const cast = {} as Record<On, Cast>;
const opened: { person: string; platform: On; form: Form }[] = [];
let logs: readonly LogLine[];
let stage: Stage;
let act: Hands['act'];
let typeFor: Hands['typeFor'];
let send: Hands['send'];
let database: Database;
let line: Line;

/** Every line that anything in this process opens to anywhere. */
const connect = vi.spyOn(Socket.prototype, 'connect');
function hostOf(args: readonly unknown[]): string[] {
  const [where, host] = args.flat();
  if (typeof where !== 'object' || where === null) return [typeof host === 'string' ? host : 'localhost'];
  // A path leads to a socket of this machine.
  if ('path' in where && where.path) return [];
  return ['host' in where && where.host ? String(where.host) : 'localhost'];
}

beforeAll(async () => {
  const fresh = await freshDatabase();
  line = await startProxy(fresh.connection);
  database = await openDatabase(line.connection, { kind: 'test', log: () => {} });
  afterAll(async () => {
    await database.close();
    await line.stop();
  });
  const adapt = (adapter: Adapter): Adapter => ({
    ...adapter,
    start: (receive, mount) =>
      adapter.start(async (inbound) => {
        const reply = await receive(inbound);
        const { user: person, platform } = inbound.sender;
        if (reply.kind === 'form') opened.push({ person, platform, form: reply.form });
        return reply;
      }, mount),
  });
  ({ stage, logs } = await startStage({ join: 'open', at: '2027-02-01T10:00:00Z', database, adapt }));
  ({ act, typeFor, send } = handsOn(stage));
  await gather();
});

const now = async () => (await readNow(database.prisma)).now;
const write = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work);
const memberOf = async ({ name }: SimulatedPerson) =>
  (await database.prisma.member.findFirstOrThrow({ where: { name } })).id;
async function gather(): Promise<void> {
  for (const platform of PLATFORMS) {
    const person = (user: string, name: string) =>
      stage[platform].person(platform === 'slack' ? `U${user.toUpperCase()}` : user, { name });
    const [of, initial] = platform === 'slack' ? ['Sand', 'S'] : ['Tarn', 'T'];
    cast[platform] = {
      lead: person('lead', `${initial}ona ${of}`),
      peer: person('peer', `${initial}am ${of}`),
      guest: person('guest', `${initial}il ${of}`),
    };
    for (const one of Object.values(cast[platform])) await one.install();
  }
  const { slack, teams } = cast;
  await slack.lead.command(`alongside setup ${await stage.setupCode()}`);
  for (const person of [teams.lead, slack.peer, teams.peer]) await person.say('join');
  await stage.settle();
  const at = await now();
  await write(async (tx) => {
    await tx.member.updateMany({
      where: { standing: 'member' },
      data: { joinedAt: new Date('2026-01-01T00:00:00Z') },
    });
    const member = await memberOf(teams.lead);
    await tx.roleGrant.create({ data: { memberId: member, role: 'coordinator', startsAt: at } });
    for (const person of [slack.lead, teams.lead, slack.peer, teams.peer]) {
      const nothing = { organisation: null, area: null, skills: [], topics: [] };
      await writeProfile(tx, await memberOf(person), { ...nothing, kinds: ['officer'] }, at);
      await confirmSaid(tx, await memberOf(person));
    }
    for (const platform of PLATFORMS) {
      const lead = await memberOf(cast[platform].lead);
      await writeResponder(tx, lead, { agreed: true, outOfHours: true, monthlyCap: null });
      await writeList(tx, await memberOf(cast[platform].peer), [lead]);
    }
  });
}

describe('7: the set-up gate', () => {
  it.each(on)(
    'keeps questions and calls off until it is open, and gives the numbers instead (%s)',
    async (_, platform) => {
      const { peer } = cast[platform];
      await peer.command('alongside talk');
      expect(last(peer)).toContain('I can’t ask anybody to call you yet');
      expect(last(peer)).toMatch(/999[\s\S]*116\u00a0123/);
      expect(buttons(peer).join()).not.toContain('call me');
      await peer.command('alongside ask');
      expect(last(peer)).toContain('aren’t switched on yet');
      expect(last(peer)).toMatch(/999[\s\S]*116\u00a0123/);
    },
  );

  it('opens with a lead, a deputy, out of hours and every number, and not a step before', async () => {
    const { slack, teams } = cast;
    await slack.lead.command('alongside safety');
    await slack.lead.press('Name the safeguarding lead');
    await send(slack.lead, { 'Or somebody else: their name': 'Grace Adeyemi', Number: '020 7946 0001' });
    await teams.lead.command('alongside safety');
    await teams.lead.press('Name the deputy');
    await send(teams.lead, { 'Or somebody else: their name': 'Tom Price', Number: '020 7946 0002' });
    await teams.lead.press('Say who answers out of hours');
    await send(teams.lead, { 'Who answers out of hours?': 'nobody' });
    for (const { lead } of [slack, teams]) lead.dismiss();
    await slack.lead.command('alongside safety');
    const toRing = () => buttons(slack.lead).filter((label) => label.startsWith('I have '));
    while (toRing().length > 1) await slack.lead.press(toRing()[0] ?? '');
    await teams.peer.command('alongside talk');
    expect(last(teams.peer)).toContain('I can’t ask anybody to call you yet');
    await slack.lead.press(toRing()[0] ?? '');
    for (const { peer } of [slack, teams]) {
      await peer.command('alongside talk');
      expect(last(peer)).toContain('Would you like someone to call you?');
    }
  });
});

describe('2: words that the bot cannot match', () => {
  it.each(on)('come back with numbers and ways on, never as an unknown command (%s)', async (_, platform) => {
    const { peer, guest } = cast[platform];
    for (const person of [peer, guest]) {
      await person.say('I do not know what to type');
      expect(last(person)).toContain('I’m a bot and nobody has read that.');
      expect(last(person)).toContain(
        'In danger: 999. To talk to someone now: Samaritans 116\u00a0123, free, any time.',
      );
      expect(last(person)).not.toMatch(/unknown|command|invalid|error/i);
      expect(buttons(person)).toContain('What’s waiting for me');
      expect(buttons(person)).toContain('Ask someone to call me');
    }
    await act(guest, 'Ask someone to call me');
    expect(last(guest)).toMatch(/To talk to someone now[\s\S]*116\u00a0123/);
  });

  it.each(on)('bring a waiting card back with its buttons (%s)', async (_, platform) => {
    const { lead, peer } = cast[platform];
    const other = cast[platform === 'slack' ? 'teams' : 'slack'].lead;
    await other.command('alongside ask topics');
    await other.press('New topic');
    await send(other, { Topic: `Benefits ${platform}`, 'First to be asked': lead.name });
    other.dismiss();
    await act(lead, 'Yes', `“Benefits ${platform}”`);
    await typeFor(peer, 'ask');
    await send(peer, {
      'What is it about?': `Benefits ${platform}`,
      'Your question': 'Is PIP counted as income?',
    });
    await send(peer);
    peer.dismiss();
    await lead.say('yes I can do that');
    expect(last(lead)).toContain('I can’t read replies, but here are your buttons');
    expect(last(lead)).toContain('Could you help with a question?');
    expect(last(lead)).toContain('116\u00a0123');
    expect(buttons(lead)).toEqual(expect.arrayContaining(['Read it', 'Not today', 'Suggest someone']));
    await peer.say('hello again');
    expect(buttons(peer)).toContain('Ask a question');
  });
});

/** Every form of the product is opened once on each platform: by the end each submission route was seen. */
describe('1 and 10: numbers on every screen of help and every form, and what is said before typing', () => {
  it.each(on)('members and questions (%s)', async (_, platform) => {
    const { lead, peer } = cast[platform];
    await lead.command('alongside safety');
    for (const label of [
      'Change the safeguarding lead',
      'Say who answers out of hours',
      'Change the nation',
      'Add a number',
    ]) {
      await lead.press(label);
      lead.dismiss();
    }
    await lead.command('alongside roles');
    await lead.press('Give someone a role');
    lead.dismiss();
    await typeFor(peer, 'profile', 'Open my profile').catch(() => {});
    peer.dismiss();
    for (const label of ['My list', 'Not this person', 'How to reach me', 'Being asked']) {
      await peer.command('alongside settings');
      await peer.press(label);
      peer.dismiss();
    }
    await peer.openHome();
    await peer.press('Space to listen');
    await peer.press('Not just now');
    await peer.press('Choose a day to be back');
    peer.dismiss();
    await peer.openHome();
    await peer.press('Space to listen');
    await peer.press('I have space');

    await peer.press('Add to it');
    peer.dismiss();
    await lead.press('Suggest someone', 'Could you help');
    lead.dismiss();
    await lead.press('Read it', 'Could you help');
    await lead.submit();
    await send(lead, { 'Your answer': 'No: it is left out of the count.' });
    await act(peer, 'Yes', 'May others see');
    await lead.press('Edit it first');
    await send(lead);
    await typeFor(peer, 'ask');
    await send(peer, {
      'What is it about?': `Benefits ${platform}`,
      'Your question': 'PIP counted as income?',
    });
    expect(peer.form?.title).toContain('Does this help already?');
    peer.dismiss();
  });

  it.each(on)('calls (%s)', async (_, platform) => {
    const { lead, peer } = cast[platform];
    await peer.command('alongside talk');
    await peer.press('Say a bit more');
    peer.dismiss();
    await peer.press(`Ask ${lead.name} to call me`);
    await send(peer, { 'Your number': '07700 900123', 'Is it safe to call you?': 'Yes' });
    await lead.press('Open', 'Someone would like a call');
    await act(lead, 'I’m calling now');
    lead.dismiss();
    await act(peer, 'We’ve spoken');
    await act(peer, 'No', 'Did you get what you needed?');
    await peer.press('Change supervisor');
    peer.dismiss();
  });

  it.each(on)('how somebody likes to be supported (%s)', async (_, platform) => {
    const { lead, peer } = cast[platform];
    await peer.command('alongside settings');
    await peer.press('How I like to be supported');
    await send(peer, { 'In your own words': 'Say plainly what is wanted' });
    await peer.press('Who may read it');
    await send(peer, { 'Share it with': lead.name });
    peer.dismiss();
  });

  it.each(on)('notices and policies (%s)', async (_, platform) => {
    const { lead } = cast[platform];
    await lead.command('alongside policies');
    await lead.press(platform === 'slack' ? 'Write the privacy notice' : 'Write the terms');
    await send(lead, {
      Title: `Ours ${platform}`,
      'In short': 'Be kind.',
      'Approved by': 'The steering group',
      'Approved on': '2027-01-04',
      'Review date': '2028-01-04',
    });
    await act(lead, 'Publish');
    await lead.command('alongside policies');
    await lead.press('What needs it');
    lead.dismiss();
    await lead.press('Record the lawful basis');
    await send(lead, {
      'Lawful basis': 'The law requires it',
      'For what people say about their health': 'Explicit consent',
    });
  });

  it.each(on)('what to do when something is wrong (%s)', async (_, platform) => {
    const { lead, peer } = cast[platform];
    await peer.command('alongside concern');
    await peer.press('A form to print');
    peer.dismiss();
    for (const label of ['Change this page', 'Whom to call instead of us']) {
      await lead.command('alongside concern');
      await lead.press(label);
      lead.dismiss();
    }
  });

  it.each(on)('skills that people can choose from (%s)', async (_, platform) => {
    const { lead } = cast[platform];
    const words = 'The skill, in a few words';
    await lead.command('alongside skills');
    await lead.press('Add one');
    await send(lead, { [words]: `chairing ${platform}` });
    await lead.command('alongside skills');
    await lead.press('Change one');
    await send(lead, {
      'Which one?': `chairing ${platform}`,
      'What would you like to do?': 'Write it another way',
    });
    await send(lead, { [words]: `leading meetings ${platform}` });
    await lead.command('alongside skills');
    await lead.press('Change one');
    await send(lead, {
      'Which one?': `leading meetings ${platform}`,
      'What would you like to do?': 'It’s the same as another one',
    });
    await send(lead, { 'Which one is it?': 'leading groups' });
  });

  it.each(on)('organisations, and lists of people (%s)', async (_, platform) => {
    const { lead } = cast[platform];
    await lead.command('alongside organisations');
    await lead.press('Add one');
    await send(lead, { Name: `Fellowship ${platform}` });
    await lead.command('alongside organisations');
    await lead.press('Change or merge one');
    await send(lead, { 'Its name': `Fellowship ${platform}` });
    expect(lead.form?.text).toContain(`Fellowship ${platform}`);
    lead.dismiss();
    await typeFor(lead, 'import');
    await send(lead, { 'The list': `Uma Vale, uma@${platform}.example` });
    expect(lead.form?.text).toContain('1 person to bring in');
    lead.dismiss();
  });

  /** The leads see to each other's roles; each has their own again at the end. */
  it.each(on)('roles that end, and what they leave open (%s)', async (_, platform) => {
    const { lead, peer } = cast[platform];
    const { lead: other, peer: about } = cast[platform === 'slack' ? 'teams' : 'slack'];
    const give = async (by: SimulatedPerson, who: SimulatedPerson, role: string) => {
      await by.command('alongside roles');
      await by.press('Give someone a role');
      await send(by, { Who: who.name, Role: role });
      await act(by, 'Yes, give the role');
    };
    const end = async (by: SimulatedPerson, who: SimulatedPerson, role: string) => {
      await by.command('alongside roles');
      await by.press(`End ${who.name}’s role as ${role}`);
      await act(by, 'Yes, end it');
    };
    await give(lead, peer, 'Supervisor');
    await lead.command('alongside roles');
    await lead.press(`Whom ${peer.name.split(' ')[0]} supports`);
    await send(lead, { 'Add somebody': about.name });
    await end(lead, peer, 'supervisor');
    await lead.press(`Give to somebody: Supports ${about.name} as supervisor`);
    lead.dismiss();
    await act(lead, 'Leave it all as it is', `${peer.name} is no longer a supervisor`);

    await peer.press('Change supervisor');
    await send(peer, {
      'Whom would you like to change from?': about.name,
      'Who should read this?': lead.name,
    });
    await end(other, lead, 'coordinator');
    await peer.press('Choose somebody else');
    await send(peer, { 'Who should read this?': other.name });
    expect(last(peer)).toContain(`Only ${other.name} can read it`);
    await give(other, lead, 'Coordinator');
  });

  it.each(on)('hours (%s)', async (_, platform) => {
    const { peer } = cast[platform];
    await peer.command('alongside hours');
    for (const label of ['Hours, days and time zone', 'Take a break']) {
      await peer.press(label);
      peer.dismiss();
    }
  });

  it('buddies', async () => {
    const { slack, teams } = cast;
    for (const { peer } of [slack, teams]) {
      await typeFor(peer, 'buddy join');
      const label = ['If it’s not in the list', 'Your organisation'].find((one) =>
        peer.form?.fields.includes(one),
      );
      await send(peer, { [label ?? '']: `Hub of ${peer.name}` });
    }
    for (const { lead } of [teams, slack]) {
      await lead.command('alongside buddy match');
      await stage.settle();
      await lead.press('See the pairs and why');
      lead.dismiss();
    }
    await act(slack.lead, 'Ask these 2 people');
    await act(slack.lead, 'Send', 'This goes to');
    for (const { peer } of [slack, teams]) await act(peer, 'Yes, introduce us');
    for (const { peer } of [slack, teams]) {
      for (const label of ['Our agreement', 'We have a date']) {
        await peer.press(label);
        peer.dismiss();
      }
      await peer.press('We’ve met');
      if (peer === teams.peer) await send(peer, { When: '2027-02-01', How: 'By phone, up to an hour' });
      peer.dismiss();
    }
    for (const { peer } of [slack, teams]) {
      await peer.command('alongside buddy');
      await peer.press('Add a private note');
      peer.dismiss();
    }
  });

  it('the forum', async () => {
    for (const platform of PLATFORMS) {
      const { lead, peer } = cast[platform];
      await typeFor(lead, 'forum new');
      await send(lead, {
        'What shall it be called?': `Gathering ${platform}`,
        'What is it for?': 'To talk about lone working',
        'For whom?': 'Everyone in the network',
        'Place or link': 'Southside Community Centre',
      });
      await send(lead, {
        'First day': '2027-02-03',
        'First time': '12:00',
        'Second day': '2027-02-04',
        'Second time': '12:00',
      });
      lead.dismiss();
      await act(lead, 'Ask 4 people');
      await peer.press('Choose times', `Gathering ${platform}`);
      await send(peer, { 'Which of these could you manage?': ['Wed 3 February, 12:00'] });
      await peer.press('None of these work for me', `Gathering ${platform}`);
      peer.dismiss();
      await act(lead, 'Choose Wed 3 February, 12:00', `Gathering ${platform}`);
      await act(lead, 'Announce to 4 people');
      for (const label of ['Agenda', 'Move it']) {
        await lead.press(label, `Gathering ${platform}`);
        lead.dismiss();
      }
      await act(peer, 'Both parts', `Gathering ${platform}`);
      await peer.press('What I need to take part', `Gathering ${platform}`);
      peer.dismiss();
    }
    await stage.travelTo(new Date('2027-02-04T10:00:00Z'));
    for (const platform of PLATFORMS) {
      const { peer } = cast[platform];
      await peer.press('Write something', `Gathering ${platform}`);
      peer.dismiss();
    }
  });

  it('call-outs', async () => {
    for (const platform of PLATFORMS) {
      const { lead, peer } = cast[platform];
      await peer.openHome();
      await act(peer, 'Call-outs');
      await act(peer, 'Join the peer pool');
      await typeFor(lead, 'availability new');
      await send(lead, {
        'What is it about?': `Housing ${platform}`,
        'Kind of council': 'district council',
        Region: 'the East',
        Where: 'on site',
        'First day': '2027-03-16',
        'How many peers?': '2',
        'Reply by': '2027-02-12',
        'The host, in confidence': 'Fenbridge District Council',
      });
      lead.dismiss();
      await act(lead, 'Choose whom to ask');
      lead.dismiss();
      const toThePool = platform === 'slack' ? 'Send to 1 person' : 'Send to 2 people';
      await act(lead, toThePool);
      await peer.press('See days and reply', `Housing ${platform}`);
      await send(peer, { 'Are you interested?': 'Maybe', 'Which days suit you?': ['Tue 16 March'] });
      for (const opens of ['More time', 'Correct it', 'About one person']) {
        await act(lead, opens, `Your call-out: Housing ${platform}`);
        lead.dismiss();
      }
      await act(lead, 'Deputy', `Your call-out: Housing ${platform}`);
      await act(lead, 'Name a deputy');
      lead.dismiss();
      await putForward(stage, lead, [peer.name], 'maybe, free that day');
      await peer.press('See who it is, and answer', `Housing ${platform}`);
      await send(peer, { 'Your answer': 'No conflict: yes' });
      await act(peer, 'They’ve agreed', 'One more thing');
      await send(peer, { 'Who agreed?': 'Sam Reed' });
      await act(lead, 'The people', `Housing ${platform}`);
      await act(lead, `Decide about ${peer.name.split(' ')[0]}`);
      await send(lead, { 'What do you decide?': 'Clear to go forward' });
      await act(lead, 'Hand names to the host', `Housing ${platform}`);
      const atHost = cast[platform === 'slack' ? 'teams' : 'slack'].lead;
      const toWhom = { 'Who at the host gets it?': 'Jo Field' };
      await send(lead, { ...toWhom, 'Or somebody at the host who’s here': atHost.name });
      await send(lead, {});
      lead.dismiss();
      await act(atHost, 'See them', `Housing ${platform}`);
      atHost.dismiss();
      await act(lead, 'The people', `Housing ${platform}`);
      await act(lead, `Host agreed to ${peer.name.split(' ')[0]}`);
      await act(lead, 'Pack and briefing', `Housing ${platform}`);
      lead.dismiss();
      await act(lead, 'Write to them', `Housing ${platform}`);
      await send(lead, { 'Your words': 'Room 2, at nine.' });
      lead.dismiss();
      await act(peer, 'Your checklist', `Housing ${platform}`);
      peer.dismiss();
      await act(lead, 'Move the days', `Housing ${platform}`);
      await send(lead, { 'Second day': '2027-03-17' });
      await act(lead, 'Move the days');
      await act(peer, 'Some of them', `Housing ${platform}`);
      peer.dismiss();
      await act(peer, 'Yes, all of them', `Housing ${platform}`);
      await act(peer, 'They’ve agreed', `Housing ${platform}`);
      await send(peer, { 'Who agreed?': 'Sam Reed' });
      await act(peer, 'I can’t come after all', `Housing ${platform}`);
      await act(peer, 'I can’t come');
      await act(peer, `Add a note only ${lead.name} can open`);
      peer.dismiss();

      await typeFor(lead, 'availability new');
      await send(lead, {
        'What is it about?': `Pencilled ${platform}`,
        'Kind of council': 'district council',
        Region: 'the East',
        Where: 'on site',
        'No dates yet? Roughly when': 'some time in spring',
        'How many peers?': '2',
        'Reply by': '2027-02-12',
        'The host, in confidence': 'Fenbridge District Council',
      });
      lead.dismiss();
      await act(lead, toThePool);
      await act(lead, 'Dates are fixed', `Your pencil: Pencilled ${platform}`);
      lead.dismiss();
    }
  });

  it('what the pool hears, and is told of', async () => {
    for (const platform of PLATFORMS) {
      const { lead, peer } = cast[platform];
      await typeFor(lead, 'availability write');
      await send(lead, {
        'What is it about?': `Expenses ${platform}`,
        'What’s new': 'A new way to claim.',
        'One question back, if you like': 'What else?',
        'Last day for answers': '2027-02-12',
        'Do answers come with names?': 'With names: I see who answered what',
      });
      await stage.settle();
      await act(lead, 'Send to 2 people', `Expenses ${platform}`);
      await peer.press('Answer', `Expenses ${platform}`);
      await send(peer, { 'Your answer': 'Nothing' });
      await act(lead, 'Close now', `Expenses ${platform}`);
      await act(lead, 'Close it now');
      await act(lead, 'Tell people what came of it', `Expenses ${platform}`);
      lead.dismiss();
      const organiserId = await memberOf(lead);
      await write((tx) =>
        tx.forumEvent.create({
          data: {
            organiserId,
            title: `Session ${platform}`,
            purpose: 'To talk',
            audience: 'everyone',
            place: 'Hub',
            learningMinutes: 30,
            socialMinutes: 0,
            state: 'announced',
            startsAt: new Date('2027-03-16T12:00:00Z'),
            nextAt: new Date('2027-03-16T12:30:00Z'),
            createdAt: new Date('2027-02-01T10:00:00Z'),
            announcedAt: new Date('2027-02-01T10:00:00Z'),
          },
        }),
      );
      await lead.say('home');
      await lead.press('The pool');
      await lead.press('Invite some to a meeting');
      await send(lead, {
        'Among whom?': 'By name',
        'Which skill, area or name?': peer.name.split(' ')[1] ?? '',
        'Which meeting?': `Session ${platform}, Tue 16 March`,
      });
      lead.dismiss();
    }
  });

  it('what follows a project', async () => {
    for (const platform of PLATFORMS) {
      const { lead, peer } = cast[platform];
      const [managerId, peerId] = [await memberOf(lead), await memberOf(peer)];
      const theme = `Ended ${platform}`;
      await write((tx) =>
        tx.project.create({
          data: {
            managerId,
            theme,
            councilKind: 'district',
            region: 'the East',
            placeKind: 'on-site',
            peersWanted: 1,
            hostSealed: 'nothing that is read here',
            createdAt: new Date('2027-01-04T10:00:00Z'),
            state: 'ended',
            endedAt: new Date('2027-02-03T00:00:00Z'),
            days: { create: [{ day: '2027-02-02' }] },
            placements: { create: [{ peerId, state: 'completed' }] },
          },
        }),
      );
      await stage.settle();
      for (const label of ['Tell us how it went', 'Look back']) {
        await peer.press(label, theme);
        peer.dismiss();
      }
      await act(peer, 'Expenses', theme);
      await act(peer, 'I’ve sent my claim');
      await lead.press('Please send it again, because …', theme);
      lead.dismiss();
      await peer.press('May I say I was there?', theme);
      await send(peer, { 'What would you like to say, and where?': 'On my page' });
      await lead.press('Read and answer', theme);
      lead.dismiss();
    }
  });

  it.each(on)('no form of the product was left out (%s)', (_, platform) => {
    const routes = features.flatMap(({ bindings }) =>
      bindings.flatMap((binding) => (binding.kind === 'submission' ? [binding.route.id] : [])),
    );
    const seen = new Set(opened.filter((one) => one.platform === platform).map(({ form }) => form.route));
    expect(routes.filter((route) => !seen.has(route))).toEqual([]);
  });

  it.each(on)('wherever words can be typed the numbers stand, as digits (%s)', (_, platform) => {
    const without = opened
      .filter((one) => one.platform === platform && textFields(one.form).length > 0)
      .filter(({ person, form }) => {
        const shown = stage[platform].ledger.filter(
          ({ user, text }) =>
            user === person &&
            text.includes(form.title) &&
            text.includes(`[${form.submit}]`) &&
            textFields(form).every(({ label }) => text.includes(label)),
        );
        return shown.length === 0 || shown.some(({ text }) => !/999[\s\S]*116\u00a0123/.test(text));
      });
    expect([...new Set(without.map(({ form }) => form.route))]).toEqual([]);
  });

  it.each(on)(
    'every private form says who reads it, how long it is kept, and what IT may see (%s)',
    (_, platform) => {
      const silent = opened
        .filter(
          (one) =>
            one.platform === platform &&
            one.form.private &&
            one.form.fields.some(({ type }) => type !== 'multiselect'),
        )
        .flatMap(({ form }) => {
          const said = wordsOf(form);
          const missing = [
            ...(/read|sees? this|see this|sees? your|open it|open this|can find|sees who|confidence/i.test(
              said,
            )
              ? []
              : ['who reads it']),
            ...(/kept|keep|deleted|shredded|stored|goes when|as long as/i.test(said) ? [] : ['how long']),
            ...(/IT team may be able to see that I wrote to you, and what shows in this chat/.test(said)
              ? []
              : ['IT']),
          ];
          return missing.length > 0 ? [`${form.route}: ${missing.join(', ')}`] : [];
        });
      expect([...new Set(silent)]).toEqual([]);
    },
  );

  it.each(on)(
    'help shows every number first, and every home their shortest form (%s)',
    async (_, platform) => {
      for (const person of Object.values(cast[platform])) {
        await person.say('help');
        expect(last(person)).toMatch(
          /999[\s\S]*116\u00a0123[\s\S]*85258[\s\S]*111[\s\S]*0808\u00a02000\u00a0247[\s\S]*home/,
        );
        await person.openHome();
        expect(last(person)).toMatch(/999[\s\S]*116\u00a0123/);
        expect(buttons(person)).toEqual(
          expect.arrayContaining(['Help, and people to call', 'What does my employer see?']),
        );
        await person.press('Help, and people to call');
        expect(last(person)).toMatch(/999[\s\S]*116\u00a0123/);
      }
    },
  );

  it.each(on)('neither platform refused anything on the way (%s)', (_, platform) => {
    expect(stage[platform].refusals).toEqual([]);
    expect(logs.filter(({ error }) => error)).toEqual([]);
  });

  it('README and both app profiles say what to do if this bot does not answer', async () => {
    for (const path of ['README.md', 'manifests/slack.yaml', 'manifests/teams/manifest.json']) {
      const words = (await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')).replace(/\s+/g, ' ');
      expect(words, path).toMatch(/If this bot doesn['’]t answer, call\.[^"]*999[^"]*116[ \u00a0]123/);
      expect(words.replaceAll(/If this bot.*?any time/g, ''), path).not.toMatch(/mental health|suicid/i);
    }
  });
});

const textFields = (form: Form) => form.fields.filter(({ type }) => type === 'text');
/** All that a form says, top to bottom. */
const wordsOf = (form: Form): string =>
  [
    ...(form.body ?? []).map((block) => ('text' in block ? plainText(block.text) : '')),
    ...form.fields.map(({ hint = '' }) => hint),
  ].join('\n');

describe('3, 4, 5: words that may mean danger', () => {
  it.each(on)(
    '3: suicide or self-harm, in the chat: answered at once, and none of it kept (%s)',
    async (_, platform) => {
      for (const person of Object.values(cast[platform])) {
        await person.say('canary I want to end my life');
        const said = last(person);
        expect(said).toMatch(/Thank you for saying that/);
        expect(said).toContain(
          'I’m a bot: I can’t judge how you are, and nobody has read this yet. Please talk to a person now.',
        );
        expect(said).toContain('Life at risk, or you can’t keep yourself safe: 999 or A&E.');
        expect(said).toContain('Samaritans 116\u00a0123, free, day and night. Text SHOUT to 85258.');
        expect(said).toContain('NHS 111, mental health option.');
        expect(said).toContain(
          'I’ve kept none of it and told nobody. It stays in this chat unless you delete it.',
        );
        expect(buttons(person)).toContain('More numbers');
      }
      const { lead, peer } = cast[platform];
      expect(buttons(peer)).toContain(`Ask ${lead.name} to call me`);
      await act(peer, 'More numbers');
      expect(last(peer)).toContain('0808\u00a02000\u00a0247');
      const kept = await database.prisma.$queryRaw`
      SELECT (SELECT json_agg(o) FROM outbox o)::text AS outbox, (SELECT json_agg(a) FROM audit a)::text AS audit,
             (SELECT json_agg(i) FROM inbox i)::text AS inbox`;
      expect(JSON.stringify([kept, logs])).not.toMatch(/canary|concern|self-harm|end my life/);
    },
  );

  it.each(on)(
    '3: in a channel, in every shape, and in other spellings: in the person’s own chat, and true (%s)',
    async (_, platform) => {
      const { peer, guest } = cast[platform];
      const room = platform === 'slack' ? 'CROOM' : '19:room@thread.tacv2';
      await guest.mention(room, 'hello');
      await peer.mention(room, 'I don´t  want to live');
      expect(newest(peer)).toMatchObject({
        kind: 'message',
        conversation: expect.not.stringContaining(room),
      });
      expect(last(peer)).toMatch(/Thank you for saying that[\s\S]*999[\s\S]*116\u00a0123/);
      expect(last(peer)).toContain('I’ve kept none of it and told nobody. Others can see what you typed;');
      expect(last(peer)).not.toMatch(/nobody has read|stays in this chat/);
      expect(last(guest)).not.toContain('Thank you for saying that');
      for (const shape of ['aside', 'broadcast', 'with-file', 'passed-on', 'edited'] as const) {
        await peer.say('kill\u200b  MYSELF', shape);
        expect(last(peer)).toMatch(/Thank you for saying that[\s\S]*116\u00a0123/);
        await peer.say('home');
      }
    },
  );

  it.each(on)(
    '3: in a question: it goes on as it was pressed, and the last line is true (%s)',
    async (_, platform) => {
      const { lead, peer } = cast[platform];
      await typeFor(peer, 'ask');
      await peer.fill({
        'What is it about?': `Benefits ${platform}`,
        'Your question': 'I want to die. What can I claim?',
      });
      await peer.submit();
      expect(peer.form?.text).toMatch(/Thank you for saying that[\s\S]*999[\s\S]*116\u00a0123[\s\S]*85258/);
      expect(peer.form?.text).toContain('Nothing has been sent yet');
      const before = await database.prisma.question.count();
      const from = peer.seen.length;
      await send(peer);
      const shown = peer.seen.slice(from).map(({ text }) => text);
      const floor = shown.find((text) => text.includes('Thank you for saying that'));
      expect(floor).toContain(
        `I’ve sent it to ${lead.name}, as you asked. It may be tomorrow before it’s read.`,
      );
      expect(floor).toContain('[Take it back]');
      expect(await database.prisma.question.count()).toBe(before + 1);
      expect(shown.join('\n')).toContain(`Sent to ${lead.name}`);
      await lead.press('Read it', 'Could you help');
      expect(lead.form?.text).toContain('I want to die. What can I claim?');
      lead.dismiss();
      await act(peer, 'Take it back');
      expect(last(peer)).toContain('It’s taken back');
    },
  );

  it.each(on)('3: in a private note: it is kept, and nobody is said to read it (%s)', async (_, platform) => {
    const { peer } = cast[platform];
    await peer.command('alongside buddy');
    await peer.press('Add a private note');
    await send(peer, { 'Bullet points for yourself': 'Some days I could kill myself' });
    expect(last(peer)).toMatch(
      /Thank you for saying that[\s\S]*999[\s\S]*116\u00a0123[\s\S]*Your note is kept[\s\S]*Only you can open it/,
    );
    expect(last(peer)).not.toContain('It may be tomorrow before it’s read');
    await peer.press('Open my note');
    expect(peer.form?.text).toContain('Some days I could kill myself');
    peer.dismiss();
  });

  it.each(on)(
    '3: where what was pressed could not be done, the last line does not say that it was (%s)',
    async (_, platform) => {
      const { lead, peer } = cast[platform];
      await typeFor(peer, 'ask');
      await peer.fill({ 'What is it about?': `Benefits ${platform}`, 'Your question': 'I cannot go on' });
      await peer.submit();
      await lead.command('alongside ask topics');
      await act(lead, 'Retire', `Benefits ${platform}`);
      await send(peer);
      peer.dismiss();
      expect(last(peer)).toMatch(/Thank you for saying that[\s\S]*116\u00a0123[\s\S]*Nothing was sent/);
      expect(last(peer)).not.toContain('has been done');
    },
  );

  it.each(on)(
    '4: abuse: 999, how to call in silence, the helpline, and a way to stop messages (%s)',
    async (_, platform) => {
      const { guest, peer } = cast[platform];
      for (const person of [guest, peer]) {
        await person.say('I’m afraid of my partner');
        expect(last(person)).toMatch(/If someone is hurting or frightening you: 999/);
        expect(last(person)).toContain('Can’t speak? On a mobile, stay on the line and press 55 when asked.');
        expect(last(person)).toContain('National Domestic Abuse Helpline: 0808\u00a02000\u00a0247');
        expect(last(person)).toContain('Is it safe to get messages here?');
        await act(person, 'Stop messages and hide this');
        expect(person.chat.join('\n')).not.toMatch(/0808\u00a02000\u00a0247.*Stop messages/s);
        expect(last(person)).not.toMatch(/999|abuse|hurting|safe/i);
      }
      const hours = await database.prisma.member.findUnique({ where: { id: await memberOf(peer) } });
      expect(hours?.contactHours).toBe('never');
      await write(async (tx) =>
        tx.member.updateMany({ where: { id: await memberOf(peer) }, data: { contactHours: 'work' } }),
      );
    },
  );

  it.each(on)(
    '5: somebody else, or a child: no names, 999, the safeguarding lead with a number (%s)',
    async (_, platform) => {
      const { peer } = cast[platform];
      for (const words of ['one person I support is suicidal', 'a child is being hurt at home']) {
        await peer.say(words);
        expect(last(peer)).toMatch(/in danger now: 999/);
        expect(last(peer)).toContain('Please leave out names.');
        expect(last(peer)).toContain('follow your organisation’s safeguarding steps today');
        expect(last(peer)).toContain(
          'Grace Adeyemi, the safeguarding lead, can help: 020\u00a07946\u00a00001',
        );
      }
    },
  );
});

describe('6: numbers by nation', () => {
  const nations = [
    [
      'england',
      ['NHS 111, mental health option', '0808\u00a02000\u00a0247'],
      /0808\u00a0808\u00a08000|0800\u00a0027\u00a01234/,
    ],
    [
      'wales',
      ['NHS 111, press 2', '0808\u00a02000\u00a0247'],
      /mental health option|0808\u00a0808\u00a08000/,
    ],
    [
      'scotland',
      ['NHS 24 on 111', '0800\u00a0027\u00a01234'],
      /mental health option|0808\u00a0808\u00a08000|0808\u00a02000\u00a0247/,
    ],
    ['northern-ireland', ['Lifeline: 0808\u00a0808\u00a08000', '0808\u00a02000\u00a0247'], /\b111\b|NHS/],
    ['unknown', ['Lifeline: 0808\u00a0808\u00a08000', '0808\u00a02000\u00a0247'], /\b111\b|NHS/],
  ] as const;

  it.each(nations)('%s: its own, on every screen of both platforms', async (nation, has, never) => {
    await write((tx) => writeNation(tx, nation));
    for (const { peer, guest } of Object.values(cast)) {
      const from = peer.seen.length;
      for (const words of [
        'help',
        'talk',
        'ask',
        'I want to die',
        'I’m scared of my husband',
        'what',
        'home',
      ])
        await peer.say(words);
      await peer.press('Help, and people to call');
      const texts = peer.seen.slice(from).map(({ text }) => text);
      for (const one of [...has, '999', '116\u00a0123', '85258']) expect(texts.join('\n')).toContain(one);
      expect(texts.filter((text) => never.test(text))).toEqual([]);
      expect(texts.join('\n')).not.toMatch(/SHOUT[^.\n]*free/i);
      await guest.say('talk');
      expect(last(guest)).toContain('116\u00a0123');
      expect(last(guest)).not.toMatch(never);
      peer.dismiss();
    }
    await write((tx) => writeNation(tx, 'england'));
  });
});

describe('8: support is exempt from every limit', () => {
  it.each(on)(
    'a double tap is one press, the next is urgent, and no further one is refused (%s)',
    async (_, platform) => {
      const { lead, peer } = cast[platform];
      const rung = () =>
        lead.seen.filter(({ kind, text }) => kind === 'message' && text.includes('Please open now')).length;
      const before = rung();
      await peer.command('alongside talk');
      const press = `Ask ${lead.name} to call me`;
      await Promise.all([peer.press(press), peer.press(press)]);
      await stage.settle();
      const request = () => database.prisma.escalation.findFirstOrThrow({ orderBy: { openedAt: 'desc' } });
      expect((await request()).state).toBe('asked');
      expect(rung()).toBe(before + 1);
      for (const presses of [1, 2, 3, 4, 5, 6]) {
        await moveClock(database, 6_000);
        await act(peer, 'I need someone now');
        expect(peer.last?.status, String(presses)).toBe(200);
        expect(last(peer)).not.toMatch(/too many|slow down|limit|wait a/i);
        expect((await request()).urgent).toBe(true);
      }
      for (const words of Array.from({ length: 12 }, () => 'talk')) await peer.say(words);
      expect(last(peer)).toContain('I asked');
      await act(peer, 'I’m OK now, stop');
      expect((await request()).state).toBe('stopped');
    },
  );
});

describe('9: never', () => {
  const sources = async (folders: readonly string[]): Promise<[file: string, literal: string][]> => {
    const found: [string, string][] = [];
    for (const folder of folders) {
      const root = new URL(`../../src/${folder}/`, import.meta.url);
      for (const name of await readdir(root, { recursive: true })) {
        if (!name.endsWith('.ts')) continue;
        const code = (await readFile(new URL(name, root), 'utf8')).replace(/^\s*(\/\/|\/?\*).*$/gm, '');
        for (const [literal] of code.matchAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g))
          found.push([`${folder}/${name}`, literal]);
      }
    }
    expect(found.length).toBeGreaterThan(1_000);
    return found;
  };
  const spoken = ['features', 'bot', 'chat', 'web', 'adapters', 'outbox'];

  it('an emoji in anything that the bot says', async () => {
    const all = await sources(spoken);
    expect(all.filter(([, words]) => /\p{Extended_Pictographic}|(?<=[\s'"`]):[a-z_]+:/u.test(words))).toEqual(
      [],
    );
  });

  it('blame, pretended feeling, absolute confidentiality, or a judgement of risk', async () => {
    const all = (await sources(['features', 'bot'])).filter(([, words]) => /\s/.test(words));
    const blame = /\b(overdue|obligation|absent|warning|failed to)\b/i;
    const feeling = /\bI understand\b|\bare you sure\b|sorry to hear|completely confidential|we guarantee/i;
    const judging = /\b(risk (score|level)|diagnos|at-risk person|low risk|high risk)/i;
    expect(all.filter(([, words]) => [blame, feeling, judging].some((never) => never.test(words)))).toEqual(
      [],
    );
  });

  it.each(on)('any of those words on a screen that was shown (%s)', (_, platform) => {
    const shown = stage[platform].ledger.filter(({ kind }) => kind !== 'typed').map(({ text }) => text);
    const never =
      /\b(overdue|obligation|absent|warning|failed to)\b|\bI understand\b|\bare you sure\b|\p{Extended_Pictographic}/iu;
    expect(shown.filter((text) => never.test(text))).toEqual([]);
  });

  it.each(on)('a name or a reason in what a lock screen shows of support (%s)', (_, platform) => {
    const { ledger } = stage[platform];
    const support = ledger.filter(
      ({ kind, text }) =>
        kind === 'message' && /^(You have a message|Please open now|Someone wanted a call)/.test(text),
    );
    expect(support.length).toBeGreaterThan(3);
    const names = PLATFORMS.flatMap((one) => Object.values(cast[one]).flatMap(({ name }) => name.split(' ')));
    const telling = new RegExp(`\\b(${names.join('|')}|spoken|number|supervisor|suicid\\w*|07700)\\b`);
    expect(support.map(({ preview }) => preview).filter((preview) => telling.test(preview))).toEqual([]);
    const previews = ledger.map(({ preview }) => preview).join('\n');
    expect(previews).not.toMatch(/Fenbridge|PIP|left out of the count|07700 900123/);
  });

  it('a manager, an employer or a coordinator who is told by itself of words that may mean danger', () => {
    for (const { lead } of Object.values(cast)) {
      const told = lead.seen.filter(
        ({ kind, text }) => kind !== 'form' && /want to die|kill myself|end my life/.test(text),
      );
      expect(told.filter(({ kind }) => kind !== 'typed')).toEqual([]);
    }
  });
});

describe('what is written to the bot', () => {
  it('goes to the two platforms and the database, which are all on this machine here, and nowhere else', () => {
    const hosts = connect.mock.calls.flatMap((args) => hostOf(args));
    expect(hosts.length).toBeGreaterThan(5);
    expect(hosts.filter((host) => !['127.0.0.1', '::1', 'localhost'].includes(host))).toEqual([]);
  });
});

describe('1: while the database is away', () => {
  it.each(on)(
    'words, buttons and forms are answered with the numbers, and nothing is lost (%s)',
    async (_, platform) => {
      const { lead, peer, guest } = cast[platform];
      await peer.openHome();
      await lead.command('alongside ask topics');
      await lead.press('New topic');
      await lead.fill({ Topic: 'Written before the cut' });
      line.cut();
      try {
        for (const [person, words] of [
          [peer, 'talk'],
          [peer, 'I want to die'],
          [guest, 'help'],
        ] as const) {
          await person.say(words);
          expect(last(person)).toMatch(/Nothing was changed/);
          expect(last(person)).toMatch(
            /Please don’t wait for me if you need someone now[\s\S]*999[\s\S]*116\u00a0123[\s\S]*85258/,
          );
          expect(last(person)).not.toMatch(/\b111\b/);
        }
        await peer.press('Help, and people to call');
        expect(last(peer)).toMatch(/999[\s\S]*116\u00a0123/);
        await lead.submit();
        expect(lead.form?.text).toMatch(
          /Nothing was sent; your words are still here[\s\S]*999[\s\S]*116\u00a0123/,
        );
        expect(lead.form?.text).toContain('Written before the cut');
      } finally {
        await line.mend();
      }
      lead.dismiss();
      await peer.say('help');
      expect(last(peer)).toContain('People to call, and what I can do');
    },
  );
});
