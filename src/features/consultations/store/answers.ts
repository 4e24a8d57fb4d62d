import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, network, type SealedPlace, toColumn, type Vault } from '../../../store/seal.ts';
import { type Asked, type Consulted, writeConsultedState } from './consulted.ts';

/** One of the two, by the kind of the question. */
export type Said = { choice: number } | { words: string };

/** Without a name the words are nobody's: sealed with a person's key they would say whose they are. */
const wordsPlace = (row: string, member: MemberId | undefined): SealedPlace => ({
  member: member ?? network,
  row,
  column: 'words_sealed',
  table: 'consultation_answer',
});
const linkPlace = ({ id, memberId }: Pick<Consulted, 'id' | 'memberId'>): SealedPlace => ({
  member: memberId,
  row: id,
  column: 'answer_sealed',
  table: 'consulted',
});

/** Which row is theirs: where it has no name, only their own key opens that. */
async function findOwn(
  tx: Tx,
  vault: Vault,
  { consultation, consulted }: Asked,
): Promise<string | undefined> {
  if (consultation.named) {
    const row = await tx.consultationAnswer.findUnique({
      where: { consultedId: consulted.id },
      select: { id: true },
    });
    return row?.id;
  }
  const { answerSealed } = consulted;
  return answerSealed === null
    ? undefined
    : vault.unseal<string>(tx, linkPlace(consulted), fromColumn(answerSealed));
}

/** Answered again, it takes the place of what was there. The consultation is locked. */
export async function writeAnswer(tx: Tx, vault: Vault, asked: Asked, said: Said): Promise<void> {
  const { consultation, consulted } = asked;
  const before = await findOwn(tx, vault, asked);
  const id = before ?? randomUUID();
  const owner = consultation.named ? consulted.memberId : undefined;
  const data = {
    choice: 'choice' in said ? said.choice : null,
    wordsSealed:
      'words' in said ? toColumn(await vault.seal<string>(tx, wordsPlace(id, owner), said.words)) : null,
  };
  const row = {
    id,
    consultationId: consultation.id,
    consultedId: consultation.named ? consulted.id : null,
    ...data,
  };
  await tx.consultationAnswer.upsert({ where: { id }, create: row, update: data });
  if (before !== undefined) return;
  const link = consultation.named ? null : toColumn(await vault.seal<string>(tx, linkPlace(consulted), id));
  await writeConsultedState(tx, consulted.id, 'answered', link);
}

export async function deleteAnswer(tx: Tx, vault: Vault, asked: Asked): Promise<void> {
  const id = await findOwn(tx, vault, asked);
  if (id !== undefined) await tx.consultationAnswer.deleteMany({ where: { id } });
}

interface Row {
  id: string;
  choice: number | null;
  wordsSealed: string | null;
}

async function open(
  tx: Tx,
  vault: Vault,
  rows: readonly (Row & { member: MemberId | undefined })[],
): Promise<(string | undefined)[]> {
  const sealed = rows.flatMap(({ id, wordsSealed, member }) =>
    wordsSealed === null ? [] : [{ at: wordsPlace(id, member), sealed: fromColumn<string>(wordsSealed) }],
  );
  return vault.unsealAll<string>(tx, sealed);
}

/** For their own eyes. */
export async function readOwnAnswer(tx: Tx, vault: Vault, asked: Asked): Promise<Said | undefined> {
  const id = await findOwn(tx, vault, asked);
  const row = id === undefined ? null : await tx.consultationAnswer.findUnique({ where: { id } });
  if (!row) return undefined;
  if (row.choice !== null) return { choice: row.choice };
  const member = asked.consultation.named ? asked.consulted.memberId : undefined;
  const [words] = await open(tx, vault, [{ ...row, member }]);
  return words === undefined ? undefined : { words };
}

/** How many chose each, in the order of the choices. */
export async function countChoices(tx: Tx, consultationId: string, choices: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ choice: number; count: number }[]>`
    SELECT choice, count(*)::int AS count FROM consultation_answer
    WHERE consultation_id = ${consultationId}::uuid AND choice IS NOT NULL GROUP BY choice`;
  const counts = new Map(rows.map(({ choice, count }) => [choice, count]));
  return Array.from({ length: choices }, (_, choice) => counts.get(choice) ?? 0);
}

export const countAnswers = (tx: Tx, consultationId: string): Promise<number> =>
  tx.consultationAnswer.count({ where: { consultationId } });

/** One answer as whoever runs it reads it. */
export interface Read {
  /** Where it was asked for with names. */
  name: string | undefined;
  member: MemberId | undefined;
  choice: number | null;
  words: string | undefined;
}

/** One page. Without names in an order that is as good as shuffled: their ids are random. */
export async function readAnswers(
  tx: Tx,
  vault: Vault,
  { id, named }: { id: string; named: boolean },
  { from, most }: { from: number; most: number },
): Promise<Read[]> {
  const order = named ? Prisma.sql`m.name, a.id` : Prisma.sql`a.id`;
  const rows = await tx.$queryRaw<(Row & { member: MemberId | null; name: string | null })[]>`
    SELECT a.id::text, a.choice, a.words_sealed AS "wordsSealed", m.id::text AS member, m.name
    FROM consultation_answer a LEFT JOIN consulted d ON d.id = a.consulted_id LEFT JOIN member m ON m.id = d.member_id
    WHERE a.consultation_id = ${id}::uuid ORDER BY ${order} OFFSET ${from} LIMIT ${most}`;
  const whole = rows.map(({ member, ...row }) => ({ ...row, member: member ?? undefined }));
  const words = await open(tx, vault, whole);
  const people = await tellApart(
    tx,
    whole.flatMap(({ member, name }) => (member && name !== null ? [{ member, name }] : [])),
  );
  const names = new Map(people.map(({ member, name }) => [member, name]));
  let next = 0;
  return whole.map(({ choice, member, wordsSealed }) => ({
    choice,
    member,
    name: member && names.get(member),
    words: wordsSealed === null ? undefined : words[next++],
  }));
}

/** What somebody answered without a name goes with them: found while their key still opens which it is. */
export async function deleteNamelessOf(tx: Tx, vault: Vault, member: MemberId): Promise<void> {
  const rows = await tx.consulted.findMany({ where: { memberId: member, answerSealed: { not: null } } });
  const ids = await vault.unsealAll<string>(
    tx,
    rows.map(({ id, answerSealed }) => ({
      at: linkPlace({ id, memberId: member }),
      sealed: fromColumn<string>(answerSealed ?? ''),
    })),
  );
  await tx.consultationAnswer.deleteMany({
    where: { id: { in: ids.filter((id) => id !== undefined) }, consultedId: null },
  });
}
