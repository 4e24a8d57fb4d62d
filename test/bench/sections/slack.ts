import { randomBytes } from 'node:crypto';
import { databaseDown, sorry } from '../../../src/bot/words.ts';
import { type SimulatedSlack, startSlack } from '../../../src/playground/slack/server.ts';
import { serverFile, startChild } from '../child.ts';
import { type Contestant, compare } from '../compare.ts';
import { atEnd } from '../ending.ts';
import type { Target } from '../load.ts';
import { createDatabase } from '../postgres.ts';
import type { AlongsideSettings } from '../servers/alongside.ts';
import type { BoltSettings } from '../servers/bolt.ts';

export const signingSecret = 'the secret of the bench';
export const botToken = 'xoxb-bench';
export const users = Array.from({ length: 50 }, (_, i) => `UBENCH${i}`);

/** A signed slash command to its reply, beside Bolt alone. */
export async function measureSlack(): Promise<readonly string[]> {
  const slack = await startSlack({ signingSecret, botToken });
  atEnd(slack.stop);
  const { apiUrl } = slack;
  const alongside = await startServer('alongside', {
    platforms: { slack: { botToken, signingSecret, appToken: undefined, apiUrl } },
    port: 0,
    connection: await createDatabase('slack_alongside'),
  } satisfies AlongsideSettings);
  const alone = await startServer('bolt', { signingSecret, apiUrl } satisfies BoltSettings);
  const row = await startServer('bolt', {
    signingSecret,
    apiUrl,
    connection: await createDatabase('slack_row'),
  } satisfies BoltSettings);
  await welcome(slack, alongside.port);
  const ours = (words: string) => ({ ...typing(slack, words, `Alongside, ${words}`), ...alongside });
  const bolt = (name: string) => typing(slack, 'help', name);
  return compare([
    { ...ours('help'), role: 'ours' },
    { ...ours('home'), role: 'ours' },
    { ...bolt('Bolt alone'), ...alone, role: 'floor' },
    { ...bolt('Bolt and a row'), ...row, role: 'row' },
  ] satisfies Contestant[]);
}

export async function startServer(name: string, settings: object) {
  const child = await startChild(serverFile(name), { BENCH_SETTINGS: JSON.stringify(settings) });
  const { port, setupCode } = await child.hear<{ port: number; setupCode?: string }>('ready');
  return { child, port, setupCode };
}

/** Everybody who will type is a member before. */
export async function welcome(slack: SimulatedSlack, port: number, who = users): Promise<void> {
  slack.setBotUrl(`http://127.0.0.1:${port}/slack/events`);
  for (const user of who) await slack.person(user, { name: `Sam ${user}` }).command('alongside join');
  if (slack.refusals.length > 0) throw new Error(`The simulated Slack refused: ${slack.refusals[0]}`);
}

/** Commands as Slack sends them: each with a trigger of its own, and signed at that moment. */
export function typing(slack: SimulatedSlack, text: string, name: string): Omit<Target, 'port'> {
  const run = randomBytes(4).toString('hex');
  let count = 0;
  return {
    name,
    path: '/slack/events',
    isRight,
    next() {
      count += 1;
      const user = users[count % users.length] ?? '';
      const body = new URLSearchParams({
        token: 'verification',
        team_id: slack.workspace,
        team_domain: 'simulated',
        channel_id: `D${user}`,
        channel_name: 'directmessage',
        user_id: user,
        user_name: user,
        command: '/alongside',
        text,
        api_app_id: 'AALONGSIDE',
        is_enterprise_install: 'false',
        response_url: `${slack.apiUrl}none`,
        trigger_id: `${count}.${run}`,
      }).toString();
      const headers = slack.sign(body, Math.floor(Date.now() / 1_000));
      return { body, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' } };
    },
  };
}

const wrong = [sorry, databaseDown(false), databaseDown(true)].map(({ card }) => card?.title ?? '');
/** An answer with words in it that are no apology; a repeated delivery would be answered with none. */
export const isRight = (body: string): boolean =>
  body.length > 10 && !wrong.some((words) => body.includes(words));
