import { beforeAll, describe, expect, it } from 'vitest';
import { readCapacities } from '../../src/directory/capacity.ts';
import { readNeverList } from '../../src/directory/circle.ts';
import { readResponder } from '../../src/directory/responder.ts';
import { type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { buttons, last, on, otherThan, PLATFORMS } from '../support/stage.ts';

let scene: MembersScene;
beforeAll(async () => {
  scene = await startMembersScene();
});

describe('whom I turn to', () => {
  it.each(on)(
    'D26 D51 a list is its owner’s alone; whoever is on it learns nothing of it, and says for everybody how far (%s)',
    async (_, platform) => {
      const { act, send, write, idOf } = scene;
      const [owner, responder] = [scene.peer[platform], scene.peer[otherThan(platform)]];
      const before = responder.seen.length;
      await owner.command('alongside list');
      await owner.press('Open my list');
      expect(owner.form?.text).toContain('Only you see this list.');
      await send(owner, { 'First to be asked': responder.name, 'Second to be asked': scene.lead.slack.name });
      expect(owner.form?.text).toContain('Your list is short: add another.');
      owner.dismiss();
      expect(responder.seen).toHaveLength(before);
      await responder.openHome();
      expect(last(responder)).toContain('May somebody here ask you to call them?');
      await act(responder, 'Yes, in my hours');
      await responder.press('Offer out of hours too');
      await send(responder, { 'Outside your hours too, if it’s urgent?': 'Yes, outside my hours too' });
      expect(responder.form?.errors).toEqual({
        'Most calls a month outside my hours': 'Please choose how many, so that it doesn’t become too much.',
      });
      await send(responder, { 'Most calls a month outside my hours': '2' });
      responder.dismiss();
      const id = await idOf(responder);
      expect(await write((tx) => readResponder(tx, id))).toMatchObject({
        agreed: true,
        outOfHours: true,
        monthlyCap: 2,
      });
      await responder.command('alongside hours');
      expect(last(responder)).toContain('because you agreed to be asked then, 2 a month');
    },
  );

  it.each(on)('D26 *not this person* takes them off the list, and tells nobody (%s)', async (_, platform) => {
    const { send, write, idOf } = scene;
    const owner = scene.peer[platform];
    const from = scene.lead.slack.seen.length;
    await owner.command('alongside settings');
    await owner.press('Not this person');
    await send(owner, { 'Who should I never ask?': scene.lead.slack.name });
    expect(`${owner.form?.title} ${owner.form?.text}`).toContain('nobody was told');
    owner.dismiss();
    const [me, them] = [await idOf(owner), await idOf(scene.lead.slack)];
    expect(await write((tx) => readNeverList(tx, me))).toEqual(new Set([them]));
    expect(scene.lead.slack.seen).toHaveLength(from);
    await owner.command('alongside list');
    await owner.press('Open my list');
    await send(owner, { 'First to be asked': scene.lead.slack.name });
    expect(owner.form?.errors['First to be asked']).toContain('They’re on your “Not this person” list');
    owner.dismiss();
  });

  it.each(on)(
    'D28 able to listen is three buttons without a reason, and ends by itself when it was said to (%s)',
    async (_, platform) => {
      const { send, write, idOf } = scene;
      const person = scene.peer[platform];
      const id = await idOf(person);
      const able = async () => {
        const now = await scene.now();
        return (await write((tx) => readCapacities(tx, [id], now))).get(id)?.level;
      };
      await person.openHome();
      await person.press('Space to listen');
      // On Slack's own page of home the answer stands in the chat, and home is drawn anew after it.
      expect(
        person.seen
          .slice(-2)
          .map(({ text }) => text)
          .join(),
      ).toContain('At the moment: yes.');
      await person.press('A little stretched');
      expect(await able()).toBe('stretched');
      await person.openHome();
      await person.press('Space to listen');
      await person.press('Not just now');
      await person.press('Choose a day to be back');
      await send(person, { 'Back on': '2027-02-01' });
      expect(person.form?.errors).toEqual({ 'Back on': 'Please choose a day after today.' });
      await send(person, { 'Back on': '2027-02-04' });
      person.dismiss();
      expect(await able()).toBe('not-now');
      const then = new Date('2027-02-04T00:00:00Z');
      expect((await write((tx) => readCapacities(tx, [id], then))).get(id)?.level ?? 'space').toBe('space');
      await person.openHome();
      expect(last(person)).toContain('Coming up\nI won’t ask you until Thu 4 February 2027.\n[I have space]');
      await person.press('I have space');
      expect(await able()).toBe('space');
      await person.openHome();
      expect(last(person)).not.toContain('I won’t ask you');
    },
  );
});

describe('when I may be messaged', () => {
  it.each(on)(
    'D50 one’s own hours, days, bank holidays and zone; what does not hold together stays in the form (%s)',
    async (_, platform) => {
      const { send, idOf } = scene;
      const person = scene.peer[platform];
      await person.command('alongside hours');
      await person.press('Hours, days and time zone');
      await send(person, { 'Which hours?': 'My own hours, as below', 'Time zone': 'Narnia' });
      expect(Object.keys(person.form?.errors ?? {}).length).toBeGreaterThan(0);
      await send(person, {
        'My own hours: from': '07:30',
        'My own hours: to': '12:00',
        'Your working days': ['Saturday', 'Tuesday'],
        'Time zone': 'lisbon',
        'Which bank holidays are days off?': 'Scotland',
      });
      person.dismiss();
      expect(last(person)).toContain(
        'Tuesday and Saturday, 07:30 to 12:00, not on bank holidays of Scotland.',
      );
      const row = await scene.database.prisma.member.findUnique({ where: { id: await idOf(person) } });
      expect(row).toMatchObject({ contactHours: 'own', workingDays: [2, 6], timeZone: 'Europe/Lisbon' });
      await person.press('Work hours');
    },
  );

  it.each(on)(
    'D51 a break until a day, without a reason, told to nobody, and over at a press (%s)',
    async (_, platform) => {
      const { act, send } = scene;
      const person = scene.peer[platform];
      const from = PLATFORMS.map((one) => scene.lead[one].seen.length);
      await person.command('alongside hours');
      await person.press('Take a break');
      expect(person.form?.text).toContain('You don’t have to say why, and nobody is told.');
      await send(person, { 'Which day are you back?': '2027-02-01' });
      expect(person.form?.errors).toEqual({ 'Which day are you back?': 'Please choose a day after today.' });
      await send(person, { 'Which day are you back?': '2027-02-20' });
      person.dismiss();
      await person.openHome();
      expect(last(person)).toContain('Coming up\nYou’re on a break: back on Sat 20 February 2027.');
      await person.command('alongside hours');
      expect(last(person)).toContain('nobody asks you for a call, not even when it’s urgent');
      await act(person, 'I’m back');
      await person.openHome();
      expect(last(person)).not.toContain('on a break');
      expect(PLATFORMS.map((one) => scene.lead[one].seen.length)).toEqual(from);
    },
  );
});

describe('home and help', () => {
  it.each(on)(
    'D53 what an employer sees, true on this platform, and what can be asked for: six lines each, and no trace (%s)',
    async (name, platform) => {
      const person = scene.peer[platform];
      const kept = async () => [
        await scene.database.prisma.audit.count(),
        await scene.database.prisma.outbox.count(),
      ];
      const before = await kept();
      const logged = scene.logs.length;
      for (const label of ['What does my employer see?', 'Things you can ask for']) {
        await person.openHome();
        await person.press(label);
        const lines = (person.form?.text ?? '').split('\n').filter((line) => line.length > 40);
        const plain = lines.filter((line) => !/Nobody learns|Ask whoever|In danger: 999/.test(line));
        expect(plain, label).toHaveLength(6);
        if (label.startsWith('What')) expect(person.form?.text).toContain(`wrote to you in ${name}`);
        person.dismiss();
      }
      expect(await kept()).toEqual(before);
      expect(JSON.stringify(scene.logs.slice(logged))).not.toMatch(
        new RegExp(`${person.name}|"${person.user}"`),
      );
    },
  );

  it.each(on)(
    'home has what waits, what is set and how to get help; help has the numbers first and the words of one’s roles (%s)',
    async (_, platform) => {
      for (const person of [scene.peer[platform], scene.lead[platform]]) {
        await person.openHome();
        expect(last(person)).toMatch(/My profile[\s\S]*999[\s\S]*116\u00a0123/);
        expect(buttons(person)).toEqual(expect.arrayContaining(['My settings', 'Help, and people to call']));
        await person.say('help');
        const lines = last(person).split('\n');
        expect(lines.findIndex((line) => line.includes('999'))).toBeLessThan(2);
        expect(last(person).includes('As a coordinator: ')).toBe(person === scene.lead[platform]);
        await person.say('setings');
        expect(last(person)).toContain('close to it: settings.');
      }
    },
  );
});

it.each(on)('%s refused nothing on the way, and nothing went wrong', (_, platform) => {
  expect(scene.stage[platform].refusals).toEqual([]);
  expect(scene.logs.filter(({ error }) => error)).toEqual([]);
});
