import { beforeAll, describe, expect, it } from 'vitest';
import { hashJoinCode } from '../src/features/invitations/store/invited.ts';
import type { LogLine } from '../src/log.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import type { SimulatedSlack } from '../src/playground/slack/server.ts';
import type { Stage } from '../src/playground/stage.ts';
import type { Database } from '../src/store/database.ts';
import { startStage } from './support/stage.ts';

let stage: Stage;
let slack: SimulatedSlack;
let database: Database;
let logs: readonly LogLine[];
let cora: SimulatedPerson;

/** Slack Connect: the bot is written to from another company's workspace. */
const AWAY = 'T9AWAY';
const standingOf = async ({ user }: SimulatedPerson) =>
  (await database.prisma.member.findFirstOrThrow({ where: { accounts: { some: { externalUser: user } } } }))
    .standing;
const expectThem = (slackUser: string, code: string) =>
  database.prisma.invitedPerson.create({
    data: {
      name: 'Mia Manager',
      slackUser,
      codeHash: hashJoinCode(code),
      invitedAt: new Date(),
      kinds: ['manager'],
      skills: [],
      topics: [],
      interests: [],
      languages: [],
    },
  });

beforeAll(async () => {
  ({ stage, database, logs } = await startStage({ join: 'open', at: '2027-02-01T10:00:00Z' }));
  slack = stage.slack as SimulatedSlack;
  cora = slack.person('UCORA', { name: 'Cora Carter' });
  await cora.command(`alongside setup ${await stage.setupCode()}`);
  await stage.settle();
});

describe('who is served', () => {
  it('is whoever belongs to the workspace in which the app is installed, as Slack names it at a start, and to the tenant in the settings', async () => {
    const served = await database.prisma.workspace.findMany({ orderBy: { platform: 'asc' } });
    expect(served).toMatchObject([
      { platform: 'slack', externalId: 'T0SIM' },
      { platform: 'teams', externalId: expect.any(String) },
    ]);
  });

  it('somebody of another workspace is a guest who asks, also where everybody may join; coordinators read where they are from', async () => {
    const here = slack.person('UHERE', { name: 'Hal Here' });
    await here.command('alongside join');
    expect(await standingOf(here)).toBe('member');
    const away = slack.person('UAWAY', { name: 'Amy Away', workspace: AWAY });
    await away.command('alongside join');
    await stage.settle();
    expect(await standingOf(away)).toBe('asked');
    const card = cora.seen.findLast(({ text }) => text.includes('Amy Away'));
    expect(card?.text).toContain(`From outside: this account belongs to another company’s Slack (${AWAY}).`);
    await cora.press('Admit Amy');
    expect(await standingOf(away)).toBe('member');
  });

  it('an invitation is for an id of a workspace that is served: nobody takes it from outside, and no list confirms them', async () => {
    await expectThem('UTAKER', 'AAAA-BBBB-CCCC-DDDD');
    const taker = slack.person('UTAKER', { name: 'Mia Manager', workspace: AWAY });
    await taker.command('alongside home');
    await stage.settle();
    expect(
      await database.prisma.invitedPerson.findFirstOrThrow({ where: { slackUser: 'UTAKER' } }),
    ).toMatchObject({ state: 'invited', memberId: null });
    await expectThem('UMIA', 'AAAA-BBBB-CCCC-EEEE');
    const mia = slack.person('UMIA', { name: 'Mia Manager' });
    await mia.command('alongside home');
    await stage.settle();
    expect(
      await database.prisma.invitedPerson.findFirstOrThrow({ where: { slackUser: 'UMIA' } }),
    ).toMatchObject({
      state: 'offered',
    });
  });

  it('an id of a list that was brought in names somebody of the workspace that was served then, and nobody of another that is served later', async () => {
    await cora.command('alongside import');
    await cora.fill({ 'The list': 'name,slack\nMona Manager,UMONA\nNell Novak,UNELL' });
    await cora.submit();
    await cora.submit();
    cora.dismiss();
    const rows = () =>
      database.prisma.invitedPerson.findMany({
        where: { slackUser: { in: ['UMONA', 'UNELL'] } },
        orderBy: { slackUser: 'asc' },
      });
    expect(await rows()).toMatchObject([
      { slackUser: 'UMONA', slackWorkspace: 'T0SIM', teamsWorkspace: null },
      { slackUser: 'UNELL', slackWorkspace: 'T0SIM', teamsWorkspace: null },
    ]);
    const served = { platform: 'slack', externalId: 'T7SISTER' };
    await database.prisma.workspace.create({ data: { ...served, servedAt: new Date() } });
    const sister = slack.person('UMONA', { name: 'Mona Manager', workspace: 'T7SISTER' });
    await sister.command('alongside home');
    const nell = slack.person('UNELL', { name: 'Nell Novak' });
    await nell.command('alongside home');
    await stage.settle();
    await database.prisma.workspace.delete({ where: { platform_externalId: served } });
    expect(await rows()).toMatchObject([{ state: 'invited', memberId: null }, { state: 'offered' }]);
  });

  it('an installation of the app that nobody here knows is refused kindly, does nothing, and is in the log once', async () => {
    const away = { id: 'UODD', username: 'odd', name: 'odd', team_id: 'T8ODD' };
    const said = async (text: string) => {
      const body = JSON.stringify({
        type: 'event_callback',
        event_id: `Ev${text}`,
        team_id: 'T8ODD',
        api_app_id: 'A0',
        authorizations: [{ team_id: 'T8ODD', enterprise_id: null, user_id: 'UALONGSIDE', is_bot: true }],
        event: {
          type: 'message',
          channel_type: 'im',
          channel: 'DODD',
          user: away.id,
          text,
          ts: '1.1',
          team: 'T8ODD',
        },
      });
      const headers = {
        'content-type': 'application/json',
        ...slack.sign(body, Math.floor(Date.now() / 1_000)),
      };
      return slack.deliver(body, headers);
    };
    for (const text of ['join', 'roles', 'profile']) expect((await said(text)).status).toBe(200);
    const payload = {
      type: 'view_submission',
      team: { id: 'T8ODD', domain: 'odd' },
      user: away,
      enterprise: null,
      trigger_id: '1.2.3',
      response_urls: [],
      view: {
        id: 'V1',
        type: 'modal',
        callback_id: 'members.hours',
        private_metadata: '',
        blocks: [],
        team_id: 'T8ODD',
        app_installed_team_id: 'T8ODD',
        state: { values: {} },
        hash: 'h',
      },
    };
    const form = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const answer = await slack.deliver(form, {
      'content-type': 'application/x-www-form-urlencoded',
      ...slack.sign(form, Math.floor(Date.now() / 1_000)),
    });
    expect(JSON.stringify(answer.body)).toContain('a workspace that this network doesn’t serve');
    expect(await database.prisma.account.count({ where: { externalUser: 'UODD' } })).toBe(0);
    expect(logs.filter(({ event }) => event === 'workspace.not-served')).toMatchObject([
      { level: 'warn', workspace: 'T8ODD' },
    ]);
    const outcomes = logs.filter(({ event, outcome }) => event === 'inbound' && outcome === 'elsewhere');
    expect(outcomes.length).toBeGreaterThan(2);
  });
});
