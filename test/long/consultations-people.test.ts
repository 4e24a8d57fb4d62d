import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import type { Work } from '../../src/bot/feature.ts';
import * as operations from '../../src/features/consultations/operations.ts';
import { type Consultation, lockConsultation } from '../../src/features/consultations/store/consultations.ts';
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
  withNames,
} from '../features/consultations-scene.ts';
import { workIn } from '../messages/errands.ts';
import { guess, guessForm } from '../support/guess.ts';
import { homeOf } from '../support/homes.ts';

let scene: ConsultationScene;
const prisma = () => scene.network.database.prisma;
const consultedOf = async ({ name }: SimulatedPerson) =>
  (await prisma().consulted.findFirstOrThrow({ where: { member: { name } } })).id;
const memberOf = async ({ name }: SimulatedPerson) =>
  (await prisma().member.findFirstOrThrow({ where: { name } })).id;
const forget = async (person: SimulatedPerson) => {
  await guess(scene.network, person, 'members.forget-me', {});
  const then = (await scene.network.now()).getTime() + 8 * 86_400_000;
  await scene.network.travelTo(new Date(then).toISOString(), 24);
};
const closeByHand = async (pm = scene.pm) => {
  await scene.press(pm, 'Close now');
  await scene.press(pm, 'Close it now');
};
/** Whatever it is at: everybody's card and home are as they should be. */
const expectAudited = async () => {
  await scene.network.audit();
  expect(await prisma().finding.findMany()).toEqual([]);
};
const long = { 'Last day for answers': '2027-03-26' };

describe.each(PLATFORMS)('somebody who is asked, on %s', (on) => {
  const who = () => named(scene, on === 'slack' ? 'Ann' : 'Bob');

  it('with names is told so before, and read with their name at once', async () => {
    scene = await openConsultationScene({ peers: 2 });
    const { pm } = scene;
    await scene.send({ ...inWords, ...withNames });
    expect(last(who())).toContain('With your name: Priya Person, who runs this, reads what you answer');
    await who().press('Answer');
    expect(who().form?.text).toContain('With your name: Priya Person');
    await who().fill({ 'Your answer': 'quillnamed' });
    await who().submit();
    await scene.network.settle();
    expect(last(pm)).toContain('1 of 2 have answered.');
    await pm.press('Read the answers');
    expect(pm.form?.text).toContain(`${who().name}: quillnamed`);
    const opened = await prisma().audit.findFirstOrThrow({ where: { action: 'consultation-answers.read' } });
    expect(opened.about).toEqual([await memberOf(who())]);
    await who().say('privacy');
    await who().press('Who saw what about me');
    expect(who().form?.text).toContain('Priya Person read what people answered');
  });

  it('takes an answer back, or a "not today", until it closes', async () => {
    scene = await openConsultationScene({ peers: 5 });
    const { pm, press } = scene;
    await scene.send();
    await press(who(), 'Yes');
    expect(last(pm)).toContain('1 of 5 have answered.');
    await press(who(), 'Take it back');
    expect(last(pm)).toContain('0 of 5 have answered.');
    expect(await prisma().consultationAnswer.count()).toBe(0);
    expect(await homeOf(who())).toContain('Would that help you?');
    await expectAudited();
    await press(who(), 'Not today');
    await expectAudited();
    await press(who(), 'That was a mistake');
    expect(await homeOf(who())).toContain('Would that help you?');
    await press(who(), 'No');
    await who().press('See what I answered');
    expect(who().form?.text).toContain('No');
    who().dismiss();
    // A "not today" from a card of before takes nothing away.
    await guess(scene.network, who(), 'consultation.put-away', { consulted: await consultedOf(who()) });
    expect(await prisma().consultationAnswer.count()).toBe(1);
  });

  it('answers too late, and hears kindly that it has closed and what follows', async () => {
    scene = await openConsultationScene({ peers: 5 });
    const { network, press, pm } = scene;
    await scene.send(inWords);
    await who().press('Answer');
    await who().fill({ 'Your answer': 'quilllate' });
    await network.travelTo('2027-02-13T09:00:00Z', 12);
    // Nobody asked for a reminder.
    expect(rings(who())).toBe(1);
    await who().submit();
    await network.settle();
    const heard = who()
      .seen.map(({ text }) => text)
      .join('\n');
    expect(heard).toContain('This question has closed');
    expect(heard).toContain('It closed at the end of Fri 12 February. Thank you for looking');
    expect(heard).toContain('Priya Person tells everybody whom it went to what came of it.');
    expect(await prisma().consultationAnswer.count()).toBe(0);
    await network.travelTo('2027-02-15T10:00:00Z', 24);
    expect(all(pm)).toContain('Nobody answered, which says nothing about anyone.');
    expect(await homeOf(pm)).not.toContain('A new way to pay expenses');
    await scene.tellBack('We leave it as it is.');
    await press(pm, 'Send to 5 people');
    const consulted = await consultedOf(who());
    for (const route of ['consultation.open-answer', 'consultation.ask-again', 'consultation.put-away']) {
      const late = JSON.stringify(await guess(network, who(), route, { consulted }));
      expect(late).toContain('What came of it: We leave it as it is.');
    }
  });

  it('leaves the pool: is asked and reminded no more, what was answered stands, and coming back finds it again', async () => {
    scene = await openConsultationScene({ peers: 6 });
    const { network, press, pm } = scene;
    const other = named(scene, on === 'slack' ? 'Cat' : 'Dev');
    await scene.send({ ...digest, ...reminded });
    await press(other, 'Yes');
    for (const one of [who(), other]) await press(one, 'Leave the pool', await openPool(one));
    await network.settle();
    expect(all(who())).toContain('nothing is needed from you here');
    expect(await homeOf(who())).not.toContain('Would that help you?');
    await expectAudited();
    const consulted = await consultedOf(who());
    await guess(network, who(), 'consultation.choose', { consulted, choice: 0 });
    expect(await prisma().consultationAnswer.count()).toBe(1);
    const before = rings(who());
    await network.travelTo('2027-02-09T12:00:00Z');
    expect(rings(who())).toBe(before);
    expect(all(pm)).toContain('1 of 6 have answered.');
    await press(who(), 'Join the peer pool', await openPool(who()));
    await network.settle();
    expect(await homeOf(who())).toContain('Would that help you?');
    expect(rings(who())).toBe(before);
    await press(who(), 'No');
    expect(all(pm)).toContain('2 of 6 have answered.');
    await closeByHand();
    await scene.tellBack();
    // The other one has left.
    await press(pm, 'Send to 5 people');
    expect(all(other)).not.toContain('You said, we did');
    expect(all(who())).toContain('You said, we did');
    await expectAudited();
  });

  it('leaves the pool once it has closed: what came of it does not come to them, and with nobody left it is told to nobody', async () => {
    scene = await openConsultationScene({ peers: 2 });
    const { network, press, pm } = scene;
    const other = scene.peers.find((one) => one !== who()) as SimulatedPerson;
    await scene.send({ ...digest, ...withNames });
    await press(who(), 'Yes');
    await closeByHand();
    await scene.tellBack();
    expect(all(pm)).toContain('This goes to 2 people, whom you asked.');
    await press(who(), 'Leave the pool', await openPool(who()));
    expect(all(pm)).toContain('This goes to 1 person, whom you asked.');
    await press(other, 'Leave the pool', await openPool(other));
    expect(all(pm)).toContain('Everybody whom it went to has left since');
    expect(last(pm)).not.toContain('[Send to');
    const { id: consultation } = await prisma().consultation.findFirstOrThrow();
    await guess(network, pm, 'consultation.tell', { consultation });
    await network.settle();
    for (const one of scene.peers) expect(all(one)).not.toContain('You said, we did');
  });
});

/** The page on which one joins and leaves it. */
async function openPool(person: SimulatedPerson): Promise<string> {
  await person.command('availability');
  return 'Call-outs';
}

describe('what nobody is told', () => {
  it('fewer than five answers without names are never shown, before it closes or after, and no list says who has not answered', async () => {
    scene = await openConsultationScene({ peers: 6 });
    const { network, pm, press } = scene;
    await scene.send(inWords);
    for (const one of scene.peers.slice(0, 4)) await scene.answer(one, 'quillfew');
    const { id: consultation } = await prisma().consultation.findFirstOrThrow();
    const read = async () =>
      JSON.stringify(await guess(network, pm, 'consultation.answers', { consultation }));
    expect(await read()).toContain('Fewer than five answers: not shown');
    await scene.answer(scene.peers[4] as SimulatedPerson, 'quillfew');
    expect(await read()).toContain('you can read them all together once it has closed');
    await press(pm, 'Close now');
    expect(last(pm)).toContain('Nobody can answer after that');
    await press(pm, 'Not yet');
    expect((await prisma().consultation.findFirstOrThrow()).state).toBe('open');
    await press(scene.peers[4] as SimulatedPerson, 'Take it back');
    await closeByHand();
    expect(last(pm)).toContain('Fewer than five answers: not shown');
    expect(await read()).not.toContain('quillfew');
    expect(await prisma().audit.count({ where: { action: 'consultation-answers.read' } })).toBe(0);
    expect(pm.seen.map(({ text }) => text).join('\n')).not.toMatch(/Ann|Bob|Cat|Dev|Eli|Fay/);
  });

  it('somebody whom it did not go to can open and do nothing, whatever they press', async () => {
    scene = await openConsultationScene({ peers: 5 });
    const { network } = scene;
    await scene.send(inWords);
    const [ann, bob] = [named(scene, 'Ann'), named(scene, 'Bob')];
    await scene.answer(ann, 'quillhers');
    const consulted = await consultedOf(ann);
    for (const route of ['open-answer', 'own-answer', 'put-away', 'ask-again', 'outcome-read'])
      expect(JSON.stringify(await guess(network, bob, `consultation.${route}`, { consulted }))).toContain(
        'That card was for somebody else',
      );
    await guessForm(network, bob, 'consultation.answer', { consulted }, { words: 'quillhis' });
    expect(await prisma().consultationAnswer.count()).toBe(1);
    const dot = network.slack.person('U-DOT', { name: 'Dot Other' });
    await network.enrol(dot);
    await prisma().roleGrant.create({
      data: { memberId: await memberOf(dot), role: 'coordinator', startsAt: new Date('2027-01-01') },
    });
    const { id: consultation } = await prisma().consultation.findFirstOrThrow();
    for (const route of ['answers', 'outcome', 'close', 'take-back', 'ask-close'])
      expect(JSON.stringify(await guess(network, dot, `consultation.${route}`, { consultation }))).toContain(
        'That’s with somebody else',
      );
  });

  it('more answers than a page holds are read page by page, each once', async () => {
    scene = await openConsultationScene({ peers: 5 });
    const { network, pm } = scene;
    await scene.send(inWords);
    for (const [place, one] of scene.peers.entries()) await scene.answer(one, `real ${place}`);
    const consultation = await prisma().consultation.findFirstOrThrow();
    const { id: consultationId } = consultation;
    const extra = Array.from({ length: 20 }, () => randomUUID());
    await network.database.transaction(async (tx) => {
      for (const id of extra) {
        const at = { member: '00000000-0000-0000-0000-000000000000', table: 'consultation_answer' } as const;
        const words = await network.vault.seal(tx, { ...at, column: 'words_sealed', row: id }, `more ${id}`);
        const { toColumn } = await import('../../src/store/seal.ts');
        await tx.consultationAnswer.create({ data: { id, consultationId, wordsSealed: toColumn(words) } });
      }
    });
    await closeByHand();
    await pm.press('Read the answers');
    let read = pm.form?.text ?? '';
    for (const label of ['Show the next 10', 'Show the next 5']) {
      await pm.press(label);
      read += pm.form?.text ?? '';
    }
    expect(extra.every((id) => read.includes(`more ${id}`))).toBe(true);
    expect(read.match(/real \d/g)?.sort()).toEqual(['real 0', 'real 1', 'real 2', 'real 3', 'real 4']);
  });
});

describe('whoever runs it', () => {
  /** Mo is a project manager beside the coordinator, and writes. */
  async function openWithMo(values: Record<string, string>): Promise<SimulatedPerson> {
    scene = await openConsultationScene({ peers: 5 });
    const { network } = scene;
    const mo = network.teams.person('t-Mo', { name: 'Mo Manager' });
    await network.enrol(mo);
    await prisma().roleGrant.create({
      data: { memberId: await memberOf(mo), role: 'project-manager', startsAt: new Date('2027-01-01') },
    });
    await mo.openHome();
    await mo.press('Write to the pool');
    await mo.fill(values);
    await mo.submit();
    await network.settle();
    await scene.press(mo, 'Send to 5 people');
    return mo;
  }

  it('loses the role: nothing of it is theirs any more, a coordinator gives it on, and everybody’s card says who reads it now', async () => {
    const mo = await openWithMo({ ...inWords, ...withNames });
    const { network, pm, press } = scene;
    const ann = named(scene, 'Ann');
    await scene.answer(ann, 'quillfirst');
    expect(last(ann)).toContain('With your name: Mo Manager');
    await pm.command('roles');
    await pm.press('End Mo Manager’s role as project manager');
    await press(pm, 'Yes, end it');
    const { id: consultation } = await prisma().consultation.findFirstOrThrow();
    expect(JSON.stringify(await guess(network, mo, 'consultation.answers', { consultation }))).not.toContain(
      'quillfirst',
    );
    expect(await homeOf(mo)).not.toContain('A new way to pay expenses');
    const dot = network.slack.person('U-DOT', { name: 'Dot Other' });
    await network.enrol(dot);
    await prisma().roleGrant.create({
      data: { memberId: await memberOf(dot), role: 'coordinator', startsAt: new Date('2027-01-01') },
    });
    const left = pm.chat.findLast((text) => text.includes('is still open')) ?? '';
    expect(left).toContain('To the peer pool: “A new way to pay expenses”, open for answers');
    const label = /\[(Give to somebody: To the peer pool[^\]]*)\]/.exec(left)?.[1] ?? '';
    await pm.press(label);
    await pm.fill({ 'Who takes it over': 'Ann Person' });
    await pm.submit();
    expect(JSON.stringify(pm.form?.errors)).toContain(
      'Only project managers and coordinators write to the pool',
    );
    await pm.fill({ 'Who takes it over': 'Dot Other' });
    await pm.submit();
    await network.settle();
    expect(await homeOf(dot)).toContain('Your words to the pool: A new way to pay expenses');
    expect(all(ann)).toContain('With your name: Dot Other');
    expect(all(ann)).not.toContain('With your name: Mo Manager');
    await dot.press('Read the answers', 'Your words to the pool');
    expect(dot.form?.text).toContain('Ann Person: quillfirst');
  });

  it('is forgotten: it goes to somebody else who may, who hears of it', async () => {
    const mo = await openWithMo({ ...digest, ...long });
    await forget(mo);
    expect((await prisma().consultation.findFirstOrThrow()).ownerId).toBe(await memberOf(scene.pm));
    expect(all(scene.pm)).toContain('A question to the pool is yours now');
    expect(all(named(scene, 'Bob'))).toContain('Priya Person, who runs this, reads all answers together');
    await scene.press(named(scene, 'Bob'), 'Yes');
    expect(all(scene.pm)).toContain('1 of 5 have answered.');
  });

  it('hears of the quiet quarter once for all who may write, and no more once somebody writes', async () => {
    const mo = await openWithMo(digest);
    const { network, pm, press } = scene;
    await network.travelTo('2027-05-20T10:00:00Z', 24);
    for (const one of [pm, mo]) expect(await homeOf(one)).toContain('three months since the pool last heard');
    const late = network.slack.person('U-LATE', { name: 'Lou Late' });
    await network.enrol(late);
    await pm.command('roles');
    await pm.press('Give someone a role');
    await pm.fill({ Who: 'Lou Late', Role: 'Project manager' });
    await pm.submit();
    await press(pm, 'Yes, give the role');
    expect(await homeOf(late)).toContain('three months since the pool last heard');
    await expectAudited();
    await scene.send({ ...digest, 'Last day for answers': '2027-05-28' });
    for (const one of [pm, mo, late]) expect(await homeOf(one)).not.toContain('three months since');
  });
});

describe('what is kept', () => {
  it.each(PLATFORMS)(
    'an answer without a name goes with whoever gave it, on %s, and the count with it',
    async (on) => {
      scene = await openConsultationScene({ peers: 6 });
      await scene.send({ ...inWords, ...long });
      const who = named(scene, on === 'slack' ? 'Ann' : 'Bob');
      for (const one of scene.peers) await scene.answer(one, `quill ${one.name}`);
      await forget(who);
      expect(await prisma().consultationAnswer.count()).toBe(5);
      expect(await prisma().consulted.count()).toBe(5);
      await scene.pm.openHome();
      await closeByHand();
      expect(all(scene.pm)).toContain('5 of 6 have answered.');
      await scene.pm.press('Read the answers');
      expect(scene.pm.form?.text).not.toContain(`quill ${who.name}`);
    },
  );

  it('answers for 90 days after it closed, with what says whose they are; what was written for two years', async () => {
    scene = await openConsultationScene({ peers: 5 });
    await scene.send(inWords);
    for (const one of scene.peers) await scene.answer(one, 'quillkept');
    await closeByHand();
    const closedAt = (days: number) =>
      scene.network.now().then((now) => new Date(now.getTime() - days * 86_400_000));
    const purge = async (days: number) => {
      await prisma().consultation.updateMany({ data: { closedAt: await closedAt(days) } });
      await prisma().meta.deleteMany({ where: { key: { startsWith: 'retention.' } } });
      await scene.network.settle();
      return [
        await prisma().consultationAnswer.count(),
        await prisma().consulted.count({ where: { answerSealed: { not: null } } }),
        await prisma().consultation.count(),
      ];
    };
    expect(await purge(89)).toEqual([5, 5, 1]);
    expect(await purge(91)).toEqual([0, 0, 1]);
    await scene.pm.press('Read the answers');
    expect(scene.pm.form?.text).toContain(
      'Answers are deleted 90 days after it closed, as people were told.',
    );
    const ann = named(scene, 'Ann');
    await ann.press('See what I answered');
    expect(ann.form?.text).toContain('It isn’t kept any more.');
    expect(await purge(729)).toEqual([0, 0, 1]);
    expect(await purge(731)).toEqual([0, 0, 0]);
    expect(await prisma().consulted.count()).toBe(0);
  });

  it('everybody has what was written to them, and what they answered, in what they may take with them', async () => {
    scene = await openConsultationScene({ peers: 5 });
    await scene.send(inWords);
    const [ann, bob] = [named(scene, 'Ann'), named(scene, 'Bob')];
    await scene.answer(ann, 'quillmine');
    await scene.answer(bob, 'quilltheirs');
    const { consultations } = await import('../../src/features/consultations/handlers/feature.ts');
    const member = await memberOf(ann);
    const { vault, database } = scene.network;
    const own = await database.transaction((tx) =>
      Promise.resolve(consultations.privacy?.export?.({ tx, vault } as never, member)),
    );
    expect(JSON.stringify(own)).toContain('quillmine');
    expect(JSON.stringify(own)).not.toContain('quilltheirs');
  });
});

it('a pool of hundreds is written to, reminded, closed and told in as many statements as one of five', async () => {
  const counted: number[][] = [];
  for (const size of [5, 400]) {
    scene = await openConsultationScene({ peers: 5 });
    const { network } = scene;
    const at = await network.now();
    const ids = Array.from({ length: size - 5 }, () => randomUUID());
    await prisma().member.createMany({
      data: ids.map((id) => ({ id, name: `Peer ${id}`, standing: 'member', createdAt: at })),
    });
    await prisma().profile.createMany({
      data: ids.map((memberId) => ({ memberId, confirmed: ['peer'], updatedAt: at })),
    });
    await prisma().poolPeer.createMany({ data: ids.map((memberId) => ({ memberId, joinedAt: at })) });
    await prisma().account.createMany({
      data: ids.map((id) => ({
        memberId: id,
        platform: 'slack',
        workspace: 'T-PAPER',
        externalUser: id,
        lastSeenAt: at,
      })),
    });
    await scene.write();
    const { id: consultation } = await prisma().consultation.findFirstOrThrow();
    const does = workIn(network, []);
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    const costs: number[] = [];
    const count = (run: (work: Work, at: Consultation) => Promise<unknown>) =>
      does(async (work) => {
        const locked = await lockConsultation(work.tx, consultation);
        spy.mockClear();
        await run(work, locked as Consultation);
        costs.push(spy.mock.calls.length);
      });
    await count(operations.sendConsultation);
    await count(operations.remind);
    await count(operations.closeConsultation);
    await prisma().consultation.updateMany({ data: { outcome: 'So be it.' } });
    await count(operations.tellBack);
    await count(operations.untellBack);
    spy.mockRestore();
    expect(await prisma().consulted.count()).toBe(size);
    counted.push(costs);
  }
  expect(counted[1]).toEqual(counted[0]);
}, 120_000);
