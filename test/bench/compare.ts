import type { Child } from './child.ts';
import { drawTable, fixed, judge, medianOf, noiseOf, percent } from './figures.ts';
import { pressFor, type Target, type Window } from './load.ts';

/** `floor`: the SDK alone. `row`: it writes one row. The others are compared with them. */
export interface Contestant extends Target {
  child: Child;
  role: 'ours' | 'floor' | 'row';
}

interface Figure {
  of: Contestant;
  atOnce: number;
  perSecond: number;
  noise: number;
  p50: number;
  p99: number;
  /** Of the server's process, for one request: hardly moved by what else the machine does. */
  cpuMs: number;
}

const load = [1, 10, 50];
const windows = 3;
const windowMs = 800;
const warmUpMs = 1_000;
export interface Aims {
  /** The rate, as a share of the rate of the SDK that writes a row. */
  leastOfRow: number;
  /** In ms, with the most at once. */
  mostP99: number;
}
/** The aims of the project, unless told. */
const usual: Aims = { leastOfRow: 0.4, mostP99: 100 };

/** Takes turns in short windows, so that what else the machine does meets all of them alike. */
export async function compare(contestants: readonly Contestant[], aims = usual): Promise<string[]> {
  for (const one of contestants) await pressFor(warmUpMs, one, 10);
  const idle = performance.eventLoopUtilization();
  const figures: Figure[] = [];
  for (const atOnce of load) {
    const seen = new Map(contestants.map((one) => [one, [] as Seen[]]));
    for (let turn = 0; turn < windows; turn += 1)
      for (const one of contestants) seen.get(one)?.push(await watch(one, atOnce));
    for (const [of, all] of seen) figures.push(sumUp(of, atOnce, all));
  }
  const { utilization } = performance.eventLoopUtilization(idle);
  return [
    `medians of ${windows} windows of ${windowMs / 1_000} s that take turns; ± half the spread of the requests/s; CPU of the server's process`,
    ...drawTable([head, ...figures.map((figure) => toRow(figure, figures))]),
    ...(await memoryOf(contestants)),
    `The process that asks was ${percent(utilization)} busy.`,
    ...judgeAll(figures, aims),
  ];
}

type Seen = Window & { cpuMs: number };

async function watch(one: Contestant, atOnce: number): Promise<Seen> {
  const before = await one.child.usage();
  const window = await pressFor(windowMs, one, atOnce);
  const after = await one.child.usage();
  return { ...window, cpuMs: (after.cpuMs - before.cpuMs) / (window.count + atOnce) };
}

function sumUp(of: Contestant, atOnce: number, seen: readonly Seen[]): Figure {
  const median = (key: keyof Seen) => medianOf(seen.map((one) => one[key]));
  return {
    of,
    atOnce,
    perSecond: median('perSecond'),
    noise: noiseOf(seen.map((one) => one.perSecond)),
    p50: median('p50'),
    p99: median('p99'),
    cpuMs: median('cpuMs'),
  };
}

const head = ['', 'at once', 'req/s', '±', 'p50 ms', 'p99 ms', 'CPU ms/req', ': SDK alone', ': SDK + row'];

function toRow(figure: Figure, all: readonly Figure[]): string[] {
  const { of, atOnce, perSecond, noise, p50, p99, cpuMs } = figure;
  const ratios = (['floor', 'row'] as const).map((role) =>
    of.role === 'ours' && all.some((one) => one.of.role === role) ? fixed(ratioTo(role, figure, all)) : '',
  );
  return [
    of.name,
    ...[atOnce, Math.round(perSecond)].map(String),
    percent(noise),
    ...[p50, p99, cpuMs].map(fixed),
    ...ratios,
  ];
}

function ratioTo(role: Contestant['role'], { perSecond, atOnce }: Figure, all: readonly Figure[]): number {
  return perSecond / (all.find((one) => one.of.role === role && one.atOnce === atOnce)?.perSecond ?? 0);
}

async function memoryOf(contestants: readonly Contestant[]): Promise<string[]> {
  const children = new Map(contestants.map(({ child, name }) => [child, name.split(',')[0]]));
  const each = [...children].map(
    async ([child, name]) => `${name} ${Math.round((await child.usage()).rssMb)} MB`,
  );
  return [`Memory after the load: ${(await Promise.all(each)).join(', ')}.`];
}

function judgeAll(figures: readonly Figure[], { leastOfRow, mostP99 }: Aims): string[] {
  const ours = figures.filter(({ of }) => of.role === 'ours');
  return [...new Set(ours.map(({ of }) => of))].flatMap((of) => {
    const mine = ours.filter((one) => one.of === of);
    const least = Math.min(...mine.map((one) => ratioTo('row', one, figures)));
    const p99 = mine.at(-1)?.p99 ?? 0;
    return [
      judge(
        `${of.name}, at least ${leastOfRow} of the SDK that writes a row`,
        fixed(least),
        least >= leastOfRow,
      ),
      judge(`${of.name}, p99 under ${mostP99} ms with ${load.at(-1)} at once`, fixed(p99), p99 < mostP99),
    ];
  });
}
