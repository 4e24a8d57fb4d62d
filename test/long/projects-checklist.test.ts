import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { fillPool, onTheTeam, replyYes, sendCallOut } from '../features/availability-scene.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const rows = () => network.database.prisma.placement;
const placementOf = (name: string) => rows().findFirstOrThrow({ where: { peer: { name } } });
const peers = [
  ['Slack', () => ann],
  ['Teams', () => bob],
] as const;

async function publish(kind: string, title: string): Promise<void> {
  await pm.command('policies');
  await pm.press(kind);
  await pm.fill({
    Title: title,
    'In short': 'Kind, prepared, discreet.',
    'Approved by': 'the steering group',
    'Approved on': '2027-01-20',
    'Review date': '2028-01-20',
  });
  await pm.submit();
  await network.settle();
  await pm.press('Publish');
  await network.settle();
}

const openChecklist = (person: SimulatedPerson) => person.press('Your checklist');
const readSecond = () => network.database.prisma.acknowledgement.count({ where: { policy: { version: 2 } } });

/** What somebody ticks on their checklist. */
async function tick(person: SimulatedPerson, done: readonly string[], more: Record<string, string> = {}) {
  await openChecklist(person);
  await person.fill({ 'What is done?': done, ...more });
  await person.submit();
  await network.settle();
}

/** What whoever runs it notes for everybody. */
async function prepare(values: Record<string, string | readonly string[]>): Promise<void> {
  await pm.press('Pack and briefing');
  await pm.fill(values);
  await pm.submit();
  await network.settle();
}

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  await fillPool(network, pm, [ann, bob, cat]);
  await publish('Write the role description', 'What a peer does');
  await publish('Write the terms', 'Peer Support Terms');
  await sendCallOut(network, pm, 3);
  for (const peer of [ann, bob, cat]) await replyYes(network, peer);
  await onTheTeam(network, pm, [ann, bob]);
});

describe('before the first day', () => {
  it.each(peers)(
    'A7 A28 whoever is confirmed reads the role description and the terms, and the version and the day are kept; a new version is to be read again (%s)',
    async (_, who) => {
      const peer = who();
      expect(last(peer)).toContain('On your checklist: 0 of 5 done.');
      await peer.say('privacy');
      await peer.press('Notices and policies');
      expect(peer.form?.text).toContain('What a peer does');
      peer.dismiss();
      await openChecklist(peer);
      expect(peer.form?.text).toContain('Type “privacy” to read what there is to read');
      peer.dismiss();
      await tick(peer, ['I’ve read the role description', 'I’ve read the terms and conditions']);
      expect(last(peer)).toContain('On your checklist: 2 of 5 done.');
      const read = await network.database.prisma.acknowledgement.findMany({
        where: { member: { name: peer.name } },
        include: { policy: true },
      });
      expect(read.map(({ policy, at }) => [policy.kind, policy.version, at])).toEqual(
        expect.arrayContaining([
          ['role-description', 1, expect.any(Date)],
          ['terms', 1, expect.any(Date)],
        ]),
      );
      if (peer !== bob) return;
      await publish('New version', 'Peer Support Terms');
      for (const one of [ann, bob]) {
        await one.openHome();
        expect(one.seen.at(-1)?.text).toContain('Peer Support Terms');
        // What was ticked of the version before is open again, and stays so unless it is ticked.
        const before = await readSecond();
        await openChecklist(one);
        await one.submit();
        expect(await readSecond()).toBe(before);
        await tick(one, ['I’ve read the role description', 'I’ve read the terms and conditions']);
      }
      expect(await readSecond()).toBe(2);
    },
  );

  it.each(peers)(
    'A14 what is sensitive opens to those on the team alone, once they have given their undertaking, which is kept with how long the project is (%s)',
    async (_, who) => {
      const peer = who();
      if (peer === ann) await prepare({ 'For the team alone': 'quillcontext' });
      await peer.press('Who it is, and what was passed on');
      expect(peer.form?.text).toContain('There’s more for the team.');
      expect(peer.form?.text).not.toContain('quillcontext');
      peer.dismiss();
      await openChecklist(peer);
      expect(peer.form?.text).toContain('I keep what I learn about the host and its people to the team');
      expect(peer.form?.text).toContain('What is kept here goes two years after.');
      peer.dismiss();
      await tick(peer, [
        'I’ve read the role description',
        'I’ve read the terms and conditions',
        'I keep what I learn to the team',
      ]);
      expect((await placementOf(peer.name)).undertakenAt).toBeInstanceOf(Date);
      await peer.press('Who it is, and what was passed on');
      expect(peer.form?.text).toContain('quillcontext');
      peer.dismiss();
      const payloads = await network.database.prisma.outbox.findMany({ select: { payload: true } });
      expect(JSON.stringify(payloads)).not.toContain('quillcontext');
    },
  );

  it.each(peers)(
    'A22 A24 the pack has four parts, whoever runs it notes what went, the peer says that it came; where insurance is asked for, they are told and the day is kept (%s)',
    async (_, who) => {
      const peer = who();
      const before = (await placementOf(peer.name)).packSent;
      if (before.length === 0)
        await prepare({
          'What of the pack has everybody had?': ['Purchase order', 'Key dates'],
          'Do they need public liability insurance of their own?':
            'Yes: each gives the day until which it runs',
        });
      await openChecklist(peer);
      if (peer === ann) {
        expect(peer.form?.text).toContain('Sent to you: purchase order and key dates.');
        expect(peer.form?.text).toContain(
          'To come from Priya Manager: guidance on expenses and fees, if any, and what is delivered.',
        );
        expect(peer.form?.text).toContain('The pool’s own professional liability insurance covers you.');
        await peer.fill({ 'What is done?': ['I’ve had all four parts of the pack'] });
        await peer.submit();
        expect(peer.form?.errors['What is done?']).toContain('still to come');
        await prepare({
          'What of the pack has everybody had?': [
            'Purchase order',
            'Guidance on expenses',
            'Key dates',
            'Fees, if any, and what is delivered',
          ],
        });
        ann.dismiss();
        await openChecklist(peer);
      }
      expect(peer.form?.text).toContain('public liability insurance of your own');
      await peer.fill({
        'What is done?': ['I’ve had all four parts of the pack'],
        'Insured until': '2027-03-01',
      });
      await peer.submit();
      expect(peer.form?.errors['Insured until']).toContain('before the last day');
      await peer.fill({ 'Insured until': '2027-12-31' });
      await peer.submit();
      await network.settle();
      expect(await placementOf(peer.name)).toMatchObject({
        packReadAt: expect.any(Date),
        insuredUntil: '2027-12-31',
        packSent: ['purchase-order', 'expenses', 'dates', 'fees'],
      });
    },
  );

  it('what was sent to some stays noted when something else is saved', async () => {
    const { projectId } = await placementOf('Ann Peer');
    // Cat joins the team, and has had nothing yet.
    await rows().updateMany({
      where: { projectId, peer: { name: 'Cat Peer' } },
      data: { state: 'confirmed' },
    });
    await prepare({ 'For the team alone': 'quillcontext, and more' });
    expect((await placementOf('Ann Peer')).packSent).toHaveLength(4);
    expect((await placementOf('Cat Peer')).packSent).toEqual([]);
    await prepare({ 'What of the pack has everybody had?': ['Key dates'] });
    expect((await placementOf('Ann Peer')).packSent).toHaveLength(4);
    expect((await placementOf('Cat Peer')).packSent).toEqual(['dates']);
    await rows().updateMany({ where: { projectId, peer: { name: 'Cat Peer' } }, data: { state: 'thanked' } });
  });

  it('what somebody needs is read by their project manager alone, and deleted when it is over', async () => {
    await tick(ann, ['I’ve had all four parts of the pack'], {
      'Anything you need to take part?': 'quillneed',
      'Insured until': '2027-12-31',
    });
    await pm.press('The people');
    expect(last(pm)).not.toContain('quillneed');
    await pm.press('What Ann needs');
    expect(pm.form?.text).toContain('quillneed');
    pm.dismiss();
    expect(await network.database.prisma.audit.count({ where: { action: 'needs.read' } })).toBe(1);
  });

  it('A19 A22 A24 a week before the first day the project manager hears once of each whose briefing, pack or insurance isn’t ready', async () => {
    await tick(bob, ['I’ve had all four parts of the pack', 'I’ve had my briefing'], {
      'Insured until': '2027-12-31',
    });
    const row = await network.database.prisma.placement.findFirstOrThrow({
      where: { peer: { name: 'Ann Peer' } },
    });
    await rows().update({ where: { id: row.id }, data: { packSent: ['dates'], insuredUntil: null } });
    const heard = () => pm.seen.filter(({ text }) => text.includes('what isn’t ready yet'));
    await network.travelTo('2027-03-08T12:00:00Z', 24);
    expect(heard()).toHaveLength(0);
    await network.travelTo('2027-03-12T12:00:00Z', 24);
    expect(heard()).toHaveLength(1);
    const [card] = heard();
    expect(card?.preview).not.toContain('Ann');
    expect(card?.text).toMatch(
      /Ann Peer: .*of the pack: purchase order, guidance on expenses.*the briefing.*a date of insurance/,
    );
    expect(card?.text).not.toMatch(/Bob Peer: .*(the briefing|insurance|pack)/);
    await pm.press('The people');
    expect(last(pm)).toMatch(/Bob Peer.*Checklist: \d of 6/);
    await network.travelTo('2027-03-18T12:00:00Z', 24);
    expect(heard()).toHaveLength(1);
    expect((await placementOf('Ann Peer')).needsSealed).toBeNull();
  });
});
