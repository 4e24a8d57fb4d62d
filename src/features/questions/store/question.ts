import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, network, toColumn, type Vault } from '../../../store/seal.ts';
import { nextState, type Plan, type Sharing, type State, type Step } from '../rules.ts';

/** What no plain column says: who asks, the secret of their buttons, whom they left ticked. A type, so that it is Json. */
export type Asker = { member: MemberId; key: string; left: MemberId[]; out: MemberId[] };

export interface Turn {
  id: string;
  member: MemberId;
  name: string;
  opened: boolean;
  suggested: { id: MemberId; name: string } | null;
}
export interface Answer {
  id: string;
  reader: { member: MemberId; name: string };
  sharing: Sharing;
}
export interface Question {
  id: string;
  topic: { id: string; name: string; isSupport: boolean };
  state: State;
  unnamed: boolean;
  /** Only where the question carries a name. */
  named: { name: string; joinedAt: Date | null } | null;
  readerId: MemberId | null;
  askedOn: string;
  dueAt: Date;
  /** Their last words did not arrive: their home has them. Only without a name. */
  undelivered: 'unread' | 'read' | null;
  turns: readonly Turn[];
  /** The last one, without its words. */
  answer: Answer | null;
  asker: Asker;
}

const hashKey = (key: string): string => createHash('sha256').update(key).digest('base64url');
const askerPlace = (row: string) => ({ member: network, table: 'question', column: 'asker_sealed', row });
const sealAsker = async (tx: Tx, vault: Vault, id: string, asker: Asker) =>
  toColumn(await vault.seal<Asker>(tx, askerPlace(id), asker));

const whole = {
  topic: { select: { id: true, name: true, isSupport: true } },
  asker: { select: { name: true, joinedAt: true } },
  readers: {
    include: { member: { select: { name: true } }, suggested: { select: { id: true, name: true } } },
  },
  posts: {
    where: { readerId: { not: null } },
    orderBy: { place: 'desc' },
    take: 1,
    select: { id: true, sharing: true, reader: { select: { id: true, name: true } } },
  },
} as const;

export async function createQuestion(
  tx: Tx,
  vault: Vault,
  about: { topic: string; unnamed: boolean; asker: MemberId; askedOn: string; dueAt: Date },
  plan: Plan,
): Promise<string> {
  const id = randomUUID();
  const key = randomBytes(16).toString('base64url');
  const asker: Asker = { member: about.asker, key, left: [...plan.left], out: [...plan.out] };
  const { topic: topicId, unnamed, askedOn, dueAt } = about;
  await tx.question.create({
    data: {
      id,
      topicId,
      unnamed,
      askedOn,
      dueAt,
      state: 'waiting',
      keyHash: hashKey(key),
      askerId: unnamed ? null : about.asker,
      askerSealed: await sealAsker(tx, vault, id, asker),
    },
  });
  return id;
}

/** Locks the question, which everybody's cards about it show: whoever changes anything of it takes this first. */
export async function lockQuestion(tx: Tx, vault: Vault, id: string): Promise<Question | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM question WHERE id = ${id}::uuid FOR UPDATE`;
  return readQuestion(tx, vault, id);
}

export const readQuestion = async (tx: Tx, vault: Vault, id: string): Promise<Question | undefined> =>
  (await readQuestions(tx, vault, { id }))[0];

/** Those that are due first come first. Without those whose asker cannot be unsealed. */
export async function readQuestions(
  tx: Tx,
  vault: Vault,
  where: Prisma.QuestionWhereInput,
  limit?: number,
): Promise<Question[]> {
  const rows = await tx.question.findMany({
    where,
    include: whole,
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    ...(limit !== undefined && { take: limit }),
  });
  const sealed = rows.map((row) => ({
    at: askerPlace(row.id),
    sealed: fromColumn<Asker>(row.askerSealed),
  }));
  const askers = sealed.length > 0 ? await vault.unsealAll(tx, sealed) : [];
  return rows.flatMap((row, index) => {
    const asker = askers[index];
    return asker ? [toQuestion(row, asker)] : [];
  });
}

function toQuestion(row: Prisma.QuestionGetPayload<{ include: typeof whole }>, asker: Asker): Question {
  const { id, topic, unnamed, readerId, askedOn, dueAt, asker: named } = row;
  const turns = row.readers.map(({ memberId: member, member: { name }, ...one }) => {
    return { id: one.id, member, name, opened: one.opened, suggested: one.suggested };
  });
  const answer = row.posts.flatMap(toAnswer)[0] ?? null;
  return {
    id,
    topic,
    state: row.state as State,
    unnamed,
    named,
    readerId,
    askedOn,
    dueAt,
    turns,
    answer,
    asker,
    undelivered: row.undelivered as Question['undelivered'],
  };
}

type AnswerRow = { id: string; sharing: string; reader: { id: MemberId; name: string } | null };
/** Of words that are an answer. */
export const toAnswer = ({ id, sharing, reader }: AnswerRow): Answer[] =>
  reader ? [{ id, reader: { member: reader.id, name: reader.name }, sharing: sharing as Sharing }] : [];

/** The question whose buttons have this secret, whoever asked it. */
export async function findByKey(tx: Tx, key: string): Promise<string | undefined> {
  const where = { keyHash: hashKey(key) };
  return (await tx.question.findUnique({ where, select: { id: true } }))?.id;
}

/** The question that this turn is about; of one reader, where one is given. */
export async function findByTurn(tx: Tx, turn: string, reader?: MemberId): Promise<string | undefined> {
  const where = { id: turn, ...(reader && { memberId: reader }) };
  return (await tx.questionReader.findFirst({ where, select: { questionId: true } }))?.questionId;
}

/** The question that this turn is about, locked. */
export async function lockTurnOf(tx: Tx, vault: Vault, turn: string): Promise<Question | undefined> {
  const id = await findByTurn(tx, turn);
  return id === undefined ? undefined : lockQuestion(tx, vault, id);
}

/** What could not be brought to somebody without a name waits on their own home; `read`: they have opened it there. */
export async function markUndelivered(
  tx: Tx,
  { id, unnamed }: Question,
  undelivered: Question['undelivered'],
): Promise<void> {
  if (unnamed) await tx.question.update({ where: { id }, data: { undelivered } });
}

/** Takes a step if the question is still where we think. `undefined`: it cannot be taken from there. */
export async function moveQuestion(
  tx: Tx,
  question: Question,
  step: Step,
  to: { reader?: MemberId; dueAt: Date },
): Promise<Question | undefined> {
  const state = nextState(question.state, step);
  if (!state) return undefined;
  const moved = { state, readerId: to.reader ?? null, dueAt: to.dueAt };
  const { count } = await tx.question.updateMany({
    where: { id: question.id, state: question.state },
    data: moved,
  });
  return count === 1 ? { ...question, ...moved } : undefined;
}

export async function writePlan(
  tx: Tx,
  vault: Vault,
  { id, asker }: Question,
  left: readonly MemberId[],
): Promise<void> {
  const askerSealed = await sealAsker(tx, vault, id, { ...asker, left: [...left] });
  await tx.question.update({ where: { id }, data: { askerSealed } });
}

/** This person's turn: the one that they have already, or a new one. */
export async function openTurn(tx: Tx, question: Question, member: MemberId): Promise<Turn> {
  const before = question.turns.find((turn) => turn.member === member);
  if (before) return before;
  const row = await tx.questionReader.create({
    data: { questionId: question.id, memberId: member },
    include: { member: { select: { name: true } } },
  });
  return { id: row.id, member, name: row.member.name, opened: false, suggested: null };
}

export async function markOpened(tx: Tx, turn: string): Promise<void> {
  await tx.questionReader.updateMany({ where: { id: turn }, data: { opened: true } });
}

export async function writeSuggestion(tx: Tx, turn: string, suggestedId: MemberId | null): Promise<void> {
  await tx.questionReader.update({ where: { id: turn }, data: { suggestedId } });
}

export async function deleteQuestion(tx: Tx, id: string): Promise<void> {
  await tx.question.deleteMany({ where: { id } });
}
