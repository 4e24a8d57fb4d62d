import { beforeAll, describe, expect, it } from 'vitest';
import {
  draft,
  everything,
  gathering,
  last,
  openScene,
  type Scene,
  screen,
  tick,
  twoTimes,
} from './forum-scene.ts';

let scene: Scene;
const TUE = 'Tue 16 March, 12:00';
const THU = 'Thu 18 March, 18:30';

beforeAll(async () => {
  scene = await openScene();
});

describe('a gathering of peers, from the first form to the next one', () => {
  it('D4 D16 shows the draft, and how many it goes to, before anything goes out', async () => {
    const { network, olu, ann, bob, cat } = scene;
    await draft(scene, gathering, { ...twoTimes, 'How many places are there?': '2' });
    expect(last(olu)).toContain('This goes to 5 people.');
    expect(last(olu)).toContain('90 minutes of learning, then 90 minutes of social time; come to either.');
    expect(everything(ann)).not.toContain('Spring gathering');
    await olu.press('Ask 5 people');
    await network.settle();
    for (const peer of [ann, bob, cat]) {
      expect(last(peer)).toMatch(/^When should we meet\?/);
      expect(last(peer)).toContain('Tick every time you could manage.');
    }
  });

  it('D14 takes every time that somebody could manage, and the organiser sees how many, never who', async () => {
    const { network, olu, ann, bob, cat } = scene;
    await tick(ann, TUE, THU);
    await tick(bob, THU);
    await tick(olu, TUE);
    await cat.press('Choose times');
    await cat.submit();
    expect(cat.form?.errors['Which of these could you manage?']).toContain('Please tick at least one');
    cat.dismiss();
    await cat.press('None of these work for me');
    await network.settle();
    expect(screen(olu, 'None of these work: 1')).toContain('Answered: 4');
    await cat.fill({ 'What usually works for you?': ['Weekday mornings', 'Online rather than in a room'] });
    await cat.submit();
    const card = screen(olu, 'None of these work: 1');
    expect(card).toContain(`Suggested: 2 can come.\n[Choose ${TUE}]`);
    expect(card).toContain(`\n2 can come.\n[Choose ${THU}]`);
    expect(card.match(new RegExp(TUE, 'g'))).toHaveLength(1);
    for (const name of ['Ann', 'Bob', 'Cat']) expect(card).not.toContain(name);
    expect(screen(cat, 'your answer is in')).toContain('That counts');
  });

  it('D14 announces the chosen time after a second screen, and closes the vote', async () => {
    const { network, olu, ann, bob, cat } = scene;
    await olu.press(`Choose ${TUE}`);
    expect(last(olu)).toContain('This goes to 5 people.');
    await olu.press('Announce to 5 people');
    await network.settle();
    for (const peer of [ann, bob, cat]) {
      const card = screen(peer, 'Spring gathering: ');
      expect(card).toContain(`Spring gathering: ${TUE}, Southside Community Centre`);
      expect(card).toContain('Peers only. Nobody gets a list of who came. Nothing goes to managers.');
      expect(card).toContain('Learning 12:00 to 13:30, social 13:30 to 15:00.');
      expect(screen(peer, 'A time has been chosen')).not.toContain('[Choose times]');
    }
    const outcomes = await network.database.prisma.forumOutcome.findMany();
    expect(outcomes.filter(({ leftOut }) => leftOut)).toHaveLength(2);
    expect(outcomes).toHaveLength(4);
  });

  it('D16 takes an answer for each part, and keeps a waiting list that moves by itself', async () => {
    const { network, olu, ann, bob, cat } = scene;
    await ann.press('Both parts');
    await bob.press('Learning');
    await cat.press('Social');
    await olu.press('Both parts');
    await network.settle();
    expect(screen(ann, 'You’re coming')).toContain('to both parts');
    expect(screen(cat, 'you’re next on the waiting list')).not.toContain('Add to my calendar');
    expect(screen(olu, 'waiting list, ')).toContain('1 person is before you');
    expect(screen(olu, 'Coming: ')).toContain('Coming: 2 of 2 places');
    expect(screen(olu, 'Coming: ')).toContain('On the waiting list: 2');
    await bob.press('Change my answer');
    await bob.press('Can’t make it');
    await network.settle();
    expect(last(bob)).toContain('you don’t have to say why');
    expect(screen(cat, 'There’s a place for you')).toContain('Tue 16 March, 13:30');
    expect(screen(cat, 'You’re coming to the social time')).not.toBe('');
    expect(screen(olu, 'you’re next on the waiting list')).not.toBe('');
  });

  it('keeps access needs sealed, for the organiser alone, and deletes them afterwards', async () => {
    const { network, olu, ann, cat } = scene;
    await ann.press('What I need to take part');
    expect(ann.form?.text).toContain(
      'Only Olu Organiser reads this, and whoever organises it after them only if you say yes.',
    );
    expect(ann.form?.text).toContain('Samaritans 116\u00a0123');
    await ann.fill({
      'I need': ['Step-free access'],
      'Something else, or more about it': 'a chair near the door',
      'May Olu Organiser see your name with it?': 'No, only what is needed',
    });
    await ann.submit();
    await network.settle();
    const { id } = await scene.event();
    const refused = await scene.guess(cat, 'forum.read-needs', { event: id });
    expect(refused).toMatchObject({ kind: 'say', message: { card: { title: 'That is for organisers' } } });
    await olu.press('Read what is needed');
    expect(olu.form?.text).toContain('a chair near the door');
    expect(olu.form?.text).not.toContain('Ann');
    const stored = JSON.stringify([
      await network.database.prisma.forumNeed.findMany(),
      await network.database.prisma.outbox.findMany({ select: { payload: true } }),
      network.logs,
    ]);
    expect(stored).not.toContain('chair near');
  });

  it('D7 keeps an agenda that everybody who is invited can read', async () => {
    const { olu, ann } = scene;
    await olu.press('Agenda', 'Can’t make it: 1');
    await olu.fill({ Kind: 'Invited speaker', 'What about?': 'Into Work', 'Who presents it?': 'Sam' });
    await olu.submit();
    expect(Object.values(olu.form?.errors ?? {}).join()).toContain('minutes');
    await olu.fill({ Minutes: '30' });
    await olu.submit();
    await ann.command('forum');
    await ann.press('Agenda');
    expect(ann.form?.text).toContain('Invited speaker, 30 minutes: Into Work, with Sam');
  });

  it('gives a note for an employer, with focus and outcomes, and sends it to nobody', async () => {
    const { ann, mia } = scene;
    await ann.press('A note for my employer');
    expect(ann.form?.text).toContain('Its focus: To talk about lone working');
    expect(ann.form?.text).toContain('What I’ll bring back: Three ways to stay safe');
    expect(ann.form?.submit).toBeUndefined();
    expect(everything(mia)).not.toContain('lone working');
  });

  it('tells all when it moves, keeps their places, and says words where there is no web address', async () => {
    const { network, olu, ann, bob, cat } = scene;
    await ann.press('Add to my calendar', 'You’re coming');
    expect(last(ann)).toContain('Title: Meeting (private)');
    await olu.press('Move it');
    await olu.fill({ Day: '2027-01-02' });
    await olu.submit();
    expect(olu.form?.errors.Day).toContain('still to come');
    await olu.fill({ Day: '2027-03-17' });
    await olu.submit();
    expect(last(olu)).toContain('This goes to 5 people.');
    await olu.press('Move it and tell 5 people');
    await network.settle();
    for (const peer of [ann, bob, cat]) expect(last(peer)).toMatch(/^Moved: Spring gathering: Wed 17 March/);
    expect(last(bob)).toContain('[Both parts]');
    expect(last(ann)).toContain('It was Tue 16 March, 12:00.');
    expect(last(ann)).toContain('You’re coming to both parts');
    expect(screen(ann, 'This has changed')).not.toContain('[Change my answer]');
    expect((await scene.event()).sequence).toBe(1);
  });

  it('reminds the day before and an hour before their own part, and nobody who waits', async () => {
    const { network, olu, ann, bob, cat } = scene;
    await network.travelTo('2027-03-16T10:01:00Z', 500);
    expect(last(ann)).toMatch(/^Coming up: Spring gathering: Wed 17 March, 12:00/);
    await network.travelTo('2027-03-17T11:01:00Z', 12);
    expect(last(ann)).toMatch(/^Soon: Spring gathering/);
    expect(last(cat)).not.toMatch(/^Soon/);
    await network.travelTo('2027-03-17T12:31:00Z');
    expect(last(cat)).toMatch(/^Soon: Spring gathering: Wed 17 March, 13:30/);
    expect(everything(bob)).not.toContain('Soon: ');
    expect(olu.chat.join('\n')).not.toContain('Soon: ');
  });

  it('D12 asks those who came what next, and shows it when the next meeting is made', async () => {
    const { network, olu, ann, bob } = scene;
    await network.travelTo('2027-03-17T15:05:00Z');
    expect(await network.database.prisma.forumNeed.count()).toBe(0);
    expect(last(ann)).toMatch(/^What next, after Spring gathering\?/);
    expect(last(bob)).toMatch(/^This is over/);
    await ann.press('Not today');
    await ann.press('Write something after all');
    expect(ann.form?.text).toContain('Organisers who are peers read this without your name');
    await ann.submit();
    expect(Object.values(ann.form?.errors ?? {}).join()).toContain('few words');
    await ann.fill({ 'What would you like to discuss with others?': 'supervision by the river' });
    await ann.submit();
    await network.settle();
    await olu.command('forum new');
    expect(olu.form?.text).toContain('To discuss: supervision by the river');
    expect(olu.form?.text).not.toContain('Ann');
    await olu.fill({ ...gathering, 'Which of these does it take up?': ['1. supervision by the river'] });
    await olu.submit();
    expect(olu.form?.text).toContain('The last meetings: Wednesday lunchtime');
    expect(olu.form?.text).toContain('weekday mornings (1)');
    await olu.fill({ 'First day': '2027-03-25', 'First time': '10:00' });
    await olu.submit();
    await network.settle();
    await olu.press('Announce to 5 people');
    await olu.command('forum new');
    expect(olu.form?.text).not.toContain('supervision');
    olu.dismiss();
    const { outbox, forumFeedback } = network.database.prisma;
    const stored = JSON.stringify([
      await outbox.findMany({ select: { payload: true } }),
      await forumFeedback.findMany(),
    ]);
    expect(stored + JSON.stringify(network.logs)).not.toContain('by the river');
  });

  it('forgets who was invited and who came after two weeks', async () => {
    const { network } = scene;
    await network.travelTo('2027-04-01T10:00:00Z', 500);
    const { forumInvitation, forumFeedback } = network.database.prisma;
    const first = { event: { startsAt: { lt: new Date('2027-03-18T00:00:00Z') } } };
    expect(await forumInvitation.count({ where: first })).toBe(0);
    expect(await forumFeedback.count()).toBe(0);
    expect(await network.database.prisma.forumOutcome.count()).toBe(4);
  });
});
