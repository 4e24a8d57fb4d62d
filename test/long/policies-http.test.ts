import { beforeAll, describe, expect, it } from 'vitest';
import { POLICY_KINDS, type PolicyKind } from '../../src/features/policies/rules/policies.ts';
import type { PersonAtScreen } from '../../src/playground/window.ts';
import { type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { buttons, last, on, PLATFORMS } from '../support/stage.ts';

let scene: MembersScene;
const guests = {} as Record<(typeof PLATFORMS)[number], PersonAtScreen>;
beforeAll(async () => {
  scene = await startMembersScene();
  guests.slack = scene.personOn('slack', 'Gus Gill');
  guests.teams = scene.personOn('teams', 'Hob Hale');
});

const TITLES: Record<PolicyKind, string> = {
  'privacy-notice': 'Our privacy notice',
  terms: 'Peer support terms',
  'role-description': 'What a peer does',
  'code-of-conduct': 'How we treat each other',
  charter: 'Our charter',
};

/** Presses the button in one document's row; the later ones are called alike. */
async function pressIn(lead: PersonAtScreen, kind: PolicyKind, label: string): Promise<void> {
  await lead.command('alongside policies');
  let row = -1;
  const index = buttons(lead).findIndex((one) => {
    if (one.startsWith('Write the ') || one === 'New version') row += 1;
    return one.startsWith(label) && row === POLICY_KINDS.indexOf(kind);
  });
  const card = lead.window.look().chat.findLast(({ from }) => from === 'bot');
  await lead.window.press(card?.id ?? '', index, buttons(lead)[index] ?? label, {});
}
async function publish(lead: PersonAtScreen, kind: PolicyKind, summary: string): Promise<void> {
  await pressIn(lead, kind, summary.startsWith('New') ? 'New version' : 'Write the ');
  await scene.send(lead, {
    Title: TITLES[kind],
    'In short': summary,
    'Link to the full text': `https://example.org/${kind}`,
    'Approved by': 'the steering group',
    'Approved on': '2027-01-20',
    'Review date': '2027-01-20',
  });
  expect(lead.form?.errors).toEqual({ 'Review date': expect.stringContaining('after the one') });
  await scene.send(lead, { 'Review date': '2027-03-01' });
  expect(last(lead)).toContain('Approved by the steering group on Wed 20 January 2027.');
  await scene.act(lead, 'Publish');
  lead.dismiss();
}
async function need(lead: PersonAtScreen, kind: PolicyKind, what: string): Promise<void> {
  await pressIn(lead, kind, 'What needs it');
  await scene.send(lead, { Before: [what] });
  lead.dismiss();
}
const readsOf = async (person: PersonAtScreen) =>
  (
    await scene.database.prisma.acknowledgement.findMany({
      where: { memberId: await scene.idOf(person) },
      include: { policy: true },
    })
  ).map(({ policy, at }) => {
    expect(at).toBeInstanceOf(Date);
    return `${policy.kind} ${policy.version}`;
  });

describe('notices and policies', () => {
  it('A26 E24 the privacy notice is published on Slack, with its approval and its review', async () => {
    await publish(scene.lead.slack, 'privacy-notice', 'We keep little, and say why.');
    await need(scene.lead.slack, 'privacy-notice', 'Joining the network');
  });

  it.each(on)(
    'A26 nobody joins on %s before having read it; the version and the time are kept',
    async (_, platform) => {
      const guest = guests[platform];
      await guest.say('join');
      expect(last(guest)).toContain('Before you begin: Our privacy notice');
      expect(last(guest)).toContain('We keep little, and say why.');
      expect(await readsOf(guest)).toEqual([]);
      await guest.press('I’ve read it');
      expect(await readsOf(guest)).toEqual(['privacy-notice 1']);
      await scene.act(guest, 'Ask to join', 'Thank you');
      expect(last(guest)).toContain('Welcome: you’re a member now');
      await guest.command('alongside privacy');
      await guest.press('Notices and policies');
      expect(guest.form?.text).toContain('You confirmed this version on Mon 1 February 2027.');
      guest.dismiss();
    },
  );

  it('A28 terms, role description and code of conduct are published on Teams, and what needs them', async () => {
    for (const kind of ['terms', 'role-description', 'code-of-conduct'] as const) {
      await publish(scene.lead.teams, kind, 'In short.');
      await need(scene.lead.teams, kind, 'Joining the peer pool');
    }
  });

  it.each(on)(
    'A28 each is read before joining the peer pool, one after the other (%s)',
    async (_, platform) => {
      const guest = guests[platform];
      const isInPool = async () =>
        (await scene.database.prisma.poolPeer.count({ where: { memberId: await scene.idOf(guest) } })) === 1;
      await guest.command('alongside home');
      await guest.press('Call-outs');
      await guest.press('Join the peer pool');
      for (const asked of [1, 2, 3]) {
        expect(last(guest), String(asked)).toContain('Before you begin');
        expect(await isInPool()).toBe(false);
        await guest.press('I’ve read it', 'Before you begin');
      }
      await scene.act(guest, 'Join the peer pool', 'Thank you');
      expect(await isInPool()).toBe(true);
      expect((await readsOf(guest)).sort()).toEqual([
        'code-of-conduct 1',
        'privacy-notice 1',
        'role-description 1',
        'terms 1',
      ]);
    },
  );

  it('E24 a new version goes to whoever read the one before, after a second look at how many', async () => {
    const { lead } = scene;
    await pressIn(lead.teams, 'privacy-notice', 'New version');
    await scene.send(lead.teams, {
      'In short': 'We keep even less.',
      'Approved on': '2027-02-01',
      'Review date': '2028-02-01',
    });
    expect(last(lead.teams)).toContain('This goes to 6 people: whoever read the version before');
    await scene.act(lead.teams, 'Publish');
    lead.teams.dismiss();
  });

  it.each(on)(
    'E24 it asks again on %s, once, and home stops asking when it was read',
    async (_, platform) => {
      const guest = guests[platform];
      expect(guest.chat.filter((card) => card.includes('Our privacy notice has changed'))).toHaveLength(1);
      await guest.openHome();
      expect(last(guest)).toContain('Our privacy notice has changed');
      await scene.act(guest, 'I’ve read it', 'has changed');
      await guest.openHome();
      expect(last(guest)).not.toContain('has changed');
      expect(await readsOf(guest)).toContain('privacy-notice 2');
      // Whoever never read the one before has nothing to read again.
      expect(scene.peer[platform].chat.join('\n')).not.toContain('has changed');
    },
  );

  it.each(on)(
    'A26 the lawful basis is recorded by a coordinator, and everybody reads it (%s)',
    async (_, platform) => {
      const { lead, peer, send } = scene;
      await lead[platform].command('alongside policies');
      await lead[platform].press('Record the lawful basis');
      await send(lead[platform], {
        'Lawful basis': platform === 'slack' ? 'Legitimate interests' : 'A public task',
        'For what people say about their health': 'Explicit consent',
      });
      lead[platform].dismiss();
      await peer[platform].command('alongside privacy');
      await peer[platform].press('What, and how long');
      expect(peer[platform].form?.text).toContain(
        platform === 'slack' ? 'legitimate interests' : 'a public task',
      );
      peer[platform].dismiss();
      await peer[platform].command('alongside policies');
      expect(buttons(peer[platform])).not.toContain('Record the lawful basis');
    },
  );

  it('E24 coordinators on both platforms hear once that a review is due', async () => {
    for (const day of ['02', '03']) await scene.setClock(`2027-03-${day}T10:00:00Z`);
    for (const platform of PLATFORMS) {
      const told = scene.lead[platform].seen.filter(
        ({ kind, text }) => kind === 'message' && text.includes('wants looking at again'),
      );
      expect(told).toHaveLength(3);
    }
  });
});

it.each(on)('%s refused nothing on the way, and nothing went wrong', (_, platform) => {
  expect(scene.stage[platform].refusals).toEqual([]);
  expect(scene.logs.filter(({ error }) => error)).toEqual([]);
});
