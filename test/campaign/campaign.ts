import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCanaries } from './canaries.ts';
import { openLine } from './line.ts';
import { printReport } from './report.ts';
import { playRound, type RoundResult } from './round.ts';
import { prepareDatabase, type Server, startServer } from './server.ts';

export interface CampaignOptions {
  kills: number;
  messages: number;
  /** Goes on from what the folder holds; else it is emptied first. */
  resume: boolean;
  everyMs: number;
  folder: string;
  child: string;
  tell(line: string): void;
  /** What must be put away, however it ends. */
  later(stop: () => Promise<unknown>): void;
}

/** What is kept between runs: rounds that were begun, and what those that were ended came to. */
interface State {
  begun: number;
  rounds: RoundResult[];
  privacy: Privacy[];
}

export interface Privacy {
  planted: number;
  metricsRead: number;
  found: string[];
  /** Words planted where they may be found: the search itself is looked at. */
  controlFound: boolean;
}

/** After so many kills everything is let come to rest and judged; an interruption costs no more than this. */
const killsPerRound = 50;

export async function runCampaign(options: CampaignOptions): Promise<boolean> {
  const { folder, tell } = options;
  if (!options.resume) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const file = join(folder, 'state.json');
  const state = await readState(file);
  const server = await startServer(join(folder, 'data'));
  options.later(server.stop);
  const connection = await prepareDatabase(server.cluster.connection, 'campaign');
  const canaries = makeCanaries();
  for (;;) {
    const kills = options.kills - sumOf(state.rounds, ({ kills: each }) => total(each));
    const messages = options.messages - sumOf(state.rounds, ({ counts }) => counts.messages ?? 0);
    if (kills <= 0) break;
    const stretch = Math.min(kills, kills < killsPerRound * 1.5 ? kills : killsPerRound);
    const share = Math.max(Math.ceil((messages * stretch) / kills), 0);
    state.begun += 1;
    await writeFile(file, JSON.stringify(state));
    tell(`Round ${state.begun}: ${stretch} kills over ${share} messages.`);
    const about = { round: state.begun, kills: stretch, messages: share, everyMs: options.everyMs };
    const { child } = options;
    const result = await playRound({ ...about, child, folder, server, connection, canaries, tell });
    state.rounds.push(result);
    await writeFile(file, JSON.stringify(state));
    for (const words of result.broken.slice(0, 20)) tell(`  BROKEN ${words}`);
    await writeReport(folder, state, options);
  }
  state.privacy.push(await searchEverywhere(server, canaries, folder, connection));
  await writeFile(file, JSON.stringify(state));
  return printReport(state.rounds, state.privacy, options, tell);
}

async function searchEverywhere(
  server: Server,
  canaries: ReturnType<typeof makeCanaries>,
  folder: string,
  connection: Parameters<typeof openLine>[0],
): Promise<Privacy> {
  const line = openLine(connection);
  const control = makeCanaries();
  await line.ask(`insert into campaign_order (id, words, state) values ($1, $1, 'done')`, [control.next()]);
  await canaries.readFile(join(folder, 'bots.log'));
  await canaries.readDatabase(server.cluster.where, line);
  await control.readDatabase(server.cluster.where, line);
  await line.close();
  return {
    planted: canaries.planted,
    metricsRead: canaries.readMetricsCount(),
    found: [...canaries.found],
    controlFound:
      control.found.some((place) => place.startsWith('table')) &&
      control.found.some((place) => place.includes('times')),
  };
}

/** So far: whoever interrupts a long campaign has this. */
async function writeReport(folder: string, state: State, wanted: CampaignOptions): Promise<void> {
  const lines: string[] = [];
  printReport(state.rounds, state.privacy, wanted, (line) => void lines.push(line));
  await writeFile(join(folder, 'report.txt'), `${lines.join('\n')}\n`);
}

async function readState(file: string): Promise<State> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as State;
  } catch {
    return { begun: 0, rounds: [], privacy: [] };
  }
}

export const total = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);
const sumOf = (rounds: readonly RoundResult[], of: (round: RoundResult) => number): number =>
  rounds.reduce((sum, round) => sum + of(round), 0);
