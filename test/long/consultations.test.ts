import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import {
  all,
  type ConsultationScene,
  digest,
  inWords,
  last,
  named,
  openConsultationScene,
  PLATFORMS,
  reminded,
  rings,
} from '../features/consultations-scene.ts';
import { homeOf } from '../support/homes.ts';

let scene: ConsultationScene;
let pm: SimulatedPerson;
const person = (name: string) => named(scene, name);

describe('A27', () => {
  it('A27 the pool hears what is new, has a say by one question back, is told what came of it, and a quarter later its writers are reminded on home alone', async () => {
    scene = await openConsultationScene();
    ({ pm } = scene);
    const { network, press } = scene;
    const { prisma } = network.database;
    const [ann, bob, cat] = [person('Ann'), person('Bob'), person('Cat')];
    const [dev, eli, fay] = [person('Dev'), person('Eli'), person('Fay')];
    await scene.write({ ...digest, ...reminded });
    // The preview is what they get.
    expect(last(pm)).toContain('News for the peer pool: a question until Fri 12 February');
    expect(last(pm)).toContain('From May on you can claim expenses by photo.');
    expect(last(pm)).toContain('nobody is told who answered');
    expect(last(pm)).toContain('Beneath it: [Yes] [No] [Not today]');
    expect(last(pm)).toContain('This goes to 6 people in the peer pool.');
    await press(pm, 'Send to 6 people');
    for (const one of scene.peers) {
      expect(last(one)).toContain('A new way to pay expenses');
      expect(last(one)).toContain('Would that help you?');
      expect(last(one)).toContain('nobody is told who answered');
      expect(one.seen.at(-1)?.preview).toMatch(/^News for the peer pool: a question until Fri 12 February/);
      expect(one.seen.at(-1)?.preview).not.toMatch(/expenses|Priya/);
    }
    await press(ann, 'Yes');
    await press(bob, 'No');
    await press(cat, 'Not today');
    expect(last(ann)).toContain('Thank you, you’ve answered');
    expect(last(cat)).toContain('That’s fine: not today');
    expect(last(pm)).toContain('2 of 6 have answered.');
    expect(last(pm)).toContain('Fewer than five answers so far: not shown.');
    expect(await homeOf(ann)).not.toContain('a question until');
    expect(await homeOf(cat)).not.toContain('a question until');
    expect(await homeOf(dev)).toContain('a question until');

    // One reminder, half-way, to whoever has neither answered nor put it away.
    const before = scene.peers.map(rings);
    await network.travelTo('2027-02-09T12:00:00Z');
    expect(scene.peers.map(rings).map((now, place) => now - (before[place] ?? 0))).toEqual([
      0, 0, 0, 1, 1, 1,
    ]);
    expect(dev.seen.at(-1)?.preview).toMatch(/^Still time to answer, until Fri 12 February/);
    await press(dev, 'Yes');
    await press(eli, 'Yes');
    await press(fay, 'Yes');
    await press(bob, 'Yes');
    expect(last(pm)).toContain('5 of 6 have answered.');
    expect(last(pm)).toContain('you can read them all together once it has closed');
    expect(last(pm)).not.toContain('[Read the answers]');

    // By itself, at the end of its day where the writer is.
    await network.travelTo('2027-02-13T09:30:00Z');
    const { state, closesAt } = await prisma.consultation.findFirstOrThrow();
    expect([state, closesAt?.toISOString()]).toEqual(['closed', '2027-02-13T00:00:00.000Z']);
    expect(all(dev)).toContain('News for the peer pool: the question has closed');
    await network.travelTo('2027-02-15T10:00:00Z');
    expect(all(pm)).toContain('The question has closed: A new way to pay expenses');
    await pm.press('Read the answers');
    expect(pm.form?.text).toContain('Yes: 5');
    expect(pm.form?.text).toContain('No: 0');
    expect(pm.form?.text).not.toMatch(/Ann|Bob|Dev|Eli|Fay/);
    pm.dismiss();
    expect(await homeOf(pm)).toContain('Tell people what came of it');
    await scene.tellBack();
    expect(all(pm)).toContain('This goes to 6 people, whom you asked.');
    await press(pm, 'Send to 6 people');
    for (const one of scene.peers) {
      expect(last(one)).toContain('You said, we did');
      expect(last(one)).toContain('You said yes, so it begins in May.');
    }
    await press(cat, 'Thank you, read');
    expect(await homeOf(cat)).not.toContain('You said, we did');
    expect(await homeOf(pm)).not.toContain('A new way to pay expenses');

    // A quarter later: on the homes of those who may write, once, and as no message.
    const rang = scene.peers.map(rings);
    await network.travelTo('2027-05-20T10:00:00Z', 24);
    expect(await homeOf(pm)).toContain('It’s three months since the pool last heard from you');
    expect(await homeOf(ann)).not.toContain('three months');
    expect(scene.peers.map(rings)).toEqual(rang);
    const rung = pm.seen.filter(({ kind, text }) => kind === 'message' && text.includes('three months'));
    expect(rung).toEqual([]);
    await press(pm, 'Not now');
    await network.travelTo('2027-09-20T10:00:00Z', 24 * 7);
    expect(await homeOf(pm)).not.toContain('three months');
  }, 60_000);
});

describe.each(PLATFORMS)('an answer in somebody’s own words, on %s', (on) => {
  beforeEach(async () => {
    scene = await openConsultationScene();
    ({ pm } = scene);
  });
  const writer = () => person(on === 'slack' ? 'Ann' : 'Bob');
  const others = () => scene.peers.filter((one) => one !== writer());

  it('without names is read once it has closed, from five on, in no order; it can be changed until then, and no row says whose it is', async () => {
    const { network, press } = scene;
    const { prisma } = network.database;
    await scene.send(inWords);
    await writer().press('Answer');
    expect(writer().form?.text).toContain('nobody is told who answered');
    expect(writer().form?.text).toContain('is kept for 90 days after it closes');
    expect(writer().form?.text).toContain('Your organisation’s IT team');
    expect(writer().form?.text).toMatch(/Samaritans 116\s123/);
    await writer().fill({ 'Your answer': 'quillfirst' });
    await writer().submit();
    await network.settle();
    await scene.answer(writer(), 'quillsecond', 'Change my answer');
    expect(await prisma.consultationAnswer.count()).toBe(1);
    await writer().press('See what I answered');
    expect(writer().form?.text).toContain('quillsecond');
    writer().dismiss();
    for (const [place, one] of others().slice(0, 4).entries()) await scene.answer(one, `word ${place}`);
    expect(last(pm)).not.toContain('[Read the answers]');
    await press(pm, 'Close now');
    await press(pm, 'Close it now');
    await pm.press('Read the answers');
    expect(pm.form?.text).toContain('“quillsecond”');
    expect(pm.form?.text).toContain('“word 3”');
    expect(pm.form?.text).not.toMatch(/quillfirst|Ann|Bob/);
    const rows = await prisma.consultationAnswer.findMany();
    expect(rows.map(({ consultedId }) => consultedId)).toEqual([null, null, null, null, null]);
    expect(JSON.stringify(rows)).not.toContain('quill');
    const opened = await prisma.audit.findFirstOrThrow({ where: { action: 'consultation-answers.read' } });
    expect(opened.about).toEqual([]);
  });
});
