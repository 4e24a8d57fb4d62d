import type { CampaignOptions, Privacy } from './campaign.ts';
import type { RoundResult } from './round.ts';

/** Longest that a takeover may take, by the state at the death of the process: leases are 5 s and 20 s. */
const takeoverMs = { claimed: 15_000, sending: 30_000 };

/** Every number of the campaign. True: every promise was kept. */
export function printReport(
  rounds: readonly RoundResult[],
  privacy: readonly Privacy[],
  wanted: Pick<CampaignOptions, 'kills' | 'messages'>,
  tell: (line: string) => void,
): boolean {
  const counts = merge(rounds, ({ counts }) => counts);
  const kills = merge(rounds, ({ kills }) => kills);
  const failures: string[] = rounds.flatMap(({ broken }, index) =>
    broken.map((words) => `round ${index + 1}: ${words}`),
  );
  const print = (title: string, numbers: Record<string, number>) => {
    tell(`\n${title}`);
    for (const [name, many] of Object.entries(numbers).sort(([a], [b]) => a.localeCompare(b)))
      tell(`  ${String(many).padStart(8)}  ${name}`);
  };
  const killed = sum(kills);
  const seconds = Math.round(rounds.reduce((all, round) => all + round.seconds, 0));
  tell(
    `\n${killed} processes killed over ${counts.messages ?? 0} messages, in ${rounds.length} rounds and ${seconds} s.`,
  );
  if (killed < wanted.kills) failures.push(`only ${killed} of ${wanted.kills} kills`);
  if ((counts.messages ?? 0) < wanted.messages)
    failures.push(`only ${counts.messages} of ${wanted.messages} messages`);
  print('Killed at', kills);
  print(
    'The database was stopped and came back',
    merge(rounds, ({ restarts }) => restarts),
  );
  print(
    'Faults that the platforms were told to play',
    merge(rounds, ({ faults }) => faults),
  );
  print(
    'Messages by platform, class and state',
    merge(rounds, ({ states }) => states),
  );
  print('What the platforms’ ledgers say', counts);
  print(
    'Inbound',
    merge(rounds, ({ inbound }) => inbound),
  );
  print(
    'Real features beside, with private words',
    merge(rounds, ({ flows }) => flows),
  );
  print(
    '429 that the bot brought upon itself',
    merge(rounds, ({ limited }) => limited),
  );
  failures.push(...printTimes(rounds, tell), ...printPrivacy(privacy, tell));
  tell(
    `\nLost: ${counts.lost ?? 0}. Acknowledged without effect: ${counts['acknowledged without effect'] ?? 0}. Said twice where it could be known: ${counts['said twice'] ?? 0}. Out of order: ${counts['out of order'] ?? 0}.`,
  );
  for (const failure of failures.slice(0, 60)) tell(`BROKEN ${failure}`);
  tell(failures.length === 0 ? 'Every promise was kept.' : `${failures.length} promises were broken.`);
  return failures.length === 0;
}

function printTimes(rounds: readonly RoundResult[], tell: (line: string) => void): string[] {
  const failures: string[] = [];
  tell('\nTime from the death of a process until another could take what it had in hand');
  for (const state of ['claimed', 'sending'] as const) {
    const times = rounds.flatMap(({ takeovers }) => takeovers[state]);
    tell(`  ${state}: ${describe(times)}; promised: p99 at most ${takeoverMs[state] / 1_000} s`);
    if (times.length > 0 && at(times, 0.99) > takeoverMs[state])
      failures.push(`takeover of what was ${state}: p99 ${seconds(at(times, 0.99))}`);
  }
  const again = rounds.reduce((all, { takeovers }) => all + takeovers.metAgain, 0);
  tell(`  settled by the next attempt: ${describe(rounds.flatMap(({ takeovers }) => takeovers.delivered))}`);
  tell(`  ${again} more met another death or a fault before that`);
  tell('Lateness of messages that were sent at the first attempt, amid all this');
  tell(`  ${describe(rounds.flatMap(({ latenessMs }) => latenessMs))}`);
  return failures;
}

function printPrivacy(privacy: readonly Privacy[], tell: (line: string) => void): string[] {
  const planted = privacy.reduce((all, one) => all + one.planted, 0);
  const found = privacy.flatMap((one) => one.found);
  const metrics = privacy.reduce((all, one) => all + one.metricsRead, 0);
  tell(
    `\nPrivate words: ${planted} planted; found in logs, messages, ${metrics} pages of metrics, tables and the database’s files: ${found.length}.`,
  );
  const failures = found.map((where) => `private words in ${where}`);
  if (privacy.some(({ controlFound }) => !controlFound))
    failures.push('the search did not find what it was meant to find');
  if (planted === 0) failures.push('no private words were planted');
  return failures;
}

function merge(
  rounds: readonly RoundResult[],
  of: (round: RoundResult) => Record<string, number>,
): Record<string, number> {
  const merged: Record<string, number> = {};
  for (const round of rounds)
    for (const [name, many] of Object.entries(of(round))) merged[name] = (merged[name] ?? 0) + many;
  return merged;
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);

export function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
export const describe = (times: readonly number[]): string =>
  times.length === 0
    ? 'none'
    : `${times.length}, p50 ${seconds(at(times, 0.5))}, p99 ${seconds(at(times, 0.99))}, longest ${seconds(at(times, 1))}`;
