import { resolve } from 'node:path';
import { z } from 'zod';
import { isLoopbackHost } from './chat/near.ts';
import { type Given, readEnvFile } from './env-file.ts';
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
  METRICS_TOKEN: text,
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

/** What was set, and where: the environment wins over the file, also where it holds nothing, as Node itself has it. */
interface Sources {
  environment: Given;
  /** Undefined without a file. */
  file?: Given | undefined;
  /** Where a file was looked for; undefined when none is read. */
  path?: string;
}

/**
 * The only reader of the environment, and of `.env` in the folder that the bot was started in. `from` stands for both.
 * `operate`: a command on the data alone, which needs neither Slack nor Teams.
 * @throws one Error that lists every problem at once, each with what to do
 */
export function readConfig(from?: Given, purpose: 'serve' | 'operate' = 'serve'): Config {
  const sources = from ? { environment: from } : readSources();
  const parsed = environment.safeParse({ ...sources.file, ...sources.environment });
  if (!parsed.success) throw problems(parsed.error.issues.map(settingIssue), sources);
  const found = [...check(parsed.data), ...(purpose === 'serve' ? checkPlatforms(parsed.data) : [])];
  if (found.length > 0) throw problems(found, sources);
  return shape(parsed.data, sources);
}

const settingIssue = ({ path, message }: z.core.$ZodIssue) => `${path.join('.')}: ${message}`;

function readSources(path = resolve('.env')): Sources {
  return { environment: process.env, file: readEnvFile(path), path };
}

const problems = (lines: readonly string[], { file, path }: Sources) =>
  new Error(
    [
      'Alongside cannot start like this:',
      ...lines.map((line) => `  - ${line}`),
      ...(path
        ? [file ? `Read: the environment and ${path}.` : `Read: the environment; there is no ${path}.`]
        : []),
      'See .env.example for every setting.',
    ].join('\n'),
  );

/** What says that this is meant in earnest, for each platform. */
const CREDENTIALS = {
  Slack: ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'],
  Teams: ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_LOCAL'],
} as const;

const originOf = (name: string, { environment }: Sources): string =>
  `${name} from ${environment[name] === undefined ? '.env' : 'the environment'}`;

/** The first line that is printed: which mode, and what made it so. Names of settings, never what they hold. */
function explainMode(env: Environment, sources: Sources): string {
  const { environment, file, path } = sources;
  const isSet = (name: string) => Boolean(environment[name] ?? file?.[name]);
  if (isPlayground(env)) {
    const hidden = Object.values(CREDENTIALS)
      .flat()
      .filter((name) => ![undefined, '', 'false'].includes(file?.[name]) && environment[name] === '');
    if (hidden.length > 0)
      return `Playground: ${hidden.join(' and ')}: empty in the environment, which wins over .env.`;
    const nowhere = path && !file ? `the environment, and there is no ${path}` : 'the environment or in .env';
    return `Playground: no Slack or Teams credentials in ${nowhere}.`;
  }
  const live = [
    ...(hasSlack(env) ? (['Slack'] as const) : []),
    ...(hasTeams(env) ? (['Teams'] as const) : []),
  ];
  const why = live.flatMap((platform) =>
    CREDENTIALS[platform]
      .filter(isSet)
      .slice(0, 1)
      .map((name) => originOf(name, sources)),
  );
  return `Live, for ${live.join(' and ')}: ${why.join(', ')}.`;
}

const hasSlack = (env: Environment) =>
  Boolean(env.SLACK_BOT_TOKEN || env.SLACK_SIGNING_SECRET || env.SLACK_APP_TOKEN);
const hasTeams = (env: Environment) => Boolean(env.TEAMS_APP_ID || env.TEAMS_APP_PASSWORD || env.TEAMS_LOCAL);
const isProduction = (env: Environment) => env.NODE_ENV === 'production';

/** Playground mode: only when nothing at all says that this is meant in earnest. */
const isPlayground = (env: Environment) =>
  !hasSlack(env) && !hasTeams(env) && !env.DATABASE_URL && !isProduction(env);

function checkPlatforms(env: Environment): string[] {
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
  const live = [...CREDENTIALS.Slack, 'TEAMS_APP_ID', 'TEAMS_APP_PASSWORD'] as const;
  const beside = live.filter((name) => env[name]);
  if (env.TEAMS_LOCAL && beside.length > 0)
    found.push(
      `TEAMS_LOCAL=true turns authentication off, so it cannot go with ${beside.join(' and ')}: remove one of them.`,
    );
  if (env.TEAMS_LOCAL && isProduction(env))
    found.push('TEAMS_LOCAL=true turns authentication off, so it cannot go with NODE_ENV=production.');
  if (env.TEAMS_LOCAL && env.HOST && !isLoopbackHost(env.HOST))
    found.push(`TEAMS_LOCAL=true listens on this machine alone, but HOST is ${env.HOST}: remove HOST.`);
  if (isPlayground(env) && env.HOST && !isLoopbackHost(env.HOST))
    found.push(`The playground is for this machine alone, but HOST is ${env.HOST}: remove HOST.`);
  if (!hasSlack(env) && !hasTeams(env) && !isPlayground(env))
    found.push(
      'Neither Slack nor Teams is set up: give SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or TEAMS_APP_ID and TEAMS_APP_PASSWORD. For the playground set none of them, nor DATABASE_URL, nor NODE_ENV=production.',
    );
  return found;
}

function check(env: Environment): string[] {
  const found: string[] = [];
  if (env.DATABASE_URL && !isDatabaseUrl(env.DATABASE_URL))
    found.push(
      'DATABASE_URL is no address of a PostgreSQL database, such as postgresql://user:password@host:5432/database. Letters such as @ and / in the password are written as %40 and %2F.',
    );
  if (env.METRICS_PORT !== undefined && env.METRICS_PORT === env.PORT)
    found.push(
      `METRICS_PORT is ${env.PORT}, as PORT is: give it another one, or leave it out for /metrics on PORT (from this machine alone).`,
    );
  if (env.METRICS_HOST && env.METRICS_PORT === undefined)
    found.push('METRICS_HOST is set without METRICS_PORT: set METRICS_PORT too, such as 9464.');
  if (env.METRICS_TOKEN && !/^[\x21-\x7e]{20,}$/.test(env.METRICS_TOKEN))
    found.push('METRICS_TOKEN is too easy to guess: 20 characters or more. Make one: openssl rand -hex 20');
  if (isProduction(env) && !env.ALONGSIDE_KEYS)
    found.push(
      'ALONGSIDE_KEYS is missing: production needs a key of its own for sealed words. Make one: echo "k1:$(openssl rand -base64 32)"',
    );
  const keys = readKeys(env.ALONGSIDE_KEYS);
  if (keys instanceof Error) found.push(`ALONGSIDE_KEYS: ${keys.message}`);
  return found;
}

const isDatabaseUrl = (url: string) =>
  URL.canParse(url) && ['postgresql:', 'postgres:'].includes(new URL(url).protocol);

function readKeys(value: string | undefined) {
  try {
    return value === undefined ? undefined : parseKeys(value);
  } catch (error) {
    return error as Error;
  }
}

function shape(env: Environment, sources: Sources) {
  const keys = readKeys(env.ALONGSIDE_KEYS);
  const playground = isPlayground(env);
  return {
    mode: playground ? ('playground' as const) : ('live' as const),
    why: explainMode(env, sources),
    databaseUrl: env.DATABASE_URL,
    databaseFrom: originOf('DATABASE_URL', sources),
    dataDir: env.DATA_DIR,
    keys: keys instanceof Error ? undefined : keys,
    host: env.HOST ?? (playground || env.TEAMS_LOCAL ? '127.0.0.1' : '0.0.0.0'),
    port: env.PORT,
    metricsAt:
      env.METRICS_PORT === undefined
        ? undefined
        : { host: env.METRICS_HOST ?? '127.0.0.1', port: env.METRICS_PORT },
    metricsToken: env.METRICS_TOKEN,
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
