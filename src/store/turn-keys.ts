import { unwrap, wrap } from './data-keys.ts';
import type { Database, Tx } from './database.ts';
import { type LiveRing, makeKey, newestKey, type RingKey, readKeyFile, replaceKeyFile } from './keyring.ts';
import { type KeySource, openRing } from './open-ring.ts';
import { readCurrentKey, turnSentinel } from './sentinel.ts';

/** What to tell whoever turns the keys; `done` false: something is left for them to do. */
export interface Told {
  done: boolean;
  lines: readonly string[];
}

const BATCH = 500;
/** Which keys are on their way out: so that a retirement that was broken off goes on, and makes no further key. */
const RETIRING = 'keys.retiring';

/**
 * Lets the newest key wrap every data key; of a key file, after making one. Words are not touched. Can be broken off
 * and begun again. With `retire` the older keys are destroyed: no copy of the database made before opens again.
 */
export async function turnKeys(db: Database, source: KeySource, retire: boolean): Promise<Told> {
  const ring = await openRing(db, source);
  const leaving = await readLeaving(db.prisma);
  if (leaving.length > 0 && !leaving.some((id) => hasKey(ring, id))) {
    await writeLeaving(db.prisma, []);
    if (retire) return { done: true, lines: retiredLines(leaving) };
  }
  if (!(await findNewer(db, ring, source))) return retire ? addOne(ring) : nothingToDo(ring);
  const newest = newestKey(ring.keys);
  const older = ring.keys.slice(0, -1).map(({ id }) => id);
  if (retire) await db.transaction((tx) => writeLeaving(tx, older));
  const turned = `${await rewrapAll(db, ring, newest)} data keys are wrapped by "${newest.id}" now.`;
  if (!retire) return { done: true, lines: [turned, ...keepLines(older)] };
  await db.transaction((tx) => leaveBehind(tx, source, older));
  if (!('file' in source)) return { done: false, lines: [turned, ...removeLines(older)] };
  return { done: true, lines: [turned, ...retiredLines(older)] };
}

/** Whether every data key opens, and which keys are still needed. Changes nothing. */
export async function verifyKeys(db: Database, source: KeySource): Promise<Told> {
  const ring = await openRing(db, source);
  const used = new Map<string, number>();
  const broken: string[] = [];
  let after = '';
  for (;;) {
    const rows = await db.prisma.dataKey.findMany({
      ...(after && { where: { memberId: { gt: after } } }),
      orderBy: { memberId: 'asc' },
      take: BATCH,
    });
    for (const { memberId, ringKey, wrapped } of rows) {
      used.set(ringKey, (used.get(ringKey) ?? 0) + 1);
      await unwrap(ring, memberId, wrapped).catch(() => broken.push(memberId));
    }
    if (rows.length < BATCH) break;
    after = rows.at(-1)?.memberId ?? '';
  }
  const still = (await readLeaving(db.prisma)).filter((id) => hasKey(ring, id));
  return {
    done: broken.length === 0 && still.length === 0,
    lines: [
      `New data keys are wrapped by "${await readCurrentKey(db.prisma)}".`,
      ...ring.keys.map(({ id }) => `"${id}" wraps ${used.get(id) ?? 0} data keys.`),
      ...broken.map((id) => `The data key of ${id} does not open: what it sealed cannot be read.`),
      ...(still.length > 0 ? removeLines(still) : []),
    ],
  };
}

const hasKey = (ring: LiveRing, id: string): boolean => ring.keys.some((key) => key.id === id);

/** Whether the ring holds a key to turn to. A key file is given one: of two who do so at once, both take the first's. */
async function findNewer(db: Database, ring: LiveRing, source: KeySource): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockTurning(tx);
    if (ring.reload) ring.keys = await ring.reload();
    if (await hasNewer(tx, ring)) return true;
    if (!('file' in source)) return false;
    ring.keys = [...ring.keys, makeKey(ring.keys.map(({ id }) => id))];
    await replaceKeyFile(source.file, ring.keys);
    return true;
  });
}

/** A key that does not wrap yet, or that a turning which was broken off has begun with. */
async function hasNewer(tx: Tx, ring: LiveRing): Promise<boolean> {
  const newest = newestKey(ring.keys).id;
  const leaving = await readLeaving(tx);
  if (leaving.length > 0) return !leaving.includes(newest);
  const others = await tx.dataKey.count({ where: { ringKey: { not: newest } } });
  return others > 0 || (await readCurrentKey(tx)) !== newest;
}

/** Any number will do, as long as nothing else in this database takes it. */
const ONE_AT_A_TIME = 7_011_003;
const lockTurning = (tx: Tx) =>
  tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(${ONE_AT_A_TIME}::bigint)`;

async function rewrapAll(db: Database, ring: LiveRing, newest: RingKey): Promise<number> {
  await db.transaction((tx) => turnSentinel(tx, newest));
  let count = 0;
  for (;;) {
    const wrapped = await db.transaction((tx) => rewrapSome(tx, ring, newest));
    if (wrapped === 0) return count;
    count += wrapped;
  }
}

async function rewrapSome(tx: Tx, ring: LiveRing, newest: RingKey): Promise<number> {
  if ((await readCurrentKey(tx)) !== newest.id) throw new Error(MEANWHILE);
  const rows = await tx.$queryRaw<{ id: string; wrapped: string }[]>`
    SELECT member_id::text AS id, wrapped FROM data_key WHERE ring_key <> ${newest.id}
    ORDER BY member_id LIMIT ${BATCH} FOR UPDATE`;
  const again = [];
  for (const { id, wrapped } of rows)
    again.push({ id, ...wrap(newest, id, await unwrap(ring, id, wrapped)) });
  await tx.$executeRaw`
    UPDATE data_key k SET ring_key = ${newest.id}, wrapped = n.wrapped
    FROM jsonb_to_recordset(${JSON.stringify(again)}::jsonb) AS n(id uuid, wrapped text) WHERE k.member_id = n.id`;
  return rows.length;
}

const MEANWHILE = 'The keys were turned by somebody else at the same time. Nothing is lost: run this again.';

/**
 * The older keys leave the file. Nobody can wrap with one of them any more: whoever did has committed, and the row that
 * says which key wraps is ours until then.
 */
async function leaveBehind(tx: Tx, source: KeySource, older: readonly string[]): Promise<void> {
  await lockTurning(tx);
  const current = await readCurrentKey(tx, 'alone');
  const left = await tx.dataKey.count({ where: { ringKey: { in: [...older] } } });
  if (older.includes(current) || left > 0) throw new Error(MEANWHILE);
  if (!('file' in source)) return;
  const ring = (await readKeyFile(source.file)) ?? [];
  await replaceKeyFile(
    source.file,
    ring.filter(({ id }) => !older.includes(id)),
  );
  await writeLeaving(tx, []);
}

async function readLeaving(tx: Tx): Promise<string[]> {
  const row = await tx.meta.findUnique({ where: { key: RETIRING } });
  return row?.value ? row.value.split(',') : [];
}

async function writeLeaving(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.meta.deleteMany({ where: { key: RETIRING } });
  if (ids.length > 0) await tx.meta.create({ data: { key: RETIRING, value: ids.join(',') } });
}

const retiredLines = (ids: readonly string[]): string[] => [
  `Retired: ${quoted(ids)}. No copy of this database made before now can be opened any more.`,
  'Make a new backup of the database and of the key now, and keep the two apart. Delete every other copy of the old key.',
];
const quoted = (ids: readonly string[]) => ids.map((id) => `"${id}"`).join(', ');
const keepLines = (older: readonly string[]): string[] =>
  older.length === 0 ? [] : [`${quoted(older)} can be retired: npm run keys -- rotate --retire`];
const removeLines = (older: readonly string[]): string[] => [
  `Not done yet: take ${quoted(older)} out of ALONGSIDE_KEYS, wherever it is set, restart the bot, and delete every copy of it.`,
  'Then run this once more with the keys that are left: npm run keys -- rotate --retire',
];
const addOne = (ring: LiveRing): Told => ({
  done: false,
  lines: [
    `ALONGSIDE_KEYS has nothing newer than "${newestKey(ring.keys).id}". Add a new key at its end, after a comma:`,
    `  echo "${makeKey(ring.keys.map(({ id }) => id)).id}:$(openssl rand -base64 32)"`,
    'Restart every process of the bot with it: all of them must know it before it is used. Then run this again.',
  ],
});
const nothingToDo = (ring: LiveRing): Told => ({
  done: true,
  lines: [
    `"${newestKey(ring.keys).id}" wraps every data key already. To turn to a new one, add it to ALONGSIDE_KEYS:`,
    ...addOne(ring).lines.slice(1),
  ],
});
