import { openHelp } from '../../../src/bot/home.ts';
import type { Button } from '../../../src/chat/message.ts';
import { button } from '../../../src/chat/route.ts';
import { keep as keepProject } from '../../../src/features/projects/routes.ts';
import { type SimulatedTeams, startTeams } from '../../../src/playground/teams/server.ts';
import { type Contestant, compare } from '../compare.ts';
import { atEnd } from '../ending.ts';
import type { Target } from '../load.ts';
import { createDatabase } from '../postgres.ts';
import type { AlongsideSettings } from '../servers/alongside.ts';
import type { TeamsAiSettings } from '../servers/teams-ai.ts';
import { isRight, startServer } from './slack.ts';

export const appId = '00000000-0000-4000-8000-000000000001';
export const tenant = '00000000-0000-4000-8000-000000000002';
const coordinator = '00000000-0000-4000-8000-0000000000c0';

/** A press on a card to its answer, beside teams-ai alone. */
export async function measureTeams(): Promise<readonly string[]> {
  const simulated = await startTeams({ appId, tenant });
  atEnd(simulated.stop);
  const { auth } = simulated;
  const teams = { appId, appPassword: 'secret', tenantId: tenant, local: false, auth };
  const alongside = await startServer('alongside', {
    platforms: { teams },
    port: 0,
    connection: await createDatabase('teams_alongside'),
  } satisfies AlongsideSettings);
  // One press replaces its card in the answer; the other is answered in the chat, by a call of the bot.
  const keep = button(keepProject, 'Keep it', {});
  const help = button(openHelp, 'Help', {});
  const sdk = { teams, verb: keep.route };
  const alone = await startServer('teams-ai', sdk satisfies TeamsAiSettings);
  const row = await startServer('teams-ai', {
    ...sdk,
    connection: await createDatabase('teams_row'),
  } satisfies TeamsAiSettings);
  simulated.botUrl = `http://127.0.0.1:${alongside.port}/`;
  await simulated.person(coordinator, { name: 'Sam Coordinator' }).say(`setup ${alongside.setupCode}`);
  const pressing = pressOf(simulated);
  const lines = await compare([
    { ...pressing(keep, 'Alongside, card replaced'), ...alongside, role: 'ours' },
    { ...pressing(help, 'Alongside, said in the chat'), ...alongside, role: 'ours' },
    { ...pressing(keep, 'teams-ai alone'), ...alone, role: 'floor' },
    { ...pressing(keep, 'teams-ai and a row'), ...row, role: 'row' },
  ] satisfies Contestant[]);
  if (simulated.refusals.length > 0) throw new Error(`The simulated Teams refused: ${simulated.refusals[0]}`);
  return lines;
}

/** Presses as Teams sends them: each at a moment of its own, with a signed token. */
function pressOf(simulated: SimulatedTeams) {
  const tokens = tokensOf(simulated);
  return ({ route: verb, value, label }: Button, name: string): Omit<Target, 'port'> => {
    let count = 0;
    return {
      name,
      path: '/api/messages',
      isRight,
      next() {
        count += 1;
        const action = { type: 'Action.Execute', title: label, verb, data: { value } };
        const activity = simulated.activity(coordinator, {
          type: 'invoke',
          name: 'adaptiveCard/action',
          replyToId: '1',
          value: { action, trigger: 'manual' },
        });
        const authorization = `Bearer ${tokens[count % tokens.length]}`;
        return {
          body: JSON.stringify(activity),
          headers: { authorization, 'content-type': 'application/json; charset=utf-8' },
        };
      },
    };
  };
}

/** The Bot Connector uses one of its tokens for a while too. */
export const tokensOf = (simulated: SimulatedTeams): string[] =>
  Array.from({ length: 8 }, () => simulated.token());
