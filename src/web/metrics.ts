import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { HttpRoute } from '../chat/adapter.ts';
import { isFromHere } from '../chat/near.ts';
import { BROKEN_OFF, coarse, type Log, type LogLine } from '../log.ts';
import { createWebServer, type WebServer } from './server.ts';
import { hashToken } from './tokens.ts';

/** What is read from the database when somebody asks: gauges by name, each with its values by label. */
export type Gauges = Record<keyof typeof GAUGES, Readonly<Record<string, number>>>;

/**
 * Figures that are made of the very lines of the log, so that the two always agree; what stands in the database is
 * read when asked for. Labels are platforms, states and outcomes: no member, no feature, no words.
 */
export interface Metrics {
  /** Passes every line on, and counts it. */
  readonly log: Log;
  /** In Prometheus's text format. A database that does not answer shows as `alongside_database_up 0`. */
  write(read: () => Promise<Gauges>): Promise<string>;
}

const GAUGES = {
  waiting: {
    name: 'alongside_messages_waiting',
    help: 'Messages that are not settled, by state',
    label: 'state',
  },
  oldest: {
    name: 'alongside_oldest_due_seconds',
    help: 'How long the message that is due longest has waited',
    label: undefined,
  },
  undelivered: {
    name: 'alongside_messages_undelivered',
    help: 'Messages of the last 7 days that failed, or of which nobody knows whether they arrived',
    label: 'state',
  },
  untold: {
    name: 'alongside_messages_untold',
    help: 'Messages that did not arrive, and whose feature could not be told yet',
    label: undefined,
  },
  findings: {
    name: 'alongside_auditor_findings',
    help: 'What the auditor found the last time it looked: anything at all is worth a look at the log',
    label: 'kind',
  },
  audited: {
    name: 'alongside_auditor_age_seconds',
    help: 'How long ago the auditor looked; it does so every 5 minutes',
    label: undefined,
  },
} as const;

// Within the platforms' 3 s and 5 s an answer is in time.
const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];
// A send is cut at 8 s.
const SEND_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 10];
const LATE_SECONDS = [0.1, 0.5, 1, 2, 5, 15, 30, 60, 300, 1_800, 7_200];
/** Prometheus waits for 10 s unless told otherwise; a database that is away is then told as that. */
const PATIENCE_MS = 4_000;

export function createMetrics(log: Log, about: { ofProcess?: boolean } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (about.ofProcess) collectDefaultMetrics({ register: registry });
  const count = countLines(registers);
  const write = coarse(log);
  const up = new Gauge({ name: 'alongside_database_up', help: 'Whether the database answers', registers });
  const gauges = Object.entries(GAUGES).map(([key, { name, help, label }]) => ({
    key: key as keyof Gauges,
    label,
    gauge: new Gauge({ name, help, labelNames: label ? [label] : [], registers }),
  }));
  return {
    log(line) {
      count(line);
      if (line.event !== BROKEN_OFF) write(line);
    },
    async write(read) {
      const found = await Promise.race([read(), sleep(PATIENCE_MS, undefined, { ref: false })]).catch(
        () => undefined,
      );
      up.set(found ? 1 : 0);
      for (const { key, label, gauge } of gauges) {
        // What was true before the database went away is no figure of now.
        gauge.reset();
        if (!found && !label) gauge.remove();
        for (const [value, figure] of Object.entries(found?.[key] ?? {}))
          gauge.set(label ? { [label]: value } : {}, figure);
      }
      return registry.metrics();
    },
  };
}

function countLines(registers: Registry[]): (line: LogLine) => void {
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) => {
    const made = new Histogram({ name, help, labelNames, buckets, registers });
    return (line: LogLine, ms: unknown) => {
      const labels = labelNames.map((label) => [label, String(line[label] ?? 'none')]);
      if (typeof ms === 'number') made.observe(Object.fromEntries(labels), ms / 1_000);
    };
  };
  const inbound = histogram(
    'alongside_inbound_seconds',
    'What reached the bot, and how long its answer took',
    ['platform', 'kind', 'outcome'],
    ANSWER_SECONDS,
  );
  const attempts = histogram(
    'alongside_attempt_seconds',
    'Attempts to send a message',
    ['platform', 'class', 'outcome'],
    SEND_SECONDS,
  );
  const lateness = histogram(
    'alongside_lateness_seconds',
    'How long after it was due a message was settled',
    ['platform', 'class', 'outcome'],
    LATE_SECONDS,
  );
  const problems = new Counter({
    name: 'alongside_problems_total',
    help: 'Log lines that tell of an error, by event; of sweeps that put something off, by sweep',
    labelNames: ['event', 'sweep'],
    registers,
  });
  const brokenOff = new Counter({
    name: 'alongside_connections_broken_off_total',
    help: 'Connections that ended before their request did',
    registers,
  });
  return (line) => {
    if (line.event === BROKEN_OFF) brokenOff.inc();
    if (line.error) problems.inc({ event: line.event, sweep: String(line.sweep ?? '') });
    if (line.event === 'inbound') inbound(line, line.ms);
    if (line.event !== 'outbox.attempt') return;
    attempts(line, line.ms);
    // One that is to be tried again has not arrived yet, however late.
    if (line.outcome !== 'again') lateness(line, line.lateMs);
  };
}

/** Who may read: this machine, and whoever brings the token, where there is one. */
function isLet(request: IncomingMessage, token: string | undefined): boolean {
  if (isFromHere(request)) return true;
  const [, brought = ''] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  // Of equal length whatever was brought, and compared to the end.
  return (
    token !== undefined && timingSafeEqual(Buffer.from(hashToken(brought)), Buffer.from(hashToken(token)))
  );
}

/** `/metrics`. A port of its own is for whoever is let to it, unless a token is asked for. */
function metricsRoute(
  write: () => Promise<string>,
  isOpen: (request: IncomingMessage) => boolean,
): HttpRoute {
  return {
    method: 'GET',
    path: '/metrics',
    async handle(request, response) {
      if (!isOpen(request)) {
        response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
        response.end(
          'The figures are for this machine alone. To read them from another, set METRICS_PORT, or METRICS_TOKEN.\n',
        );
        return;
      }
      const text = await write();
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
    },
  };
}

/** Opens it: on a port of its own where the operator named one, else on the bot's own server. */
export async function openMetrics(
  write: () => Promise<string>,
  about: {
    web: WebServer;
    at: { host: string; port: number } | undefined;
    token: string | undefined;
    log: Log;
  },
): Promise<{ port?: number; stop(): Promise<void> }> {
  if (!about.at) {
    about.web.mount(metricsRoute(write, (request) => isLet(request, about.token)));
    return { stop: async () => {} };
  }
  const own = createWebServer({ ...about.at, log: about.log, setting: 'METRICS_PORT' });
  own.mount(metricsRoute(write, (request) => about.token === undefined || isLet(request, about.token)));
  return { port: await own.listen(), stop: own.stop };
}
