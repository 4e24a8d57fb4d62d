import { codeOf } from '../embedded/refusal.ts';
import type { Moved } from './tables.ts';

/** Why a move cannot begin, with what to do; nothing has been changed anywhere by then. */
const refuse = (...lines: string[]): Error => new Error(lines.join('\n'));

const usage = 'npm run db:move -- postgresql://user:password@host:5432/database';

/** The address that was typed; @throws words when it is none. Its password is never repeated. */
export function readTarget(url: string | undefined): string {
  if (!url)
    throw refuse('Say which server the data is to go to, and into which empty database there:', `  ${usage}`);
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && ['postgresql:', 'postgres:'].includes(parsed.protocol) && parsed.pathname.length > 1)
    return url;
  throw refuse(
    'That is not the address of a PostgreSQL database. It should look like this:',
    `  ${usage}`,
    'Letters such as @ and / in the password are written as %40 and %2F.',
  );
}

export const noData = (dataDir: string) =>
  refuse(
    `There is no embedded database in ${dataDir}, so there is nothing to move.`,
    'Set DATA_DIR to the folder that the bot used. (What the playground keeps is not moved.)',
  );

export const notThePlayground = () =>
  refuse(
    'What the playground keeps is not moved: a server of your own begins with nobody in it.',
    `Without --playground the network itself is moved: ${usage}`,
  );

export const inUse = (connections: number) =>
  refuse(
    `The embedded database is still in use${connections > 0 ? ` (${connections} connections)` : ''}: what is written meanwhile would be lost.`,
    'Stop the bot, and whatever else is connected to it, then run this again.',
  );

export const behind = (names: readonly string[]) =>
  refuse(
    `The embedded database is behind this version of Alongside by ${names.join(', ')}.`,
    'Start the bot once without DATABASE_URL, so that it is brought up to date; stop it, then run this again.',
  );

export const wrongKind = (found: string, wanted: string) =>
  refuse(
    `The embedded database is a ${found} one, and only a ${wanted} one is moved.`,
    'Set DATA_DIR to the folder of the network itself.',
  );

export const sameDatabase = () =>
  refuse(
    'That address leads to the very database that is to be moved.',
    'Give the address of another server, or of another database.',
  );

export const tooOld = (major: number, oldest: number) =>
  refuse(
    `That server is PostgreSQL ${major}, but Alongside needs ${oldest} or later.`,
    'Update the server or use another.',
  );

export const wrongEncoding = (found: string) =>
  refuse(
    `That database keeps text as ${found}, and people’s names need UTF8.`,
    `Make one that does: create database alongside encoding 'UTF8' template template0;`,
  );

export const noSchema = () =>
  refuse(
    'That database has no schema for this user to put tables into.',
    'Make one (create schema public), or mend the user’s search_path.',
  );

export const notEmpty = (schema: string, names: readonly string[]) =>
  refuse(
    `The schema ${schema} of that database is not empty: it holds ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`,
    'Nothing was written there. Give an empty database (create database alongside), so that nothing is mixed or overwritten.',
  );

export const busyTarget = () =>
  refuse(
    'Something else is just setting up that database: a bot that starts on it, or another move.',
    'Stop it, then run this again.',
  );

export const differs = (table: string) =>
  new Error(`what arrived in ${table} is not what was sent (its rows or their checksum differ)`);

/** Why there is no connection, in the operator's terms. */
export function cannotConnect(error: unknown): Error {
  const code = codeOf(error) ?? '';
  const reason = error instanceof Error ? error.message : String(error);
  const advice =
    WAYS.find(({ codes }) => codes.includes(code))?.way ?? 'Check the address; psql must be able to use it.';
  return refuse(`That server could not be reached: ${reason || code}`, advice);
}

const WAYS = [
  {
    codes: ['ENOTFOUND', 'EAI_AGAIN'],
    way: 'No machine has that name: check the spelling of the host.',
  },
  {
    codes: ['ECONNREFUSED', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH'],
    way: 'Nothing answers there: check host and port, that the server runs, and the firewall between.',
  },
  {
    codes: ['28P01', '28000'],
    way: 'The server does not accept that user and password (or wants ?sslmode=require).',
  },
  { codes: ['3D000'], way: 'There is no database of that name yet: create it on the server first.' },
  { codes: ['53300'], way: 'The server has no connection free: try again in a minute.' },
];

/** Something broke under way: the transaction on the target is gone with it. */
export function brokenOff(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const advice =
    codeOf(error) === '42501'
      ? 'Let the user make tables there: grant create on schema public to <user>; then run this again.'
      : 'When that is mended, run this again.';
  return new Error(
    `The move was broken off: ${reason}\nNothing was kept on the server, and the embedded database is as it was. ${advice}`,
    { cause: error },
  );
}

/** Everything is there; what is left for the operator to do, and what must never be done. */
export function whatNext({ tables, rows }: Moved, from: { where: string; keyFile?: string }): string {
  const keys = from.keyFile
    ? `Keep the key file ${from.keyFile}: without it nobody can read the sealed words. The bot goes on reading it from DATA_DIR; on another machine, set ALONGSIDE_KEYS to the line in it.`
    : 'Keep ALONGSIDE_KEYS as it is: without it nobody can read the sealed words.';
  return [
    `Everything has arrived: ${rows} rows in ${tables} tables, each table compared with the original.`,
    '',
    'What to do next:',
    '  1. Set DATABASE_URL to the address that you gave just now.',
    `  2. ${keys}`,
    '  3. Start the bot, and send it “home”.',
    `The data in ${from.where} is as it was. Do not start a bot on it again: it would send what the other one has sent. When all is well, and you have a backup of the server, remove it.`,
  ].join('\n');
}
