import { z } from 'zod';
import { parseKeys } from './store/keyring.ts';

const empty = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(empty, z.string().trim().optional());
const flag = z
  .preprocess(empty, z.enum(['true', 'false'], 'expected true or false').default('false'))
  .transform((value) => value === 'true');
const port = (preset: number) =>
  z.preprocess(
    empty,
    z.coerce.number('expected a port, 0 to 65535').int().min(0).max(65_535).default(preset),
  );
const optionalPort = z.preprocess(
  empty,
  z.coerce.number('expected a port, 1 to 65535').int().min(1).max(65_535).optional(),
);
const rate = (preset: number) =>
  z.preprocess(
    empty,
    z.coerce.number('expected a number, 0 for no limit').int().min(0).max(1_000_000).default(preset),
  );
const address = z.preprocess(empty, z.url('expected an address such as https://slack.com/api/').optional());

/** Every setting; `.env.example` explains each. */
const environment = z.object({
  NODE_ENV: text,
  DATABASE_URL: text,
  DATA_DIR: z.preprocess(empty, z.string().default('./.alongside')),
  HOST: text,
  PORT: port(3000),
  METRICS_PORT: optionalPort,
  METRICS_HOST: text,
  JOIN: z.preprocess(empty, z.enum(['approval', 'open'], 'expected approval or open').default('approval')),
  RATE_PER_PERSON: rate(40),
  RATE_PER_NETWORK: rate(6_000),
  ALONGSIDE_KEYS: text,
  SLACK_BOT_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_APP_TOKEN: text,
  SLACK_API_URL: address,
  PUBLIC_URL: address,
  NETWORK_NAME: z.preprocess(
    empty,
    z.string().trim().min(1).max(80, 'expected 80 characters at the most').optional(),
  ),
  TEAMS_APP_ID: text,
  TEAMS_APP_PASSWORD: text,
  TEAMS_TENANT_ID: text,
  TEAMS_LOCAL: flag,
});
type Environment = z.output<typeof environment>;

export type Config = ReturnType<typeof shape>;

/**
 * The only reader of the environment.
 * @throws one Error that lists every problem at once, each with what to do
 */
export function readConfig(from: Record<string, string | undefined> = process.env): Config {
  const parsed = environment.safeParse(from);
  if (!parsed.success)
    throw problems(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const found = check(parsed.data);
  if (found.length > 0) throw problems(found);
  return shape(parsed.data);
}

const problems = (lines: readonly string[]) =>
  new Error(
    `Alongside cannot start like this:\n${lines.map((line) => `  - ${line}`).join('\n')}\nSee .env.example for every setting.`,
  );

const hasSlack = (env: Environment) =>
  Boolean(env.SLACK_BOT_TOKEN || env.SLACK_SIGNING_SECRET || env.SLACK_APP_TOKEN);
const hasTeams = (env: Environment) => Boolean(env.TEAMS_APP_ID || env.TEAMS_APP_PASSWORD || env.TEAMS_LOCAL);
const isProduction = (env: Environment) => env.NODE_ENV === 'production';

/** Playground mode: only when nothing at all says that this is meant in earnest. */
const isPlayground = (env: Environment) =>
  !hasSlack(env) && !hasTeams(env) && !env.DATABASE_URL && !isProduction(env);

function check(env: Environment): string[] {
  const found: string[] = [];
  if (hasSlack(env) && !env.SLACK_BOT_TOKEN)
    found.push('SLACK_BOT_TOKEN is missing: copy it from "OAuth & Permissions" (it begins with xoxb-).');
  if (hasSlack(env) && !env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN)
    found.push(
      'SLACK_SIGNING_SECRET is missing: copy it from "Basic Information". (Socket Mode needs SLACK_APP_TOKEN in its place.)',
    );
  if (hasTeams(env) && !env.TEAMS_LOCAL && !env.TEAMS_APP_ID)
    found.push(
      'TEAMS_APP_ID is missing: without it anybody could speak as anyone. For a local try-out set TEAMS_LOCAL=true.',
    );
  if (hasTeams(env) && !env.TEAMS_LOCAL && !env.TEAMS_APP_PASSWORD)
    found.push('TEAMS_APP_PASSWORD is missing: create a client secret for the bot’s app registration.');
  if (env.TEAMS_LOCAL && env.TEAMS_APP_ID)
    found.push(
      'TEAMS_LOCAL=true turns authentication off, so it cannot go with TEAMS_APP_ID: remove one of them.',
    );
  if (env.TEAMS_LOCAL && isProduction(env))
    found.push('TEAMS_LOCAL=true turns authentication off, so it cannot go with NODE_ENV=production.');
  if (env.TEAMS_LOCAL && env.HOST && !isLoopback(env.HOST))
    found.push(`TEAMS_LOCAL=true listens on this machine alone, but HOST is ${env.HOST}: remove HOST.`);
  if (isPlayground(env) && env.HOST && !isLoopback(env.HOST))
    found.push(`The playground is for this machine alone, but HOST is ${env.HOST}: remove HOST.`);
  if (!hasSlack(env) && !hasTeams(env) && !isPlayground(env))
    found.push(
      'Neither Slack nor Teams is set up: give SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or TEAMS_APP_ID and TEAMS_APP_PASSWORD. For the playground set none of them, nor DATABASE_URL, nor NODE_ENV=production.',
    );
  if (env.METRICS_PORT !== undefined && env.METRICS_PORT === env.PORT)
    found.push(
      `METRICS_PORT is ${env.PORT}, as PORT is: give it another one, or leave it out for /metrics on PORT (from this machine alone).`,
    );
  if (env.METRICS_HOST && env.METRICS_PORT === undefined)
    found.push('METRICS_HOST is set without METRICS_PORT: set METRICS_PORT too, such as 9464.');
  if (isProduction(env) && !env.ALONGSIDE_KEYS)
    found.push(
      'ALONGSIDE_KEYS is missing: production needs a key of its own for sealed words. Make one: echo "k1:$(openssl rand -base64 32)"',
    );
  const keys = readKeys(env.ALONGSIDE_KEYS);
  if (keys instanceof Error) found.push(`ALONGSIDE_KEYS: ${keys.message}`);
  return found;
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

function readKeys(value: string | undefined) {
  try {
    return value === undefined ? undefined : parseKeys(value);
  } catch (error) {
    return error as Error;
  }
}

function shape(env: Environment) {
  const keys = readKeys(env.ALONGSIDE_KEYS);
  const playground = isPlayground(env);
  return {
    mode: playground ? ('playground' as const) : ('live' as const),
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    keys: keys instanceof Error ? undefined : keys,
    host: env.HOST ?? (playground || env.TEAMS_LOCAL ? '127.0.0.1' : '0.0.0.0'),
    port: env.PORT,
    metricsAt:
      env.METRICS_PORT === undefined
        ? undefined
        : { host: env.METRICS_HOST ?? '127.0.0.1', port: env.METRICS_PORT },
    join: env.JOIN,
    rates: { perPerson: env.RATE_PER_PERSON, perNetwork: env.RATE_PER_NETWORK },
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, ''),
    networkName: env.NETWORK_NAME,
    slack: env.SLACK_BOT_TOKEN
      ? {
          botToken: env.SLACK_BOT_TOKEN,
          signingSecret: env.SLACK_SIGNING_SECRET ?? '',
          appToken: env.SLACK_APP_TOKEN,
          apiUrl: env.SLACK_API_URL,
        }
      : undefined,
    teams: hasTeams(env)
      ? {
          appId: env.TEAMS_APP_ID ?? '',
          appPassword: env.TEAMS_APP_PASSWORD ?? '',
          tenantId: env.TEAMS_TENANT_ID,
          local: env.TEAMS_LOCAL,
        }
      : undefined,
  };
}
