import { beforeAll, describe, expect, it } from 'vitest';
import type { PersonAtScreen } from '../../src/playground/window.ts';
import { findLeaks, type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { last, on, otherThan, PLATFORMS } from '../support/stage.ts';

const ADDRESS = 'https://peers.example.org';
const NUMBERS = { slack: '07700 900417', teams: '07700 900528' };
let scene: MembersScene;
const ids: Record<string, string> = {};
beforeAll(async () => {
  scene = await startMembersScene({ publicUrl: ADDRESS });
  for (const platform of PLATFORMS) ids[platform] = await scene.idOf(scene.peer[platform]);
});

/** Their page about privacy, opened anew. */
const openPrivacy = (person: PersonAtScreen) => person.command('alongside privacy');
/** What a coordinator reads of how the network was run. */
async function auditOf(lead: PersonAtScreen): Promise<string> {
  lead.dismiss();
  await lead.command('alongside audit');
  const text = lead.form ? `${lead.form.title}\n${lead.form.text}` : last(lead);
  expect(text).toContain('Who did what');
  lead.dismiss();
  return text;
}
const later = async (days: number) =>
  scene.setClock(new Date((await scene.now()).getTime() + days * 86_400_000).toISOString());

describe('what is kept', () => {
  it.each(on)('A26 is said in plain words, also to a guest, with how long (%s)', async (_, platform) => {
    const guest = scene.personOn(platform, platform === 'slack' ? 'Gus Gill' : 'Hob Hale');
    for (const person of [guest, scene.peer[platform]]) {
      await person.say('privacy');
      expect(last(person)).toContain('Nothing is inferred from it');
      await person.press('What, and how long');
      expect(person.form?.text).toContain('until you change it, leave, or ask to be forgotten');
      expect(person.form?.text).toContain(
        'Calls that you asked for: words and names of a call, 7 days after it is over.',
      );
      person.dismiss();
    }
  });

  it.each(on)(
    'A26 is sent to its owner part by part, in views that stay out of the chat (%s)',
    async (_, platform) => {
      const person = scene.peer[platform];
      await person.command('alongside settings');
      await person.press('How to reach me');
      await scene.send(person, {
        'Your number': NUMBERS[platform],
        'Is it safe to call you?': 'Yes',
        'A call or a message?': 'A call',
      });
      person.dismiss();
      await openPrivacy(person);
      await person.press('Send me my data');
      await person.press('Members');
      expect(person.form?.text).toContain(`"name": "${person.name}"`);
      expect(person.form?.text).toContain(NUMBERS[platform]);
      person.dismiss();
      for (const part of ['Availability', 'Buddies', 'Questions', 'Forum', 'Escalations']) {
        await person.press(part);
        expect(`${person.form?.title} ${person.form?.text}`).toContain(part);
        person.dismiss();
      }
      expect(await findLeaks(scene, NUMBERS[platform], [person.user])).toEqual([]);
    },
  );

  it.each(on)(
    'A26 is a file behind a button: a link scanner spends nothing, and the button works once (%s)',
    async (_, platform) => {
      const person = scene.peer[platform];
      await openPrivacy(person);
      await person.press('Send me my data');
      const chat = JSON.stringify(person.window.look().chat);
      const token = [...chat.matchAll(/\/my-data\?token=([\w-]+)/g)].at(-1)?.[1] ?? '';
      const page = `http://127.0.0.1:${scene.stage.port}/my-data`;
      for (const _look of [1, 2])
        expect(await (await fetch(`${page}?token=${token}`)).text()).toContain('Save my data');
      const press = () => fetch(page, { method: 'POST', body: new URLSearchParams({ token }) });
      const answers = await Promise.all([press(), press()]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
      const data = await answers.find(({ ok }) => ok)?.json();
      expect(data).toMatchObject({ members: { name: person.name } });
      expect((await fetch(`${page}?token=${token}`)).status).toBe(404);
    },
  );
});

describe('the audit', () => {
  it.each(on)(
    'F shows a person who did what about them, and coordinators nothing that is between two people (%s)',
    async (_, platform) => {
      const { lead, peer, send } = scene;
      const [person, other] = [peer[platform], peer[otherThan(platform)]];
      await person.command('alongside settings');
      await person.press('How I like to be supported');
      await send(person, { 'In your own words': 'Plainly, please' });
      await person.press('Who may read it');
      await send(person, { 'Share it with': other.name });
      person.dismiss();
      await other.press('Open', 'Somebody would like you to know something');
      other.dismiss();
      await openPrivacy(person);
      await person.press('Who saw what about me');
      expect(person.form?.text).toContain(other.name);
      expect(person.form?.text).toContain('read how you like to be supported');
      person.dismiss();
      expect(await auditOf(lead[platform])).not.toMatch(/support|Ann Archer|Bob Baker/);
      await person.command('alongside audit');
      expect(last(person)).toContain('That is for coordinators');
    },
  );
});

describe('Forget me', () => {
  it.each(on)('waits a week, in which one may change one’s mind (%s)', async (_, platform) => {
    const person = scene.peer[platform];
    await openPrivacy(person);
    await person.press('Forget me');
    expect(last(person)).toContain('an employer’s archive may keep copies');
    await scene.act(person, 'Yes, forget me');
    expect(last(person)).toContain('I’ll forget you on');
    await openPrivacy(person);
    expect(last(person)).toContain('You can change your mind until then.');
    await scene.act(person, 'Keep my data');
    expect(last(person)).toContain('Nothing is forgotten');
  });

  it('is over after a week for those who asked again: their chats are emptied on both platforms', async () => {
    const { peer, lead } = scene;
    await later(8);
    for (const platform of PLATFORMS) {
      expect(await scene.idOf(peer[platform])).toBe(ids[platform]);
      await openPrivacy(peer[platform]);
      await peer[platform].press('Forget me');
      await scene.act(peer[platform], 'Yes, forget me');
      expect(peer[platform].seen.filter(({ kind }) => kind === 'message').length).toBeGreaterThan(1);
    }
    const sent = await scene.database.prisma.outbox.findMany({
      where: { state: 'sent', refId: { not: null }, destination: { startsWith: 'account:' } },
    });
    const accounts = await scene.database.prisma.account.findMany({
      where: { memberId: { in: Object.values(ids) } },
    });
    const mine = sent.filter(({ destination }) => accounts.some(({ id }) => destination === `account:${id}`));
    expect(mine.length).toBeGreaterThan(2);
    await later(7.1);
    for (const _look of [1, 2, 3]) await later(0.01);
    for (const platform of PLATFORMS) {
      const { chat } = peer[platform].window.look();
      const refs = mine
        .filter(({ destination }) => {
          const account = accounts.find(({ id }) => destination === `account:${id}`);
          return account?.platform === platform;
        })
        .map(({ refId }) => refId);
      expect(refs.length).toBeGreaterThan(0);
      const items = chat.filter(({ id, isPrivate }) => refs.includes(id) && !isPrivate);
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) expect(JSON.stringify(item)).toContain('This message was removed');
    }
    expect(lead.slack.chat.join('\n')).not.toMatch(/forget|forgot/i);
  });

  it.each(on)(
    'leaves no account, no name, no key and no message; the row that others rely on has no name (%s)',
    async (_, platform) => {
      const { prisma } = scene.database;
      const id = ids[platform] ?? '';
      const row = await prisma.member.findUniqueOrThrow({ where: { id } });
      expect([row.name, row.standing]).toEqual(['Somebody who has left', 'left']);
      expect(await prisma.account.count({ where: { externalUser: scene.peer[platform].user } })).toBe(0);
      expect(await prisma.dataKey.count({ where: { memberId: id } })).toBe(0);
      const kept = await prisma.$queryRaw<{ rows: string }[]>`
      SELECT coalesce(jsonb_agg(to_jsonb(o))::text, '') AS rows FROM outbox o`;
      expect(kept[0]?.rows).not.toContain(scene.peer[platform].user);
      // Writing again, they are somebody new.
      await scene.peer[platform].say('hello');
      expect(await scene.idOf(scene.peer[platform])).not.toBe(id);
      expect(await auditOf(scene.lead[platform])).toContain('was asked to forget somebody, and did');
    },
  );
});

it.each(on)('%s refused nothing on the way, and nothing went wrong', (_, platform) => {
  expect(scene.stage[platform].refusals).toEqual([]);
  expect(scene.logs.filter(({ error }) => error)).toEqual([]);
});
