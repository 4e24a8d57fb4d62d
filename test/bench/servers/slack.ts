import { setTimeout as sleep } from 'node:timers/promises';
import { askLabel } from '../../../src/features/escalations/views/talk.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { crowdOf, nameOf, workspaceOf } from '../crowd.ts';
import { endWith, hear, readSettings, tell } from './tell.ts';

/** A simulated Slack in a process of its own. Each asker presses once, at a steady pace, on a responder of their own. */
export interface SlackSettings {
  signingSecret: string;
  botToken: string;
  presses: number;
  quiet: number;
  everyMs: number;
}

export interface SlackFound {
  presses: readonly Press[];
  /** When each message to one of the others was accepted, in order. */
  others: readonly number[];
  /** How busy this process was, from 0 to 1: what it could not take at once is in the figures too. */
  busy: number;
  refusals: readonly string[];
}

/** Milliseconds by the wall clock. `arrived`: when Slack accepted the message to the responder. */
export interface Press {
  at: number;
  answeredIn: number;
  arrived?: number;
}

const { signingSecret, botToken, everyMs, ...counts } = readSettings<SlackSettings>();
const { askers, responders, others } = crowdOf(counts);
// Slack's own 3 s would hide in an error what the figures are to show.
const patienceMs = 15_000;
const slack = await startSlack({ signingSecret, botToken, patienceMs });
endWith(slack.stop);
const join = (user: string) => slack.person(user, { name: nameOf(user), workspace: workspaceOf(user) });
const people = askers.map(join);
for (const user of [...responders, ...others]) join(user);
tell({ ready: { apiUrl: slack.apiUrl } });

slack.setBotUrl(await hear<string>('botUrl'));
for (const person of people) await person.command('alongside talk');
tell({ talked: true });

await hear('press');
const idle = performance.eventLoopUtilization();
const begun = performance.now();
const from = slack.ledger.length;
const pressing = people.map(async (person, i): Promise<Press> => {
  await sleep(begun + i * everyMs - performance.now());
  const at = Date.now();
  await person.press(askLabel(nameOf(responders[i] ?? '')));
  return { at, answeredIn: person.last?.ms ?? Number.NaN };
});
const presses = await Promise.all(pressing);
const until = performance.now() + patienceMs;
let arrivals = readArrivals();
while (!responders.every((user) => arrivals.has(user)) && performance.now() < until) {
  await sleep(100);
  arrivals = readArrivals();
}
tell({
  found: {
    presses: presses.map((press, i) => {
      const arrived = arrivals.get(responders[i] ?? '');
      return { ...press, ...(arrived !== undefined && { arrived }) };
    }),
    others: others.flatMap((user) => arrivals.get(user) ?? []).sort((a, b) => a - b),
    busy: performance.eventLoopUtilization(idle).utilization,
    refusals: slack.refusals,
  } satisfies SlackFound,
});

/** When each person was first written to. */
function readArrivals(): Map<string, number> {
  const messages = slack.ledger.slice(from).filter(({ kind }) => kind === 'message');
  return new Map(messages.reverse().map(({ user, at }) => [user, at.getTime()]));
}
