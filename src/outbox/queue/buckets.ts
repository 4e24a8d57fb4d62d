import type { Limit } from '../../chat/adapter.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Run } from '../../store/database.ts';
import { freeAt, granted, type Method, type Recent } from './throttle.ts';

/** One message that wants to go out, with the limits of its platform. */
export interface Wish {
  /** The workspace, as `bucketOf` names it. */
  bucket: string;
  method: Method;
  isUrgent: boolean;
  limits: readonly Limit[];
  /** When its destination was last written to. */
  lane: Recent;
}

/** A workspace's name among the buckets; `enqueue` writes it in SQL. */
export const bucketOf = ({ platform, workspace }: { platform: string; workspace: string }): string =>
  `${platform}/${workspace}`;

interface Bucket {
  name: string;
  recent: Recent;
  postAfter: Date;
  editAfter: Date;
}

/**
 * Grants each wish its place within its workspace's limits and its conversation's, in the order given, or says when it
 * may try again. The buckets are locked until the commit: all processes count together.
 */
export async function grant(run: Run, wishes: readonly Wish[], real: Date): Promise<(Date | 'granted')[]> {
  const limited = wishes.filter(({ limits }) => limits.length > 0);
  const buckets = await lockBuckets(run, [...new Set(limited.map(({ bucket }) => bucket))], real);
  const changed = new Map<string, readonly Limit[]>();
  const answers = wishes.map((wish) => {
    const bucket = buckets.get(wish.bucket);
    if (!bucket) return 'granted';
    const { method, limits } = wish;
    const workspace = perWorkspace(limits);
    const at = Math.max(
      (method === 'edit' ? bucket.editAfter : bucket.postAfter).getTime(),
      freeAt(workspace, bucket.recent, method, wish.isUrgent),
      freeAt(perConversation(limits), wish.lane, method, wish.isUrgent),
    );
    if (at > real.getTime()) return new Date(at);
    bucket.recent = granted(workspace, bucket.recent, method, real.getTime());
    changed.set(bucket.name, workspace);
    return 'granted';
  });
  await writeBuckets(
    run,
    [...changed].flatMap(([name, limits]) => {
      const bucket = buckets.get(name);
      return bucket ? [{ ...bucket, limits }] : [];
    }),
  );
  return answers;
}

export const perWorkspace = (limits: readonly Limit[]) => limits.filter(({ per }) => per === 'workspace');
export const perConversation = (limits: readonly Limit[]) =>
  limits.filter(({ per }) => per === 'conversation');

async function lockBuckets(run: Run, names: readonly string[], real: Date): Promise<Map<string, Bucket>> {
  const read = () =>
    run<Bucket>(Prisma.sql`
    SELECT name, recent, post_after AS "postAfter", edit_after AS "editAfter" FROM outbox_bucket
    WHERE name = ANY(${names}) ORDER BY name FOR UPDATE`);
  if (names.length === 0) return new Map();
  let found = await read();
  // The workspace of somebody who writes without a name stands in no lane.
  if (found.length < names.length) {
    await createBuckets(run, names, real);
    found = await read();
  }
  return new Map(found.map((bucket) => [bucket.name, bucket]));
}

async function createBuckets(run: Run, names: readonly string[], real: Date): Promise<void> {
  await run(Prisma.sql`
    INSERT INTO outbox_bucket (name, post_at, edit_at, post_after, edit_after)
    SELECT name, ${real}, ${real}, ${real}, ${real} FROM unnest(${names}::text[]) AS wanted(name) ORDER BY name
    ON CONFLICT DO NOTHING`);
}

async function writeBuckets(
  run: Run,
  buckets: readonly (Bucket & { limits: readonly Limit[] })[],
): Promise<void> {
  if (buckets.length === 0) return;
  const rows = buckets.map(({ name, recent, postAfter, editAfter, limits }) => ({
    name,
    recent,
    post_at: new Date(Math.max(postAfter.getTime(), freeAt(limits, recent, 'post', false))),
    edit_at: new Date(Math.max(editAfter.getTime(), freeAt(limits, recent, 'edit', false))),
  }));
  await run(Prisma.sql`
    UPDATE outbox_bucket b SET recent = w.recent, post_at = w.post_at, edit_at = w.edit_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS w(name text, recent jsonb, post_at timestamptz, edit_at timestamptz)
    WHERE b.name = w.name`);
}

/** The platform asked us to wait with one kind of write to a whole workspace. */
export async function blockBucket(run: Run, name: string, method: Method, until: Date): Promise<void> {
  const [at, after] =
    method === 'edit'
      ? [Prisma.raw('edit_at'), Prisma.raw('edit_after')]
      : [Prisma.raw('post_at'), Prisma.raw('post_after')];
  await run(Prisma.sql`
    UPDATE outbox_bucket SET ${at} = greatest(${at}, ${until}), ${after} = greatest(${after}, ${until}) WHERE name = ${name}`);
}
