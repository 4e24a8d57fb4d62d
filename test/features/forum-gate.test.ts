import { beforeAll, describe, expect, it } from 'vitest';
import {
  beKinds,
  draft,
  everything,
  gathering,
  last,
  openScene,
  type Scene,
  screen,
  tick,
  tuesday,
  twoTimes,
} from './forum-scene.ts';

let scene: Scene;
const wholeScreen = (reply: object): string => JSON.stringify(reply);

beforeAll(async () => {
  scene = await openScene({ publicUrl: 'https://peers.example' });
});

/** Every button that carries an event, pressed by somebody who was never shown it. */
const PRESSES: [route: string, more: object][] = [
  ...['ask', 'take-back', 'start-move', 'ask-cancel', 'cancel', 'restore', 'change-what', 'change-when'].map(
    (route): [string, object] => [`forum.${route}`, {}],
  ),
  ...['discard', 'change-agenda', 'read-needs', 'choose-times', 'none', 'reconsider', 'see-agenda'].map(
    (route): [string, object] => [`forum.${route}`, {}],
  ),
  ...['calendar', 'note', 'tell-needs', 'give-feedback'].map((route): [string, object] => [
    `forum.${route}`,
    {},
  ]),
  ['forum.hat', { hat: 'peer' }],
  ['forum.answer', { parts: 'both' }],
  ['forum.answer', { parts: 'both', public: true }],
  ['forum.not-today', { about: 'times' }],
];

describe('D4 the audience gate', () => {
  it('D4 lets only organisers set up a meeting, and only peers one for peers', async () => {
    const { network, olu, ann } = scene;
    await ann.command('forum new');
    expect(last(ann)).toContain('That is for organisers');
    await beKinds(network, olu, ['manager']);
    await olu.command('forum new');
    await olu.fill(gathering);
    await olu.submit();
    expect(olu.form?.errors['For whom?']).toContain('set up by a peer');
    await olu.fill({ 'Minutes of learning': 'lots' });
    await olu.submit();
    expect(olu.form?.errors['Minutes of learning']).toContain('whole number');
    await beKinds(network, olu, ['paid-peer']);
    await olu.fill({ 'Minutes of learning': '90' });
    await olu.submit();
    expect(olu.form?.title).toContain('when');
    await olu.fill({ 'First day': '2027-01-01', 'First time': '12:00', 'Second day': '2027-03-18' });
    await olu.submit();
    expect(olu.form?.errors).toEqual({
      'First day': 'Please choose a time that is still to come.',
      'Second time': 'Please give the time as well.',
    });
    await olu.fill({ ...twoTimes });
    await olu.submit();
    await network.settle();
    await olu.press('Ask 5 people');
    await network.settle();
  });

  it('D4 shows managers nothing of it: no message, no list, no guessed button', async () => {
    const { mia, olu } = scene;
    const { id } = await scene.event();
    for (const [route, more] of PRESSES) {
      const known = await scene.guess(mia, route, { event: id, ...more });
      const unknown = await scene.guess(mia, route, {
        event: '00000000-0000-4000-8000-000000000000',
        ...more,
      });
      expect(known).toEqual(unknown);
      expect(wholeScreen(known)).not.toContain('Spring gathering');
    }
    expect(await scene.guess(mia, 'forum.cancel', { event: id })).toMatchObject({
      message: { card: { title: 'That is for organisers' } },
    });
    await mia.command('forum');
    await mia.openHome();
    expect(everything(mia)).not.toMatch(/gathering|peers only|lone working/i);
    expect(screen(olu, 'Asked: 5')).not.toBe('');
  });

  it('D4 asks somebody who is both, in private, in which role they come; nothing is told before', async () => {
    const { network, pat } = scene;
    const { id } = await scene.event();
    expect(last(pat)).toContain('you’re both a peer and a manager');
    expect(everything(pat)).not.toContain('gathering');
    for (const [route, more] of PRESSES.filter(([route]) => route !== 'forum.hat')) {
      const reply = await scene.guess(pat, route, { event: id, ...more });
      expect(wholeScreen(reply)).not.toContain('Spring gathering');
    }
    await pat.press('As a manager');
    await network.settle();
    expect(last(pat)).toContain('you’ll hear no more about it');
    expect(wholeScreen(await scene.guess(pat, 'forum.choose-times', { event: id }))).not.toContain(
      'gathering',
    );
    await pat.press('That was a mistake');
    await network.settle();
    expect(last(pat)).toContain('When should we meet?');
    await tick(pat, 'Tue 16 March, 12:00');
    expect(last(pat)).toContain('your answer is in');
  });

  it('D4 judges at the moment of the press: a peer who became a manager sees nothing more', async () => {
    const { network, olu, ann, bob, cat } = scene;
    await tick(ann, 'Tue 16 March, 12:00');
    await tick(cat, 'Tue 16 March, 12:00');
    await beKinds(network, bob, ['manager']);
    const { id } = await scene.event();
    expect(await scene.guess(bob, 'forum.choose-times', { event: id })).toMatchObject({
      message: { card: { title: 'That isn’t open to you' } },
    });
    await olu.press('Choose Tue 16 March, 12:00');
    expect(last(olu)).toContain('This goes to 4 people');
    await olu.press('Announce to 4 people');
    await network.settle();
    expect(everything(bob)).not.toContain('Southside Community Centre\nPeers only');
    expect(screen(bob, 'Spring gathering: ')).toBe('');
    await beKinds(network, bob, ['paid-peer']);
  });

  it('D4 posts in a channel only after the organiser says that no manager is in it, and answers there in private', async () => {
    const { network, olu, bob, mia, cat } = scene;
    await olu.command('forum here');
    expect(last(olu)).toContain('Please type that in the channel');
    await cat.command('forum here Lounge', { channel: 'C-1' });
    expect(last(cat)).toContain('That is for organisers');
    await olu.mention('C-1', 'forum here Peers lounge');
    expect(last(olu)).toContain('I can post meetings in Peers lounge');
    expect(last(olu)).toContain('Others can see what you typed; you can delete it.');
    await olu.command('forum');
    await olu.press('Post in Peers lounge');
    expect(last(olu)).toContain('Is a manager in Peers lounge?');
    expect(network.slack.ledger.filter(({ user }) => user === '#C-1')).toHaveLength(0);
    await olu.press('No manager is in it: post');
    await network.settle();
    const posts = network.slack.ledger.filter(({ user }) => user === '#C-1');
    expect(posts).toHaveLength(1);
    expect(posts[0]?.text).toContain('Spring gathering');
    const { id } = await scene.event();
    const reply = await scene.guess(bob, 'forum.answer', { event: id, parts: 'both', public: true });
    expect(reply.kind).toBe('say');
    expect(await scene.guess(mia, 'forum.answer', { event: id, parts: 'both', public: true })).toMatchObject({
      message: { card: { title: 'That isn’t open to you' } },
    });
    await network.settle();
    expect(network.slack.ledger.filter(({ user }) => user === '#C-1')).toHaveLength(1);
    expect(screen(olu, 'Coming: 1')).not.toBe('');
  });

  it('tells the organiser when a channel cannot be written to', async () => {
    const { network, olu } = scene;
    await olu.command('forum here Old room', { channel: 'C-2' });
    await olu.command('forum');
    await olu.press('Post in Old room');
    // The organiser's own card and the post go out side by side.
    network.slack.fail({ kind: 'refused', times: 2 });
    await olu.press('No manager is in it: post');
    await network.settle();
    expect(screen(olu, 'I couldn’t post in Old room')).not.toBe('');
  });

  it('opens a calendar file only with its token, for whom it was made, as long as they may see it', async () => {
    const { network, cat, mia, olu } = scene;
    await cat.press('Social');
    await cat.press('Add to my calendar');
    const url = /https:\/\/peers\.example(\/calendar\?token=[\w-]+)/.exec(last(cat))?.[1] ?? '';
    const get = (path: string) => fetch(`http://127.0.0.1:${network.bot.port}${path}`);
    const page = await get(url);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Save it to my calendar');
    expect(html).not.toMatch(/gathering|Southside|Cat/);
    const file = url.replace('/calendar?', '/calendar/meeting.ics?');
    const ics = await (await get(file)).text();
    expect(ics).toContain('SUMMARY:Meeting (private)');
    expect(ics).toContain('CLASS:PRIVATE');
    expect(ics).toContain('DTSTART:20270316T133000Z');
    expect(ics).toContain('SEQUENCE:0');
    expect(ics).not.toMatch(/gathering|Southside/);
    expect(await (await get(`${file}&show=yes`)).text()).toContain('SUMMARY:Spring gathering');
    expect((await get('/calendar/meeting.ics?token=guess')).status).toBe(404);
    expect((await get('/calendar')).status).toBe(404);
    const token = url.split('=')[1] ?? '';
    const stored = JSON.stringify([
      await network.database.prisma.forumLink.findMany(),
      await network.database.prisma.outbox.findMany({ select: { payload: true } }),
      network.logs,
    ]);
    expect(stored).not.toContain(token);
    expect(await scene.guess(mia, 'forum.calendar', { event: (await scene.event()).id })).toMatchObject({
      message: { card: { title: 'That isn’t open to you' } },
    });

    await olu.press('Move it');
    await olu.fill({ Time: '14:00' });
    await olu.submit();
    await olu.press('Move it and tell 5 people');
    await network.settle();
    expect(await (await get(file)).text()).toContain('DTSTART:20270316T153000Z');
    expect(await (await get(file)).text()).toContain('SEQUENCE:1');
    await olu.press('Cancel it');
    await olu.press('Cancel it and tell 5 people');
    await network.settle();
    const cancelled = await (await get(file)).text();
    expect(cancelled).toContain('METHOD:CANCEL');
    expect(cancelled).toContain('SEQUENCE:2');
    expect(cancelled).toContain(/UID:(.*)/.exec(ics)?.[0] ?? 'no uid');
    expect(last(cat)).toMatch(/^Cancelled: Spring gathering/);
    const channel = network.slack.ledger.filter(({ user, kind }) => user === '#C-1' && kind === 'message');
    expect(channel.map(({ text }) => text.split('\n')[0])).toEqual([
      'Spring gathering',
      'Moved: Spring gathering',
      'Cancelled: Spring gathering',
    ]);
    await beKinds(network, cat, ['manager']);
    expect((await get(file)).status).toBe(404);
    await beKinds(network, cat, ['paid-peer']);
  });
});

describe('every press can be undone for ten minutes', () => {
  it('brings a cancelled meeting back, and a vote that was sent by mistake', async () => {
    const { network, olu, ann, cat } = scene;
    await olu.press('That was a mistake');
    await network.settle();
    expect((await scene.event()).state).toBe('announced');
    expect(last(cat)).toContain('You’re coming to the social time');
    await draft(scene, { ...gathering, 'What shall it be called?': 'Second one' }, twoTimes);
    await olu.press('Ask 5 people');
    await network.settle();
    expect(last(ann)).toContain('Second one');
    const { id } = await scene.event();
    const { conversationId } = await network.database.prisma.forumChannel.findFirstOrThrow();
    for (const route of ['forum.ask-post', 'forum.post', 'forum.read-needs'])
      expect(await scene.guess(olu, route, { event: id, channel: conversationId }), route).toMatchObject({
        message: { card: { title: 'That isn’t open to you' } },
      });
    await olu.press('That was a mistake', 'Second one');
    await network.settle();
    expect(last(ann)).toContain('This was sent by mistake');
    expect(await scene.event()).toMatchObject({ state: 'draft' });
    await olu.press('Throw away');
    await network.settle();
  });

  it('takes an announcement back within ten minutes and not after', async () => {
    const { network, olu, ann } = scene;
    const open = {
      ...gathering,
      'What shall it be called?': 'Open lunch',
      'For whom?': 'Everyone in the network',
    };
    await draft(scene, open, tuesday);
    await olu.press('Announce to 6 people');
    await network.settle();
    await ann.press('Both parts', 'Open lunch');
    await olu.press('That was a mistake', 'Open lunch');
    await network.settle();
    expect(screen(ann, 'This was sent by mistake')).toContain('Open lunch');
    expect(
      await network.database.prisma.forumReminder.count({
        where: { invitation: { event: { title: 'Open lunch' } } },
      }),
    ).toBe(0);
    await olu.press('Announce to 6 people');
    await network.settle();
    await network.travelTo('2027-02-01T10:30:00Z', 1);
    const { id } = await scene.event();
    expect(await scene.guess(olu, 'forum.take-back', { event: id })).toMatchObject({
      message: { card: { title: 'It can’t be taken back any more' } },
    });
  });
});

describe('two people at once', () => {
  it('gives the last place to one of two who take it at the same moment', async () => {
    const { network, olu, ann, bob, cat, mia, pat } = scene;
    const open = {
      ...gathering,
      'What shall it be called?': 'Small room',
      'For whom?': 'Everyone in the network',
    };
    await draft(scene, open, { ...tuesday, 'How many places are there?': '2' });
    await olu.press('Announce to 6 people');
    await network.settle();
    const { id } = await scene.event();
    const crowd = [olu, ann, bob, cat, mia, pat];
    await Promise.all(crowd.map((one) => scene.guess(one, 'forum.answer', { event: id, parts: 'both' })));
    const seats = await network.database.prisma.forumInvitation.findMany({ where: { eventId: id } });
    expect(seats.filter(({ seat }) => seat === 'held')).toHaveLength(2);
    expect(seats.flatMap(({ queue }) => queue ?? []).sort()).toEqual([1, 2, 3, 4]);
    await Promise.all(crowd.map((one) => scene.guess(one, 'forum.answer', { event: id, parts: 'no' })));
    const left = await network.database.prisma.forumInvitation.findMany({ where: { eventId: id } });
    expect(left.every(({ seat, parts }) => seat === null && parts === 'no')).toBe(true);
    await network.settle();
  });
});
