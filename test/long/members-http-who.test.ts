import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeList } from '../../src/directory/circle.ts';
import { helplinesOf } from '../../src/directory/helplines.ts';
import { writeProfile } from '../../src/directory/profile.ts';
import { writeResponder } from '../../src/directory/responder.ts';
import { confirmSaid } from '../../src/features/members/store/participant-kinds.ts';
import * as safety from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { putForward } from '../features/availability-scene.ts';
import { findLeaks, type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { last, on, PLATFORMS } from '../support/stage.ts';

let scene: MembersScene;
/** Members on both platforms whom none of it is for: one manages peers. */
let others: Record<'slack' | 'teams', SimulatedPerson>;

/** Table F: each text as it is typed, once; who reads it, the writer first. Nobody else does, coordinator or not. */
const TEXTS = {
  'what a peer says of a conflict': ['quillconflict', () => [scene.peer.teams, scene.lead.slack]],
  'who the host is': ['quillhost', () => [scene.lead.slack, scene.peer.slack, scene.peer.teams]],
  'C14 a private note of a buddy': ['quillnote', () => [scene.peer.slack]],
  'C15 a note that was shared': ['quillshared', () => [scene.peer.teams, scene.lead.teams]],
  'D25 D34 what is said with a call': ['quilldetails', () => [scene.peer.slack, scene.peer.teams]],
  'what somebody needs to take part': ['quillneeds', () => [scene.peer.slack, scene.lead.slack]],
} as const satisfies Record<string, readonly [string, () => SimulatedPerson[]]>;

beforeAll(async () => {
  scene = await startMembersScene();
  others = { slack: scene.personOn('slack', 'Sam Sett'), teams: scene.personOn('teams', 'Mia Marsh') };
  for (const platform of PLATFORMS) await others[platform].say('join');
  const now = await scene.now();
  await scene.write(async (tx) => {
    const kindsOf = async (person: SimulatedPerson, kinds: ('volunteer' | 'manager')[]) => {
      const nothing = { organisation: null, area: null, skills: [], topics: [] };
      await writeProfile(tx, await scene.idOf(person), { ...nothing, kinds }, now);
      await confirmSaid(tx, await scene.idOf(person));
    };
    for (const platform of PLATFORMS) await kindsOf(scene.peer[platform], ['volunteer']);
    await kindsOf(others.teams, ['manager']);
    await safety.nameSafetyPerson(tx, 'lead', { name: 'Grace Adeyemi', number: '020 7946 0001' });
    await safety.nameSafetyPerson(tx, 'deputy', { name: 'Tom Price', number: '020 7946 0002' });
    await safety.writeOutOfHours(tx, 'nobody');
    const by = await scene.idOf(scene.lead.slack);
    for (const { id } of helplinesOf('england')) await safety.confirmNumber(tx, 'england', id, by, now);
    const [asker, responder] = [await scene.idOf(scene.peer.slack), await scene.idOf(scene.peer.teams)];
    await writeResponder(tx, responder, { agreed: true, outOfHours: false, monthlyCap: null });
    await writeResponder(tx, by, { agreed: true, outOfHours: false, monthlyCap: null });
    await writeList(tx, asker, [by, responder]);
  });
});

describe('each flow, across both platforms', () => {
  it('a call-out with a host in confidence, and a conflict', async () => {
    const { lead, peer, act, send, typeFor } = scene;
    for (const platform of PLATFORMS) {
      await peer[platform].command('alongside home');
      await act(peer[platform], 'Call-outs');
      await act(peer[platform], 'Join the peer pool');
    }
    await typeFor(lead.slack, 'availability new');
    await send(lead.slack, {
      'What is it about?': 'Housing',
      'Kind of council': 'district council',
      Region: 'the East',
      Where: 'on site',
      'First day': '2027-03-16',
      'How many peers?': '2',
      'Reply by': '2027-02-12',
      'The host, in confidence': 'quillhost',
    });
    await act(lead.slack, 'Send to 2 people');
    for (const platform of PLATFORMS) {
      await peer[platform].press('See days and reply');
      await send(peer[platform], {
        'Are you interested?': 'Yes, I’m interested',
        'Which days suit you?': ['Tue 16 March'],
      });
    }
    await putForward(scene.stage, lead.slack, [peer.slack.name, peer.teams.name]);
    for (const platform of PLATFORMS) {
      await peer[platform].press('See who it is, and answer');
      expect(peer[platform].form?.text).toContain('quillhost');
      const told = {
        'Your answer': `Tell ${lead.slack.name.split(' ')[0]} something else`,
        'A few words': 'quillconflict',
      };
      await send(peer[platform], platform === 'teams' ? told : { 'Your answer': 'No conflict: yes' });
      peer[platform].dismiss();
    }
    await act(lead.slack, 'The people');
    await act(lead.slack, `Decide about ${peer.teams.name.split(' ')[0]}`);
    expect(`${lead.slack.form?.text} ${last(lead.slack)}`).toContain('quillconflict');
    lead.slack.dismiss();
  });

  it('C14 C15 a pair, with a note that is private and one that is shared', async () => {
    const { lead, peer, act, send, typeFor } = scene;
    for (const platform of PLATFORMS) {
      await typeFor(peer[platform], 'buddy join');
      const label = ['If it’s not in the list', 'Your organisation'].find((one) =>
        peer[platform].form?.fields.includes(one),
      );
      await send(peer[platform], { [label ?? '']: `Hub of ${platform}` });
    }
    await lead.teams.command('alongside buddy match');
    await scene.stage.settle();
    await act(lead.teams, 'Ask these 2 people');
    await act(lead.teams, 'Send', 'This goes to');
    for (const platform of PLATFORMS) await act(peer[platform], 'Yes, introduce us');
    await peer.slack.press('We’ve met');
    await send(peer.slack, { When: '2027-02-01', How: 'By phone, up to an hour' });
    for (const platform of PLATFORMS) {
      peer[platform].dismiss();
      await peer[platform].command('alongside buddy');
      await peer[platform].press('Add a private note');
      const words = platform === 'slack' ? 'quillnote' : 'quillshared';
      await send(peer[platform], { 'Bullet points for yourself': words });
      peer[platform].dismiss();
      await peer[platform].command('alongside buddy');
    }
    await peer.slack.press('Open my note');
    expect(peer.slack.form?.text).toContain('quillnote');
    peer.slack.dismiss();
    await act(peer.teams, 'Share with the programme');
    await lead.teams.command('alongside buddy');
    await lead.teams.press('Shared notes');
    expect(lead.teams.form?.text).toContain('quillshared');
    lead.teams.dismiss();
  });

  it('D28 D49 D25 a call goes past whoever has no space just now, and the card of who takes it names safeguarding', async () => {
    const { lead, peer, act, send } = scene;
    await lead.slack.command('alongside home');
    await lead.slack.press('Space to listen');
    await act(lead.slack, 'Not just now');
    await peer.slack.command('alongside talk');
    expect(last(peer.slack)).toContain(`Ask ${peer.teams.name} to call me`);
    expect(last(peer.slack)).not.toContain(`Ask ${lead.slack.name} to call me`);
    await peer.slack.press('Say a bit more');
    await send(peer.slack, {
      'Whom shall I ask?': peer.teams.name,
      'How much do you want to share?': 'Details',
      'Your words': 'quilldetails',
      'Your number': '07700 900417',
      'Is it safe to call you?': 'Yes',
    });
    peer.slack.dismiss();
    expect(peer.teams.chat.at(-1)).toContain('Someone would like a call');
    await peer.teams.press('Open', 'Someone would like a call');
    expect(peer.teams.form?.text).toContain('quilldetails');
    expect(peer.teams.form?.text).toContain('Grace Adeyemi');
    await act(peer.teams, 'I’m calling now');
    peer.teams.dismiss();
    await act(peer.slack, 'We’ve spoken');
  });

  it('a meeting, with what somebody needs to take part', async () => {
    const { lead, peer, act, send, typeFor } = scene;
    await typeFor(lead.slack, 'forum new');
    await send(lead.slack, {
      'What shall it be called?': 'Gathering',
      'What is it for?': 'To talk about lone working',
      'For whom?': 'Everyone in the network',
      'Place or link': 'Southside Community Centre',
    });
    await send(lead.slack, { 'First day': '2027-02-04', 'First time': '12:00' });
    lead.slack.dismiss();
    await act(lead.slack, 'Announce to 6 people');
    await act(peer.slack, 'Both parts', 'Gathering');
    await peer.slack.press('What I need to take part', 'Gathering');
    await send(peer.slack, {
      'I need': ['A quiet space'],
      'Something else, or more about it': 'quillneeds',
      [`May ${lead.slack.name} see your name with it?`]: 'No, only what is needed',
    });
    peer.slack.dismiss();
    await lead.slack.press('Read what is needed', 'Gathering');
    expect(lead.slack.form?.text).toContain('quillneeds');
    expect(lead.slack.form?.text).not.toContain('Ann');
    lead.slack.dismiss();
  });

  it('everybody looks at what is theirs to look at', async () => {
    for (const person of [...Object.values(scene.lead), ...Object.values(others)]) {
      for (const words of ['home', 'settings', 'availability', 'buddy', 'forum', 'talk', 'audit', 'status']) {
        person.dismiss();
        await person.command(`alongside ${words}`);
      }
      person.dismiss();
    }
  });
});

describe('who may see what', () => {
  it.each(Object.keys(TEXTS) as (keyof typeof TEXTS)[])(
    'F %s: in a form, on the screens of whom it is for, and nowhere else',
    async (which) => {
      const [words, readersOf] = TEXTS[which];
      const readers = readersOf().map(({ user }) => user);
      expect(await findLeaks(scene, words, readers)).toEqual([]);
      const saw = PLATFORMS.flatMap((platform) => scene.stage[platform].ledger).filter(({ text }) =>
        text.includes(words),
      );
      // Whoever it was for did read it: otherwise this would prove nothing.
      const meant = readers.length === 1 ? readers : readers.slice(1);
      expect(meant.filter((reader) => !saw.some(({ user }) => user === reader))).toEqual([]);
    },
  );
});

it.each(on)('%s refused nothing on the way, and nothing went wrong', (_, platform) => {
  expect(scene.stage[platform].refusals).toEqual([]);
  expect(scene.logs.filter(({ error }) => error)).toEqual([]);
});

it('nobody outside of this process speaks as the simulated Slack, nor with it', async () => {
  const { stage } = scene;
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
  const at = String(Math.floor(Date.now() / 1_000));
  for (const known of ['playground', 'secret', ' ']) {
    const digest = createHmac('sha256', known).update(`v0:${at}:${body}`).digest('hex');
    const { status } = await fetch(`http://127.0.0.1:${stage.port}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': at,
        'x-slack-signature': `v0=${digest}`,
      },
    });
    expect([known, status]).toEqual([known, 401]);
    const headers = { authorization: `Bearer xoxb-${known}` };
    const asked = await fetch(`${stage.slack.apiUrl}auth.test`, { method: 'POST', headers });
    expect(await asked.json()).toMatchObject({ ok: false, error: 'invalid_auth' });
  }
});
