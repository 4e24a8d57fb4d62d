import { randomUUID } from 'node:crypto';
import { inListWords, readSkills, type Skill, type Skills } from '../../directory/skills.ts';
import type { Tx } from '../../store/database.ts';
import type { Typed } from '../../text/alike.ts';
import { plainly } from '../../text/normalise.ts';

/** Locks all of them, for what is one may not be the other meanwhile. */
export async function lockSkills(tx: Tx): Promise<Skill[]> {
  await tx.$queryRaw`SELECT 1 AS locked FROM skill ORDER BY id FOR UPDATE`;
  return readSkills(tx);
}

/** What members have in their profiles, however it is written. */
export const readTyped = (tx: Tx): Promise<Typed[]> => tx.$queryRaw<Typed[]>`
  SELECT skill AS typed, count(*)::int AS people FROM profile p JOIN member m ON m.id = p.member_id, unnest(p.skills) AS skill
  WHERE m.standing = 'member' GROUP BY skill ORDER BY skill`;

/** Adds a word; one that was another name is a word of its own from now on. */
export async function addSkill(tx: Tx, words: string): Promise<string> {
  const key = plainly(words);
  const { id } = await tx.skill.upsert({
    where: { key },
    create: { id: shortId(), key, words },
    update: { words, state: 'listed', sameAsId: null },
  });
  return id;
}

/** Ours, short: a form may carry a hundred of them, twice. */
const shortId = (): string => randomUUID().slice(0, 13);

export async function setState(tx: Tx, id: string, state: 'listed' | 'retired'): Promise<void> {
  await tx.skill.update({ where: { id }, data: { state } });
}

/** What it was called stays known as another name of it. */
export async function renameSkill(tx: Tx, skill: Skill, words: string): Promise<void> {
  const key = plainly(words);
  if (key !== skill.key) {
    await tx.skill.deleteMany({ where: { key, state: 'same', sameAsId: skill.id } });
    await tx.skill.update({ where: { id: skill.id }, data: { key, words } });
    await nameSame(tx, skill.words, skill.id);
  } else await tx.skill.update({ where: { id: skill.id }, data: { words } });
}

/** Whoever types these words means that one. */
export async function nameSame(tx: Tx, words: string, into: string): Promise<void> {
  const same = { state: 'same', sameAsId: into };
  await tx.skill.upsert({
    where: { key: plainly(words) },
    create: { id: shortId(), key: plainly(words), words, ...same },
    update: same,
  });
}

/** One out of the list is another name of another one, and so is whatever was another name of it. */
export async function mergeSkill(tx: Tx, from: string, into: string): Promise<void> {
  await tx.skill.updateMany({ where: { sameAsId: from }, data: { sameAsId: into } });
  await tx.skill.update({ where: { id: from }, data: { state: 'same', sameAsId: into } });
}

/** Profiles have each as it stands in the vocabulary now, once. When they were looked over stays as it was. */
export async function relistProfiles(tx: Tx, all: Skills): Promise<void> {
  const typed = await tx.$queryRaw<{ typed: string }[]>`
    SELECT DISTINCT skill AS typed FROM profile p, unnest(p.skills) AS skill`;
  const moved = typed.flatMap(({ typed: from }) => {
    const [to = from] = inListWords(all, [from]);
    return to === from ? [] : [{ from, to }];
  });
  if (moved.length === 0) return;
  const from = moved.map((one) => one.from);
  const to = moved.map((one) => one.to);
  await tx.$executeRaw`
    UPDATE profile p SET skills = (
      SELECT array_agg(o.words ORDER BY o.place) FROM (
        SELECT COALESCE(r.becomes, s.words) AS words, min(s.place) AS place
        FROM unnest(p.skills) WITH ORDINALITY AS s(words, place)
          LEFT JOIN unnest(${from}::text[], ${to}::text[]) AS r(was, becomes) ON r.was = s.words
        GROUP BY 1) o)
    WHERE p.skills && ${from}::text[]`;
}

/** How many members have it in their profiles. */
export async function countHolding(tx: Tx, words: string): Promise<number> {
  return tx.profile.count({ where: { skills: { has: words }, member: { standing: 'member' } } });
}
