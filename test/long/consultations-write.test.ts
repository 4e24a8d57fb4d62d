import { describe, expect, it } from 'vitest';
import {
  all,
  type ConsultationScene,
  digest,
  inWords,
  last,
  named,
  openConsultationScene,
  PLATFORMS,
  rings,
  withNames,
} from '../features/consultations-scene.ts';
import { guess, guessForm } from '../support/guess.ts';
import { homeOf } from '../support/homes.ts';

let scene: ConsultationScene;
const found = () => scene.network.database.prisma.consultation.findFirstOrThrow();

describe.each(PLATFORMS)('a text to the pool is written, by somebody on %s', (on) => {
  it('all that is to be mended is said at once, and what was typed stays; a draft survives, and is changed', async () => {
    scene = await openConsultationScene({ pm: on, peers: 5 });
    const { pm } = scene;
    await pm.command('availability write');
    expect(pm.form?.text).toMatch(/Samaritans 116\s123/);
    expect(pm.form?.text).toContain('Your organisation’s IT team');
    await pm.fill({
      ...digest,
      'Choices, one a line': 'Yes',
      'Last day for answers': '2027-02-01',
    });
    await pm.submit();
    expect(pm.form?.errors).toEqual({
      'Choices, one a line': expect.stringContaining('a second choice'),
      'Last day for answers': expect.stringContaining('a day after today'),
    });
    const tries = async (values: Record<string, string>) => {
      await pm.fill(values);
      await pm.submit();
      return pm.form?.errors ?? {};
    };
    expect(await tries({ 'Choices, one a line': 'Yes\nyes', 'Last day for answers': '2029-02-01' })).toEqual({
      'Choices, one a line': 'Two of these are the same.',
      'Last day for answers': expect.stringContaining('within a year'),
    });
    expect(await tries({ 'Choices, one a line': 'a\nb\nc\nd\ne\nf\ng', 'Last day for answers': '' })).toEqual(
      {
        'Choices, one a line': expect.stringContaining('6 choices'),
        'Last day for answers': expect.stringContaining('the last day for answers'),
      },
    );
    expect(
      await tries({
        'Choices, one a line': `${'x'.repeat(76)}\ny`,
        'One question back, if you like': '',
        'Last day for answers': '2027-02-12',
      }),
    ).toEqual({
      'Choices, one a line': expect.stringContaining('75 characters'),
      'One question back, if you like': expect.stringContaining('the question that these choices answer'),
      'Last day for answers': expect.stringContaining('There is no question'),
    });
    expect(await tries({ ...digest, 'What is it about?': '  ' })).toEqual({
      'What is it about?': 'Please fill this in.',
    });
    await pm.fill(digest);
    await pm.submit();
    await scene.network.settle();
    expect(scene.peers.map(rings)).toEqual(scene.peers.map(() => 0));
    await scene.network.travelTo('2027-02-05T10:00:00Z', 24);
    expect(await homeOf(pm)).toContain('Your words to the pool, before they go');
    await scene.press(pm, 'Change');
    expect(pm.form?.text).toContain('A new way to pay expenses');
    await pm.fill({ 'What is it about?': 'Another title' });
    await pm.submit();
    await scene.network.settle();
    expect(all(pm)).toContain('Another title');
    expect(await scene.network.database.prisma.consultation.count()).toBe(1);
    await scene.network.travelTo('2027-02-15T10:00:00Z', 24);
    await scene.press(pm, 'Send to 5 people');
    expect(all(pm)).toContain('The last day for answers has passed');
    expect((await found()).state).toBe('draft');
    await pm.openHome();
    await scene.press(pm, 'Throw away');
    expect(all(pm)).toContain('Thrown away');
    expect(await scene.network.database.prisma.consultation.count()).toBe(0);
    expect(scene.peers.map(rings)).toEqual(scene.peers.map(() => 0));
  });

  it('at the length of every limit: the preview, the card, the answers and what came of it arrive whole', async () => {
    scene = await openConsultationScene({ pm: on, peers: 2 });
    const { pm, press } = scene;
    const choices = Array.from({ length: 6 }, (_, place) => `${place}${'c'.repeat(74)}`);
    await scene.send({
      'What is it about?': 't'.repeat(120),
      'What’s new': `${'n'.repeat(2_990)} END-NEWS`,
      'One question back, if you like': `${'q'.repeat(290)} END-QUEST`.slice(0, 300),
      'Choices, one a line': choices.join('\n'),
      'Last day for answers': '2027-02-12',
      ...withNames,
    });
    for (const one of scene.peers) {
      expect(last(one)).toContain('END-NEWS');
      expect(last(one)).toContain('END-QUEST');
      expect(await homeOf(one)).toContain('END-NEWS');
    }
    await press(named(scene, 'Bob'), choices[5] ?? '');
    await press(pm, 'Close now');
    await press(pm, 'Close it now');
    await pm.press('Read the answers');
    expect(pm.form?.text).toContain(`${choices[5]}: 1`);
    expect(pm.form?.text).toContain('Bob Person');
    pm.dismiss();
    await scene.tellBack(`${'o'.repeat(2_980)} END-OUTCOME`);
    expect(all(pm)).toContain('END-OUTCOME');
    await press(pm, 'Send to 2 people');
    for (const one of scene.peers) expect(last(one)).toContain('END-OUTCOME');
    expect([...scene.network.slack.refusals, ...scene.network.teams.refusals]).toEqual([]);
  });
});

describe('whom it goes to', () => {
  it('nobody, where nobody is in the pool: said kindly, and nothing is sent', async () => {
    scene = await openConsultationScene({ peers: 0 });
    await scene.write();
    expect(last(scene.pm)).toContain('Nobody else is in the peer pool just now');
    expect(last(scene.pm)).not.toContain('[Send');
    const { id } = await found();
    await guess(scene.network, scene.pm, 'consultation.send', { consultation: id });
    expect((await found()).state).toBe('draft');
  });

  it('one person, with their name or without a question: without names fewer than five are never asked', async () => {
    scene = await openConsultationScene({ peers: 1 });
    const { pm, press } = scene;
    const ann = named(scene, 'Ann');
    await scene.write(inWords);
    expect(last(pm)).toContain('They’re fewer than five, so without names you could never be shown');
    expect(last(pm)).not.toContain('[Send');
    const { id } = await found();
    await guess(scene.network, pm, 'consultation.send', { consultation: id });
    expect((await found()).state).toBe('draft');
    expect(await scene.network.database.prisma.consulted.count()).toBe(0);
    await press(pm, 'Change');
    await pm.fill(withNames);
    await pm.submit();
    await scene.network.settle();
    expect(last(pm)).toContain('This goes to 1 person in the peer pool.');
    await press(pm, 'Send to 1 person');
    await scene.answer(ann, 'quillone');
    expect(last(pm)).toContain('1 of 1 has answered.');
    await pm.press('Read the answers');
    expect(pm.form?.text).toContain('Ann Person: quillone');
  });

  it('everybody but who writes it and who takes a break; without a question it asks nothing, and is over with the ten minutes', async () => {
    scene = await openConsultationScene({ peers: 3 });
    const { pm, network, press } = scene;
    const { prisma } = network.database;
    const member = await prisma.member.findFirstOrThrow({ where: { name: 'Cat Person' } });
    await prisma.member.update({ where: { id: member.id }, data: { pausedUntil: new Date('2027-06-01') } });
    const news = { 'What is it about?': 'Spring news', 'What’s new': 'We have moved.' };
    await scene.write(news);
    expect(last(pm)).toContain('Beneath it: [Thank you, read]');
    await press(pm, 'Send to 2 people');
    expect(all(named(scene, 'Cat'))).not.toContain('Spring news');
    expect(last(named(scene, 'Ann'))).toContain('We have moved.');
    expect(await homeOf(named(scene, 'Bob'))).toContain('We have moved.');
    expect(last(named(scene, 'Bob'))).toContain('From Priya Person.');
    const { id: consulted } = await prisma.consulted.findFirstOrThrow({
      where: { member: { name: 'Bob Person' } },
    });
    expect(
      JSON.stringify(await guess(network, named(scene, 'Bob'), 'consultation.open-answer', { consulted })),
    ).toContain('Nothing is asked here');
    await press(named(scene, 'Bob'), 'Thank you, read');
    expect(await homeOf(named(scene, 'Bob'))).not.toContain('We have moved.');
    await network.travelTo('2027-02-01T12:00:00Z');
    expect((await found()).state).toBe('closed');
    expect(last(pm)).toContain('It went to 2 people.');
    expect(await homeOf(pm)).not.toContain('Spring news');
    expect(await homeOf(named(scene, 'Ann'))).toContain('We have moved.');
    await network.travelTo('2027-02-16T12:00:00Z', 24);
    expect(await homeOf(named(scene, 'Ann'))).not.toContain('We have moved.');
  });
});

describe('a mistake', () => {
  it('is taken back within ten minutes, with what was answered, and the same words can be written again; later it can’t', async () => {
    scene = await openConsultationScene({ peers: 5 });
    const { pm, network, press } = scene;
    const { prisma } = network.database;
    await scene.send();
    await press(named(scene, 'Bob'), 'Yes');
    await press(pm, 'That was a mistake');
    expect(last(pm)).toContain('Taken back: A new way to pay expenses');
    for (const one of scene.peers) {
      expect(last(one)).toContain('This was sent by mistake');
      expect(await homeOf(one)).not.toContain('A new way to pay expenses');
    }
    expect(await prisma.consultationAnswer.count()).toBe(0);
    const { id: consulted } = await prisma.consulted.findFirstOrThrow({
      where: { member: { name: 'Bob Person' } },
    });
    const late = await guess(network, named(scene, 'Bob'), 'consultation.choose', { consulted, choice: 0 });
    expect(JSON.stringify(late)).toContain('This was sent by mistake');
    await press(pm, 'Write it again');
    expect(pm.form?.text).toContain('A new way to pay expenses');
    await pm.submit();
    await network.settle();
    await press(pm, 'Send to 5 people');
    await network.travelTo('2027-02-01T10:30:00Z');
    const { id } = await prisma.consultation.findFirstOrThrow({ where: { state: 'open' } });
    const back = await guess(network, pm, 'consultation.take-back', { consultation: id });
    expect(JSON.stringify(back)).toContain('It can’t be taken back any more');
    expect(await prisma.consultation.count({ where: { state: 'open' } })).toBe(1);
  });

  it('in what came of it is taken back within ten minutes, and told again in its place', async () => {
    scene = await openConsultationScene({ peers: 2 });
    const { pm, network, press } = scene;
    await scene.send({ ...digest, ...withNames });
    await press(named(scene, 'Ann'), 'Yes');
    await press(pm, 'Close now');
    await press(pm, 'Close it now');
    await scene.tellBack('Too soon.');
    await press(pm, 'Send to 2 people');
    await press(pm, 'That was a mistake');
    for (const one of scene.peers) {
      expect(last(one)).toContain('This was sent too soon');
      expect(await homeOf(one)).not.toContain('Too soon.');
    }
    await press(pm, 'Change');
    await pm.fill({ 'You said, we did': 'Now it is so.' });
    await pm.submit();
    await network.settle();
    await press(pm, 'Send to 2 people');
    expect(last(named(scene, 'Bob'))).toContain('Now it is so.');
    const { id } = await found();
    await network.travelTo('2027-02-01T11:00:00Z');
    const late = await guess(network, pm, 'consultation.untell', { consultation: id });
    expect(JSON.stringify(late)).toContain('It can’t be taken back any more');
    const again = await guess(network, pm, 'consultation.outcome', { consultation: id });
    expect(JSON.stringify(again)).toContain('That isn’t possible now');
  });

  it('of a finger: what is pressed twice is done once', async () => {
    scene = await openConsultationScene({ peers: 5 });
    const { pm, network } = scene;
    const { prisma } = network.database;
    await scene.write();
    const { id: consultation } = await found();
    const twice = (route: string) =>
      Promise.all([1, 2].map(() => guess(network, pm, route, { consultation })));
    await twice('consultation.send');
    await network.settle();
    expect(scene.peers.map(rings)).toEqual(scene.peers.map(() => 1));
    expect(await prisma.consulted.count()).toBe(5);
    const bob = named(scene, 'Bob');
    const { id: consulted } = await prisma.consulted.findFirstOrThrow({
      where: { member: { name: bob.name } },
    });
    await Promise.all(
      [0, 1].map((choice) => guess(network, bob, 'consultation.choose', { consulted, choice })),
    );
    await network.settle();
    expect(await prisma.consultationAnswer.count()).toBe(1);
    await twice('consultation.close');
    await guessForm(network, pm, 'consultation.outcome-written', { consultation }, { outcome: 'So be it.' });
    await twice('consultation.tell');
    await network.settle();
    expect(scene.peers.map(rings)).toEqual(scene.peers.map(() => 2));
    expect(await prisma.audit.count({ where: { action: { startsWith: 'consultation.' } } })).toBe(3);
  });
});
