import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { runWork, type WorkParts } from '../../../bot/work.ts';
import { recordAudit } from '../../../store/audit.ts';
import { type Database, readNow } from '../../../store/database.ts';
import { COLUMNS } from '../rules/columns.ts';
import { readPeopleList } from '../rules/list.ts';
import { decodeList, MOST_BYTES } from '../rules/text.ts';
import { readMemberList } from '../store/known.ts';
import { planLines, type Way } from '../views.ts';
import { bringIn, hintNear, planList } from './list.ts';

export type CommandParts = WorkParts & { database: Database };

/** What is to be told in the terminal; `ok`: nothing is left to mend. */
export interface Told {
  lines: readonly string[];
  ok: boolean;
}

const USAGE = [
  'Please say: npm run import -- people.csv            what it would come to; nothing is written',
  '            npm run import -- people.csv --write    brings them in; codes go to people.csv.codes.csv',
  '            and --namesakes                         also those whose name is here already',
  'The first line names the columns, in any order; only name is needed:',
  ...Object.entries(COLUMNS).map(([column, words]) => `  ${column}: ${words}`),
];

/** `import -- people.csv [--write] [--namesakes]`: a dry run unless told to write; every bad line is named either way. */
export async function importPeople(parts: CommandParts, args: readonly string[]): Promise<Told> {
  const [file, ...more] = args.filter((one) => one !== '--write' && one !== '--namesakes');
  if (file === undefined || more.length > 0) return { lines: USAGE, ok: false };
  const startedAt = performance.now();
  const text = await readList(file);
  if ('lines' in text) return text;
  const list = readPeopleList(text.text);
  const isWriting = args.includes('--write');
  const also = () => args.includes('--namesakes');
  const { lines, codes } = await parts.database.transaction(
    async (tx) => {
      const { now } = await readNow(tx);
      const { result } = await runWork(parts, tx, now, async (work) => {
        const outcomes = await planList(work, list);
        const hints = await hintNear(work, outcomes);
        const invited = isWriting ? await bringIn(work, outcomes, { also }) : [];
        return {
          lines: [
            ...planLines(outcomes, list.bad),
            ...hints,
            ...(outcomes.some(({ is }) => is === 'namesake') && !also()
              ? ['If they are other people, bring the list again with --namesakes.']
              : []),
          ],
          codes: invited.map(({ one, code, link }) => ({ name: one.name, code, link })),
        };
      });
      return result;
    },
    { isLong: true },
  );
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const where = codes.length > 0 ? await writeCodes(file, codes) : undefined;
  return {
    lines: [
      ...lines,
      ...(isWriting
        ? [`Brought in: ${codes.length}, in ${seconds} s.`]
        : ['Nothing was written. To bring them in, add --write.']),
      ...(where
        ? [
            `Their codes${codes[0]?.link ? ' and links' : ''} are in ${where}, and nowhere else: whoever is not known by an id types theirs in their own chat.`,
          ]
        : []),
    ],
    ok: list.bad.length === 0,
  };
}

async function readList(file: string): Promise<{ text: string } | Told> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return { lines: [`There is no file ${file}.`, ...USAGE], ok: false };
  const most = MOST_BYTES / 1024 / 1024;
  if (found.size > MOST_BYTES)
    return { lines: [`${file} is larger than ${most} MB: please part the list.`], ok: false };
  const decoded = decodeList(await readFile(file));
  if ('text' in decoded) return decoded;
  return { lines: [`Line ${decoded.bad.line} can’t be read. Expected: ${decoded.bad.expected}.`], ok: false };
}

/** A file of its own each time, and for its owner's eyes: a code lets whoever has it in. */
async function writeCodes(file: string, codes: readonly ({ name: string } & Way)[]): Promise<string> {
  const isLinked = codes.some(({ link }) => link);
  const rows = stringify(
    [
      ['name', 'type in your own chat', ...(isLinked ? ['or send them this link'] : [])],
      ...codes.map(({ name, code, link }) => [name, `join ${code}`, ...(link ? [link] : [])]),
    ],
    { bom: true, escape_formulas: true },
  );
  for (let number = 1; ; number += 1) {
    const where = `${file}.codes${number === 1 ? '' : `-${number}`}.csv`;
    const isWritten = await writeFile(where, rows, { flag: 'wx', mode: 0o600 }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false;
      },
    );
    if (isWritten) return where;
  }
}

/** `export -- members.csv`: the members, as a list can be brought in again; what is private or sealed is not in it. */
export async function exportPeople({ database }: CommandParts, args: readonly string[]): Promise<Told> {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0)
    return { lines: ['Please say: npm run export -- members.csv'], ok: false };
  const target = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => error);
  if (target instanceof Error)
    return {
      lines: [
        target.code === 'EEXIST'
          ? `${file} is there already, and nothing is written over it: please name another.`
          : `${file} can’t be written: ${target.message}`,
      ],
      ok: false,
    };
  const rows = await database.transaction(async (tx) => {
    const { now } = await readNow(tx);
    const found = await readMemberList(tx);
    await recordAudit(tx, { at: now, action: 'people.exported', record: 'list:people', count: found.length });
    return found.map((row) => toCells(row, now));
  });
  await target.writeFile(stringify([HEADER, ...rows], { bom: true, escape_formulas: true }));
  await target.close();
  return {
    lines: [`${rows.length} members are in ${file}. Keep it as you would keep the people in it.`],
    ok: true,
  };
}

const HEADER = [
  ...Object.keys(COLUMNS).filter((column) => column !== 'email'),
  'confirmed',
  'roles',
  'joined',
];
type MemberRow = Awaited<ReturnType<typeof readMemberList>>[number];

function toCells({ name, joinedAt, accounts, roles, profile }: MemberRow, now: Date): string[] {
  const idOn = (platform: string) => accounts.find((one) => one.platform === platform)?.externalUser ?? '';
  const held = roles.filter(({ startsAt, endsAt }) => startsAt <= now && (!endsAt || endsAt > now));
  const many = (all: readonly string[] | undefined) => (all ?? []).join('; ');
  return [
    name,
    idOn('slack'),
    idOn('teams'),
    profile?.organisation?.name ?? '',
    profile?.organisation?.kind ?? '',
    profile?.area ?? '',
    many(profile?.kinds),
    many(profile?.skills),
    many(profile?.topics),
    many(profile?.interests),
    many(profile?.languages),
    many(profile?.confirmed),
    many(held.map(({ role }) => role)),
    joinedAt?.toISOString().slice(0, 10) ?? '',
  ];
}
