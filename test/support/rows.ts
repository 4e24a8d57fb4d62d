import type { Database } from '../../src/store/database.ts';

/** Every row of every table as text, by table: how often it stands there. */
export type Rows = ReadonlyMap<string, { table: string; row: string }>;

/** How deliveries are told apart and messages are sent, and the keys of what is sealed: none says who did what. */
const MECHANICS = ['inbox', 'outbox_lane', 'outbox_bucket', 'data_key'];

export async function readRows({ prisma }: Database): Promise<Rows> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND NOT table_name = ANY(${MECHANICS})`;
  const all = tables.map(({ name }) => `SELECT '${name}' AS "table", t::text AS row FROM "${name}" t`);
  const found = await prisma.$queryRawUnsafe<{ table: string; row: string }[]>(all.join(' UNION ALL '));
  return new Map(found.map((one) => [`${one.table} ${one.row}`, one]));
}

const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g;
const idsIn = (row: string): string[] => row.match(UUID) ?? [];

/**
 * Rows that were made, changed or taken away between the two and that are not `whose`: no id of theirs stands in them,
 * nor one of anything that they made meanwhile.
 */
export function strangeChanges(before: Rows, after: Rows, whose: readonly string[]): string[] {
  const known = new Set([...before.values()].flatMap(({ row }) => idsIn(row)));
  const theirs = new Set(whose);
  const made = [...after]
    .filter(([key]) => !before.has(key))
    .map(([key, { row }]) => ({ key, ids: idsIn(row) }));
  const gone = [...before]
    .filter(([key]) => !after.has(key))
    .map(([key, { row }]) => ({ key, ids: idsIn(row) }));
  const isTheirs = ({ ids }: { ids: string[] }) => ids.some((id) => theirs.has(id));
  let grew = true;
  while (grew) {
    const size = theirs.size;
    for (const row of made.filter(isTheirs)) for (const id of row.ids) if (!known.has(id)) theirs.add(id);
    grew = theirs.size > size;
  }
  // What stands on a home for all organisations at once names none; it is there once somebody has named a new one.
  const hasNamed = made.some((row) => row.key.startsWith('organisation ') && isTheirs(row));
  const isOfAll = ({ key }: { key: string }) =>
    hasNamed && /^card .*,organisations:to-look-at,all,/.test(key);
  return [
    ...made.filter((row) => !isTheirs(row) && !isOfAll(row)).map(({ key }) => `+ ${key}`),
    ...gone.filter((row) => !isTheirs(row)).map(({ key }) => `- ${key}`),
  ];
}
