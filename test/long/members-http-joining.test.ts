import { beforeAll, describe, expect, it } from 'vitest';
import { readRoleHolders } from '../../src/directory/roles.ts';
import { readSafety } from '../../src/directory/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { buttons, last, on, otherThan, PLATFORMS } from '../support/stage.ts';

let scene: MembersScene;
beforeAll(async () => {
  scene = await startMembersScene({ join: 'approval' });
});

const first = ({ name }: SimulatedPerson) => name.split(' ')[0] ?? '';
const standing = async (person: SimulatedPerson) => {
  const where = { id: await scene.idOf(person) };
  return (await scene.database.prisma.member.findUniqueOrThrow({ where })).standing;
};
const holders = async (role: Parameters<typeof readRoleHolders>[1]) =>
  readRoleHolders(scene.database.prisma, role, await scene.now());
async function give(by: SimulatedPerson, who: SimulatedPerson, role: string, days = {}): Promise<void> {
  await by.command('alongside roles');
  await by.press('Give someone a role');
  await scene.send(by, { Who: who.name, Role: role, ...days });
  await scene.act(by, 'Yes, give the role');
}
async function end(by: SimulatedPerson, who: SimulatedPerson, role: string): Promise<void> {
  await by.command('alongside roles');
  await by.press(`End ${who.name}’s role as ${role}`);
  await scene.act(by, 'Yes, end it');
}

describe('joining', () => {
  it.each(on)(
    'a guest sees what is for everyone, asks to join on %s, and a coordinator on the other platform admits them',
    async (_, platform) => {
      const guest = scene.personOn(platform, platform === 'slack' ? 'Gus Gill' : 'Hob Hale');
      const lead = scene.lead[otherThan(platform)];
      await guest.say('hello');
      await guest.command('alongside settings');
      expect(last(guest)).toContain('That is for members');
      await guest.openHome();
      expect(last(guest)).toContain('You’re a guest here.');
      await scene.act(guest, 'Ask to join');
      expect(await standing(guest)).toBe('asked');
      await guest.say('join');
      expect(last(guest)).toContain('You’ve asked already');
      await scene.act(lead, `Admit ${first(guest)}`);
      expect(last(guest)).toContain('Welcome: you’re a member now');
      expect(await standing(guest)).toBe('member');
      // Whoever presses the other card after that changes nothing.
      expect(scene.lead[platform].chat.join('\n')).toContain(`Admitted by ${lead.name}`);
    },
  );
});

describe('a list of people', () => {
  it.each(on)(
    'is pasted on %s, looked at line by line, and brings in nobody before it was looked at',
    async (_, platform) => {
      const { typeFor, send } = scene;
      const lead = scene.lead[platform];
      const expected = () => scene.database.prisma.invitedPerson.count();
      const before = await expected();
      await typeFor(lead, 'import');
      await send(lead, {
        'The list': `Ned ${platform}, ned@${platform}.example, Anytown Council, York, volunteer\nOda,nonsense\n,x@y.example`,
      });
      expect(lead.form?.text).toContain('1 person to bring in.');
      expect(lead.form?.text).toContain('Line 2 can’t be brought in. Expected: email:');
      expect(lead.form?.text).toContain('Line 3 can’t be brought in. Expected: name');
      expect(lead.form?.submit).toBe('Bring in these 1');
      expect(await expected()).toBe(before);
      await send(lead, {
        'The list': `Ned ${platform}, ned@${platform}.example, Anytown Council, York, volunteer`,
      });
      await send(lead);
      const code = /join [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(lead.form?.text ?? '')?.[0] ?? '';
      lead.dismiss();
      expect(await expected()).toBe(before + 1);
      const ned = scene.personOn(otherThan(platform), 'Ned Nash');
      await ned.say(code);
      await scene.stage.settle();
      await scene.act(ned, 'Join', 'You’re expected here');
      expect(await standing(ned)).toBe('member');
      await scene.peer[platform].command('alongside import');
      expect(last(scene.peer[platform])).toContain('That is for coordinators');
    },
  );
});

describe('safety set-up', () => {
  const gate = () => scene.write(async (tx) => readSafety(tx, await scene.now()));

  it('D49 the gate opens with a lead, a deputy, out of hours and every number, from both platforms, and not a step before', async () => {
    const { lead, peer, act, send } = scene;
    for (const platform of PLATFORMS) {
      await peer[platform].command('alongside talk');
      expect(last(peer[platform])).toContain('I can’t ask anybody to call you yet');
      await peer[platform].command('alongside safety');
      expect(last(peer[platform])).toContain('That is for coordinators');
    }
    await lead.slack.command('alongside safety');
    await lead.slack.press('Name the safeguarding lead');
    await send(lead.slack, { 'Or somebody else: their name': 'Grace Adeyemi', Number: 'none' });
    expect(lead.slack.form?.errors).toEqual({ Number: 'Please give a number, such as 07700 900123.' });
    await send(lead.slack, { Number: '020 7946 0001' });
    await lead.teams.command('alongside safety');
    await lead.teams.press('Name the deputy');
    await send(lead.teams, { 'Or somebody else: their name': 'Tom Price', Number: '020 7946 0001' });
    expect(lead.teams.form?.errors.Number).toContain('two people');
    await send(lead.teams, { Number: '020 7946 0002' });
    await lead.teams.press('Say who answers out of hours');
    await send(lead.teams, { 'Who answers out of hours?': 'nobody' });
    for (const platform of PLATFORMS) lead[platform].dismiss();
    expect(await gate()).toMatchObject({ open: false, steps: ['numbers'] });
    for (let rung = 0; !(await gate()).open; rung += 1) {
      // Each number is rung by one of the two.
      const who = lead[rung % 2 === 0 ? 'teams' : 'slack'];
      await who.command('alongside safety');
      const label = buttons(who).find((one) => one.startsWith('I have '));
      expect(label).toBeDefined();
      await act(who, label ?? '');
    }
    for (const platform of PLATFORMS) {
      await peer[platform].say('help');
      expect(last(peer[platform])).toContain(
        'Grace Adeyemi, the safeguarding lead, can help: 020\u00a07946\u00a00001',
      );
    }
  });

  it('D49 coordinators are asked to ring the numbers again after half a year, and no number is taken away', async () => {
    const { lead, peer } = scene;
    const asked = (person: SimulatedPerson) =>
      [...person.chat, ...person.seen.map(({ text }) => text)].join('\n').includes('ring the numbers again');
    expect(PLATFORMS.map((platform) => asked(lead[platform]))).toEqual([false, false]);
    await scene.setClock('2027-08-04T10:00:00Z');
    for (const platform of PLATFORMS) {
      await lead[platform].openHome();
      expect(asked(lead[platform])).toBe(true);
      await peer[platform].say('help');
      expect(last(peer[platform])).toContain('116\u00a0123');
    }
    expect((await gate()).open).toBe(true);
  });
});

describe('roles', () => {
  it.each(on)(
    'E21 a role has a first and a last day, and is given after a second look (%s)',
    async (_, platform) => {
      const [lead, person] = [scene.lead[platform], scene.peer[otherThan(platform)]];
      await lead.command('alongside roles');
      await lead.press('Give someone a role');
      await scene.send(lead, { Who: person.name, Role: 'Organiser', 'Last day': '2027-08-01' });
      expect(lead.form?.errors).toEqual({ 'Last day': 'Please choose a day after today.' });
      await scene.send(lead, { 'Last day': '2027-08-06' });
      expect(last(lead)).toContain(`Make ${person.name} an organiser?`);
      expect(await holders('organiser')).not.toContain(await scene.idOf(person));
      await scene.act(lead, 'Yes, give the role');
      expect(await holders('organiser')).toContain(await scene.idOf(person));
      expect(last(person)).toContain('You’re an organiser now, until Fri 6 August 2027');
      await scene.peer[platform].command('alongside roles');
      expect(last(scene.peer[platform])).toContain('That is for coordinators');
    },
  );

  it('E21 access ends at that minute, before any sweep has run, and the person and the coordinators hear of it', async () => {
    const { peer, stage } = scene;
    await stage.setClock(new Date('2027-08-06T22:59:30Z'));
    for (const platform of PLATFORMS) {
      await peer[platform].command('alongside forum new');
      expect(last(peer[platform])).not.toContain('That is for organisers');
      peer[platform].dismiss();
    }
    await stage.setClock(new Date('2027-08-06T23:00:00Z'));
    for (const platform of PLATFORMS) {
      await peer[platform].command('alongside forum new');
      expect(last(peer[platform])).toContain('That is for organisers');
    }
    await scene.setClock('2027-08-09T10:00:00Z');
    for (const platform of PLATFORMS)
      expect(peer[platform].chat.join('\n')).toContain('You’re no longer an organiser');
  });

  it.each(on)(
    'B3 members of the Steering Group are champions for as long, and no longer (%s)',
    async (_, platform) => {
      const [lead, person] = [scene.lead[platform], scene.peer[otherThan(platform)]];
      await give(lead, person, 'Steering Group member');
      expect(await holders('champion')).toEqual([await scene.idOf(person)]);
      await end(lead, person, 'Steering Group member');
      expect(await holders('champion')).toEqual([]);
    },
  );

  it.each(on)(
    'E21 a role that ends with something open: it is listed for the others, and given to somebody (%s)',
    async (_, platform) => {
      const { send } = scene;
      const [lead, person] = [scene.lead[platform], scene.peer[otherThan(platform)]];
      const [supported, next] = [scene.peer[platform], scene.lead[otherThan(platform)]];
      await give(lead, person, 'Supervisor');
      await lead.command('alongside roles');
      await lead.press(`Whom ${first(person)} supports`);
      await send(lead, { 'Add somebody': supported.name });
      expect(supported.chat.join('\n')).toContain(`${person.name} is your supervisor here now.`);
      await end(lead, person, 'supervisor');
      expect(lead.chat.join('\n')).toContain(`${person.name} is no longer a supervisor`);
      expect(next.chat.join('\n')).toContain(`${person.name} is no longer a supervisor`);
      await give(lead, next, 'Supervisor');
      await lead.press(`Give to somebody: Supports ${supported.name} as supervisor`);
      await send(lead, { 'Who takes it over': next.name });
      lead.dismiss();
      const where = { memberId: await scene.idOf(supported) };
      const supervisions = await scene.database.prisma.supervision.findMany({ where });
      expect(supervisions.map(({ supervisorId }) => supervisorId)).toEqual([await scene.idOf(next)]);
      await end(lead, next, 'supervisor');
    },
  );

  it.each(on)(
    'E21 the last coordinator cannot be ended, and cannot be forgotten before handing over (%s)',
    async (_, platform) => {
      const [stays, goes] = [scene.lead[platform], scene.lead[otherThan(platform)]];
      await end(stays, goes, 'coordinator');
      await end(stays, stays, 'coordinator');
      expect(last(stays)).toContain('A network needs a coordinator');
      expect(await holders('coordinator')).toEqual([await scene.idOf(stays)]);
      await stays.command('alongside privacy');
      await stays.press('Forget me');
      expect(last(stays)).toContain('Please hand over first');
      await give(stays, goes, 'Coordinator');
    },
  );
});

it.each(on)(
  '9: a lock screen on %s says neither who asked to join nor whose role began or ended',
  (_, platform) => {
    const { lead, peer } = scene;
    const names = [lead.slack, lead.teams, peer.slack, peer.teams].map(first);
    const shown = scene.stage[platform].ledger.filter(({ preview }) => preview !== '');
    expect(shown.some(({ preview }) => preview.includes('Somebody asks to join'))).toBe(true);
    const told = /asks to join|new member|to hand over|You’re (an|no longer)|profile|Supervision/;
    const about = shown.filter(({ preview }) => told.test(preview));
    for (const { preview } of about) for (const name of names) expect(preview).not.toContain(name);
  },
);

it.each(on)('%s refused nothing on the way, and nothing went wrong', (_, platform) => {
  expect(scene.stage[platform].refusals).toEqual([]);
  expect(scene.logs.filter(({ error }) => error)).toEqual([]);
});
