import { beforeAll, describe, expect, it } from 'vitest';
import { readProfile } from '../../src/directory/profile.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { putForward } from '../features/availability-scene.ts';
import { findLeaks, type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { last, on, otherThan, PLATFORMS } from '../support/stage.ts';

let scene: MembersScene;
beforeAll(async () => {
  scene = await startMembersScene();
});

const first = ({ name }: SimulatedPerson) => name.split(' ')[0] ?? '';
const profileOf = async (person: SimulatedPerson) =>
  readProfile(scene.database.prisma, await scene.idOf(person));
const organisationField = (person: SimulatedPerson) =>
  ['If it isn’t in that list: its name', 'Organisation'].find((one) => person.form?.fields.includes(one)) ??
  '';
async function belong(person: SimulatedPerson, organisation: string, more: Record<string, string> = {}) {
  await scene.typeFor(person, 'profile', 'Open my profile');
  await scene.send(person, { [organisationField(person)]: organisation, ...more });
  person.dismiss();
}

describe('what people say of themselves', () => {
  it.each(on)(
    'the profile says who reads it, and asks nothing of what somebody has lived through (%s)',
    async (_, platform) => {
      const person = scene.peer[platform];
      await scene.typeFor(person, 'profile', 'Open my profile');
      expect(person.form?.text).toMatch(/116\u00a0123/);
      expect(person.form?.fields.join()).not.toMatch(/experience|diagnos|health|condition|illness|disab/i);
      await scene.send(person, { Area: 'Camden', Interests: 'walking, choirs', Languages: 'English, BSL' });
      expect(await profileOf(person)).toMatchObject({ area: 'Camden', interests: ['walking', 'choirs'] });
      await person.command('alongside settings');
      expect(last(person)).toContain('My profile: area, interests and languages. Anything changed?');
      expect(last(person)).not.toContain('choirs');
    },
  );

  it('an organisation is proposed on one platform and confirmed on the other; a near one is merged into it', async () => {
    const { lead, peer, act } = scene;
    await belong(peer.slack, 'Anytown Council');
    await lead.teams.command('alongside organisations');
    await act(lead.teams, 'Confirm Anytown Council');
    await belong(peer.teams, 'The Anytown Counsil');
    await lead.slack.command('alongside organisations');
    expect(last(lead.slack)).toContain('Much like Anytown Council.');
    await act(lead.slack, 'The same as Anytown Council');
    expect(last(lead.slack)).toContain('1 person will belong to Anytown Council.');
    await act(lead.slack, 'Make them Anytown Council');
    const [one, two] = [await profileOf(peer.slack), await profileOf(peer.teams)];
    expect(one.organisation).toMatchObject({ name: 'Anytown Council' });
    expect(two.organisation?.id).toBe(one.organisation?.id);
    await peer.teams.command('alongside organisations');
    expect(last(peer.teams)).toContain('That is for coordinators');
  });

  it.each(on)(
    'F being a peer is confirmed by a coordinator on the other platform; until then nothing is for peers (%s)',
    async (_, platform) => {
      const [person, lead] = [scene.peer[platform], scene.lead[otherThan(platform)]];
      await scene.tellProfile(person, { 'Your role here: tick all that fit': ['Volunteer'] });
      expect(await profileOf(person)).toMatchObject({ isPeer: false });
      await lead.openHome();
      expect(last(lead)).toContain('A profile to confirm');
      await scene.act(lead, `Confirm ${first(person)}`);
      expect(await profileOf(person)).toMatchObject({ isPeer: true });
      expect(last(person)).toContain('you’re a peer in this network');
    },
  );

  it('a change of circumstances asks about conflicts again on both platforms, and tells the project manager that, not what', async () => {
    const { lead, peer, act, send, typeFor } = scene;
    for (const platform of PLATFORMS) {
      await peer[platform].openHome();
      await act(peer[platform], 'Call-outs');
      await act(peer[platform], 'Join the peer pool');
    }
    await typeFor(lead.teams, 'availability new');
    await send(lead.teams, {
      'What is it about?': 'Housing',
      'Kind of council': 'district council',
      Region: 'the East',
      Where: 'on site',
      'First day': '2027-03-16',
      'How many peers?': '2',
      'Reply by': '2027-02-12',
      'The host, in confidence': 'Secretshire',
    });
    await act(lead.teams, 'Send to 2 people');
    for (const platform of PLATFORMS) {
      await peer[platform].press('See days and reply');
      await send(peer[platform], {
        'Are you interested?': 'Yes, I’m interested',
        'Which days suit you?': ['Tue 16 March'],
      });
    }
    await putForward(scene.stage, lead.teams, [peer.slack.name, peer.teams.name]);
    for (const platform of PLATFORMS) {
      await peer[platform].press('See who it is, and answer');
      await send(peer[platform], { 'Your answer': 'No conflict: yes' });
      peer[platform].dismiss();
    }
    expect(lead.teams.chat.join('\n')).toContain('For you to decide: 2');
    await scene.tellProfile(peer.slack, { 'Other skills, in your own words': 'chairing' });
    expect(lead.teams.chat.join('\n')).toContain('For you to decide: 2');
    for (const platform of PLATFORMS) {
      await belong(peer[platform], 'Secretshire District Council');
      expect(peer[platform].chat.join('\n')).toContain('One question again');
    }
    expect(lead.teams.chat.join('\n')).toContain('No answer about the host yet: 2');
    expect(lead.teams.chat.join('\n')).toContain('Something has changed for a peer: Housing');
    const reads = [lead.teams, peer.slack, peer.teams].map(({ user }) => user);
    expect(await findLeaks(scene, 'Secretshire District', reads)).toEqual([]);
  });
});

describe('how I like to be supported', () => {
  it.each(on)(
    'D35 is shared person by person across platforms, opened behind a button, and taken back (%s)',
    async (_, platform) => {
      const { act, send } = scene;
      const [owner, reader] = [scene.peer[platform], scene.peer[otherThan(platform)]];
      const words = `quillsupport ${platform}`;
      await owner.command('alongside settings');
      await owner.press('How I like to be supported');
      expect(owner.form?.text).toContain('Who reads it: nobody, until you choose somebody');
      await send(owner, { 'In your own words': words });
      await owner.press('Who may read it');
      await send(owner, { 'Share it with': reader.name });
      owner.dismiss();
      expect(last(reader)).toContain('You have a message');
      expect(last(reader)).not.toContain(first(owner));
      await reader.press('Open', 'Somebody would like you to know something');
      expect(reader.form?.text).toContain(words);
      reader.dismiss();
      await owner.press('Who may read it');
      await send(owner, { 'Take it back from': [reader.name] });
      owner.dismiss();
      const from = reader.seen.length;
      await act(reader, 'Open', 'Somebody would like you to know something');
      const after = reader.seen.slice(from).map(({ text }) => text);
      expect(after.join('\n')).toContain('There’s nothing here to read just now');
      expect(after.join('\n')).not.toContain(words);
      expect(await findLeaks(scene, words, [owner.user, reader.user])).toEqual([]);
    },
  );
});

describe('half a year later', () => {
  it.each(on)('is it still right? is asked once, and answered in one press (%s)', async (_, platform) => {
    const person = scene.peer[platform];
    if (platform === 'slack') await scene.setClock('2027-08-03T10:00:00Z');
    const asked = person.chat.filter((card) => card.includes('Is this still right?'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain('Camden');
    await scene.act(person, 'Still right');
    expect(person.chat.join('\n')).toContain('Thank you for looking it over');
    await person.openHome();
    expect(last(person)).not.toContain('Is this still right?');
  });
});

it.each(on)('%s refused nothing on the way, and nothing went wrong', (_, platform) => {
  expect(scene.stage[platform].refusals).toEqual([]);
  expect(scene.logs.filter(({ error }) => error)).toEqual([]);
});
