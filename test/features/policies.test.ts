import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const send = async (person: SimulatedPerson, values: Record<string, string | readonly string[]>) => {
  await person.fill(values);
  await person.submit();
  await network.settle();
};

/** Types `policies`, and writes the next version of a document. */
async function write(kind: string, summary: string, about: Record<string, string> = {}): Promise<void> {
  await cora.command('policies');
  const row = network.slack.ledger.length;
  await cora.press('Write the privacy notice', 'Notices and policies').catch(() => cora.press('New version'));
  expect(row).toBeGreaterThan(0);
  await send(cora, {
    Title: kind,
    'In short': summary,
    'Approved by': 'the steering group',
    'Approved on': '2027-01-20',
    'Review date': '2028-01-20',
    ...about,
  });
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  await network.coordinate(cora);
});

describe('notices and policies', () => {
  it('A26 E24 a privacy notice has a version, who approved it, and when it is looked at again', async () => {
    await write('Our privacy notice', 'We keep little, and say why.', {
      'Link to the full text': 'https://example.org/privacy',
    });
    expect(last(cora)).toContain('Version 1. Approved by the steering group on Wed 20 January 2027.');
    expect(last(cora)).toContain('sent to nobody');
    await cora.press('Publish');
    await network.settle();
    await cora.command('policies');
    await cora.press('What needs it', 'Version 1');
    await send(cora, { Before: ['Joining the network'] });
    await cora.command('audit');
    expect(cora.form?.text).toContain('published a document (Our privacy notice, version 1)');
    cora.dismiss();
  });

  it('E24 refuses a review that comes before the approval, beside its field', async () => {
    await write('Late', 'x', { 'Review date': '2027-01-20' });
    expect(cora.form?.errors).toEqual({ 'Review date': expect.stringContaining('after the one') });
    cora.dismiss();
  });

  it('A26 nobody joins before having read it; the version and the time are kept', async () => {
    await ann.say('join');
    expect(last(ann)).toContain('Before you begin: Our privacy notice');
    expect(last(ann)).toContain('https://example.org/privacy');
    expect(await network.database.prisma.member.count({ where: { standing: 'asked' } })).toBe(0);
    await ann.press('I’ve read it');
    await ann.press('Ask to join', 'Thank you');
    await network.settle();
    await cora.press('Admit Ann');
    await network.settle();
    const [read] = await network.database.prisma.acknowledgement.findMany({ include: { policy: true } });
    expect(read).toMatchObject({ at: expect.any(Date), policy: { kind: 'privacy-notice', version: 1 } });
    await ann.say('privacy');
    await ann.press('Notices and policies');
    expect(ann.form?.text).toContain('You confirmed this version on Mon 1 February 2027.');
    ann.dismiss();
  });

  it('A28 several documents before one beginning are read one after the other', async () => {
    const { prisma } = network.database;
    for (const kind of ['terms', 'role-description', 'code-of-conduct'] as const) {
      await prisma.policy.create({
        data: {
          kind,
          version: 1,
          title: `The ${kind}`,
          summary: 'In short.',
          approvedBy: 'the council',
          approvedOn: '2027-01-01',
          reviewOn: '2027-03-01',
          publishedAt: await network.now(),
        },
      });
      await prisma.policyNeed.create({ data: { what: 'peer-pool', kind } });
    }
    await ann.say('home');
    await ann.press('Call-outs');
    await ann.press('Join the peer pool');
    const read: string[] = [];
    for (let step = 0; step < 3; step += 1) {
      read.push(/Before you begin: The (\S+)/.exec(last(ann))?.[1] ?? '');
      expect(await prisma.poolPeer.count()).toBe(0);
      await ann.press('I’ve read it', 'Before you begin');
    }
    expect(read.sort()).toEqual(['code-of-conduct', 'role-description', 'terms']);
    await ann.press('Join the peer pool', 'Thank you');
    expect(await prisma.poolPeer.count()).toBe(1);
    await ann.say('buddy join');
    expect(ann.form?.title ?? last(ann)).not.toContain('Before you begin');
    ann.dismiss();
  });

  it('E24 a new version asks whoever read the one before, after a second look at how many, and again on home', async () => {
    await cora.command('policies');
    await cora.press('New version', 'Our privacy notice').catch(() => cora.press('New version'));
    cora.dismiss();
    const { prisma } = network.database;
    const draft = await prisma.policy.create({
      data: {
        kind: 'privacy-notice',
        version: 2,
        title: 'Our privacy notice',
        summary: 'We keep even less.',
        approvedBy: 'the steering group',
        approvedOn: '2027-02-01',
        reviewOn: '2028-02-01',
      },
    });
    const now = await network.now();
    const inbound = (id: string) => ({
      id,
      kind: 'action' as const,
      route: 'members.publish-policy',
      value: JSON.stringify({ policy: draft.id }),
      sender: {
        platform: 'slack' as const,
        workspace: network.slack.workspace,
        user: 'U-CORA',
        name: 'Cora Coordinator',
      },
      conversation: {
        platform: 'slack' as const,
        workspace: network.slack.workspace,
        id: 'D-U-CORA',
        kind: 'direct' as const,
      },
    });
    const replies = await Promise.all(['p1', 'p2'].map((id) => network.bot.receive(inbound(id))));
    expect(replies.map(({ kind }) => kind).sort()).toEqual(['say', 'update']);
    await network.settle();
    expect(now).toBeInstanceOf(Date);
    const card = ann.chat.filter((text) => text.includes('Our privacy notice has changed'));
    expect(card).toHaveLength(1);
    await ann.say('home');
    expect(last(ann)).toContain('Our privacy notice has changed');
    await ann.press('I’ve read it', 'has changed');
    await network.settle();
    await ann.say('home');
    expect(last(ann)).not.toContain('has changed');
    expect(await prisma.acknowledgement.count({ where: { policyId: draft.id } })).toBe(1);
  });

  it('E24 a confirmation of a version that no longer holds is no confirmation', async () => {
    await bob.say('join');
    const { prisma } = network.database;
    await prisma.policy.create({
      data: {
        kind: 'privacy-notice',
        version: 3,
        title: 'Our privacy notice',
        summary: 'Least of all.',
        approvedBy: 'x',
        approvedOn: '2027-02-01',
        reviewOn: '2028-02-01',
        publishedAt: await network.now(),
      },
    });
    await bob.press('I’ve read it');
    expect(last(bob)).toContain('There is a newer version');
    expect(await prisma.acknowledgement.count({ where: { policy: { version: 3 } } })).toBe(0);
    await bob.say('join');
    expect(last(bob)).toContain('Least of all.');
  });

  it('E24 coordinators hear once that a review is due', async () => {
    await network.travelTo('2027-03-02T10:00:00Z', 24);
    await network.travelTo('2027-03-03T10:00:00Z', 24);
    const told = cora.seen.filter(
      ({ kind, text }) => kind === 'message' && text.includes('wants looking at again'),
    );
    expect(told).toHaveLength(3);
  });

  it('A26 the lawful basis and the condition for data on health are recorded, and everybody reads them', async () => {
    await ann.say('privacy');
    await ann.press('What, and how long');
    expect(ann.form?.text).toContain('haven’t yet written down their legal reason');
    ann.dismiss();
    await cora.command('policies');
    await cora.press('Record the lawful basis');
    await send(cora, {
      'Lawful basis': 'Legitimate interests',
      'For what people say about their health': 'Explicit consent',
    });
    await ann.press('What, and how long');
    expect(ann.form?.text).toContain('legitimate interests. For what is said about health: explicit consent');
    ann.dismiss();
    await ann.command('policies');
    expect(last(ann)).not.toContain('Record the lawful basis');
  });

  it('A26 whom a list expects reads it first as well, and joins by the same invitation', async () => {
    await network.database.prisma.invitedPerson.create({
      data: { name: 'Eve', slackUser: 'U-EVE', codeHash: 'none', invitedAt: await network.now() },
    });
    const eve = network.slack.person('U-EVE', { name: 'Eve Ebb' });
    await eve.say('hello');
    await network.settle();
    await eve.press('Join', 'You’re expected here');
    const standing = async () =>
      (
        await network.database.prisma.account.findFirstOrThrow({
          where: { externalUser: 'U-EVE' },
          include: { member: true },
        })
      ).member.standing;
    expect(await standing()).toBe('guest');
    await eve.press('I’ve read it');
    await eve.press('Ask to join');
    await eve.press('Join', 'You’re expected here');
    expect(await standing()).toBe('member');
  });

  it('what is published for the first time reaches those who had begun before it, on home and, when a coordinator says so, by message', async () => {
    const { prisma } = network.database;
    const dan = network.teams.person('t-dan', { name: 'Dan Dale' });
    for (const person of [ann, dan]) await person.say('home');
    await prisma.account.findFirstOrThrow({ where: { externalUser: 't-dan' } }).then(({ memberId }) =>
      prisma.member.update({
        where: { id: memberId },
        data: { standing: 'member', joinedAt: new Date(0) },
      }),
    );
    const about = { approvedBy: 'the council', approvedOn: '2027-01-01', reviewOn: '2028-03-01' };
    const charter = await prisma.policy.create({
      data: { kind: 'charter', version: 1, title: 'The charter', summary: 'In short.', ...about },
    });
    const doing = (route: string, value: object) => ({
      id: `${route}-${charter.id}`,
      kind: 'action' as const,
      route,
      value: JSON.stringify(value),
      sender: { platform: 'slack' as const, workspace: network.slack.workspace, user: 'U-CORA' },
      conversation: {
        platform: 'slack' as const,
        workspace: network.slack.workspace,
        id: 'D-U-CORA',
        kind: 'direct' as const,
      },
    });
    await network.bot.receive(doing('members.publish-policy', { policy: charter.id }));
    await network.settle();
    for (const person of [ann, dan]) expect(person.chat.join('\n')).not.toContain('The charter');
    await cora.command('policies');
    const needs = network.bot.receive({
      ...doing('members.save-policy-needs', {}),
      kind: 'submission' as const,
      state: JSON.stringify({ kind: 'charter' }),
      values: { what: ['join'] },
    } as never);
    const saved = JSON.stringify(await needs);
    expect(saved).toContain('They find it on their home; shall I write to them as well?');
    for (const person of [ann, dan]) {
      await person.say('home');
      expect(last(person)).toContain('Please read: The charter');
      // Nothing waits for it: they are members, and do what members do.
      await person.say('settings');
      expect(last(person)).toContain('My settings');
      expect(person.seen.map(({ text }) => text).join('\n')).not.toContain('Before you begin: The charter');
    }
    await network.bot.receive(doing('members.ask-begun', { kind: 'charter' }));
    await network.settle();
    for (const person of [ann, dan]) {
      expect(person.chat.filter((text) => text.startsWith('Please read: The charter'))).toHaveLength(1);
      await person.press('I’ve read it', 'Please read: The charter');
      await network.settle();
      await person.say('home');
      expect(last(person)).not.toContain('The charter');
    }
    expect(await prisma.acknowledgement.count({ where: { policyId: charter.id } })).toBe(2);
  });

  it('a newer version takes the place of the one before on home, and what nothing needs any more is there no more', async () => {
    const { prisma } = network.database;
    const home = async () => {
      await ann.say('home');
      return last(ann);
    };
    const of = async (version: number) => {
      const { id } = await prisma.policy.findFirstOrThrow({ where: { kind: 'charter', version } });
      return prisma.card.count({ where: { kind: 'policies:to-read', record: id } });
    };
    const needs = async (what: readonly string[]) => {
      const reply = await network.bot.receive({
        id: crypto.randomUUID(),
        kind: 'submission',
        route: 'members.save-policy-needs',
        state: JSON.stringify({ kind: 'charter' }),
        values: { what },
        sender: { platform: 'slack', workspace: network.slack.workspace, user: 'U-CORA' },
        conversation: { platform: 'slack', workspace: network.slack.workspace, id: 'D', kind: 'direct' },
      } as never);
      return JSON.stringify(reply);
    };
    const publish = async (version: number) => {
      const words = {
        title: 'The charter',
        summary: `Version ${version} in short.`,
        approvedBy: 'the council',
      };
      const policy = await prisma.policy.create({
        data: { kind: 'charter', version, ...words, approvedOn: '2027-01-01', reviewOn: '2028-03-01' },
      });
      await network.bot.receive({
        id: crypto.randomUUID(),
        kind: 'action',
        route: 'members.publish-policy',
        value: JSON.stringify({ policy: policy.id }),
        sender: { platform: 'slack', workspace: network.slack.workspace, user: 'U-CORA' },
        conversation: { platform: 'slack', workspace: network.slack.workspace, id: 'D', kind: 'direct' },
      });
      await network.settle();
    };
    await publish(2);
    expect(await home()).toContain('The charter has changed');
    const before = await of(2);
    expect(before).toBeGreaterThan(2);
    await publish(3);
    expect(await home()).toContain('Version 3 in short.');
    expect(last(ann)).not.toContain('Version 2 in short.');
    expect([await of(2), await of(3)]).toEqual([0, before]);
    // Whoever read an earlier version is asked whatever needs it; whoever only had begun what needs it is not any more.
    await needs([]);
    expect(await home()).toContain('The charter has changed');
    expect(await of(3)).toBeLessThan(before);
    expect(await needs(['join'])).toContain('They find it on their home');
    expect(await of(3)).toBe(before);
    await network.audit();
    expect(await prisma.finding.count({ where: { kind: 'missing' } })).toBe(0);
  });
});
