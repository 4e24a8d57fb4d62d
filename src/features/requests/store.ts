import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../chat/message.ts';
import type { Tx } from '../../store/database.ts';
import { daysBefore } from '../../store/retention.ts';
import { fromColumn, toColumn, type Vault } from '../../store/seal.ts';
import { OPEN, type RequestKind, type RequestState } from './rules.ts';

export interface Request {
  id: string;
  kind: string;
  scopeId: string;
  /** What it is about, in words of then. */
  subject: string;
  askerId: MemberId;
  wordsSealed: string;
  state: RequestState;
  /** When it was sent; once it is answered, when that was. */
  at: Date;
  answer: string | null;
  answerSealed: string | null;
  answers: number;
  answeredBy: MemberId | null;
  asker: { name: string };
  answerer: { name: string } | null;
}

const NAMES = { asker: { select: { name: true } }, answerer: { select: { name: true } } };
const OPEN_STATES = { in: [...OPEN] };
/** In order of arrival. */
const ARRIVAL = [{ at: 'asc' }, { id: 'asc' }] as const;

/** These, of one kind; what is about something else is none of its caller's. */
export async function readRequests(tx: Tx, kind: RequestKind, ids: readonly string[]): Promise<Request[]> {
  const where = { kind: kind.name, id: { in: [...ids] } };
  return (await tx.request.findMany({ where, include: NAMES, orderBy: [...ARRIVAL] })) as Request[];
}

/** Locks it: of two answers one is first. */
export async function lockRequest(tx: Tx, kind: RequestKind, id: string): Promise<Request | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM request WHERE id = ${id}::uuid FOR UPDATE`;
  return (await readRequests(tx, kind, [id]))[0];
}

/** Open ones, the first to arrive first; about these where some are given. */
export async function readOpen(
  tx: Tx,
  kind: RequestKind,
  limit: number,
  scopeIds?: readonly string[],
): Promise<Request[]> {
  return (await tx.request.findMany({
    where: { kind: kind.name, state: OPEN_STATES, ...(scopeIds && { scopeId: { in: [...scopeIds] } }) },
    include: NAMES,
    orderBy: [...ARRIVAL],
    take: limit,
  })) as Request[];
}

/** What one person asked, whatever became of it; the latest first. */
export async function readAsked(
  tx: Tx,
  kind: RequestKind,
  asker: MemberId,
  scopeIds?: readonly string[],
): Promise<Request[]> {
  return (await tx.request.findMany({
    where: { kind: kind.name, askerId: asker, ...(scopeIds && { scopeId: { in: [...scopeIds] } }) },
    include: NAMES,
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
  })) as Request[];
}

/** Answered since then, for whoever was not told. */
export async function readAnswered(
  tx: Tx,
  kind: RequestKind,
  since: Date,
  limit: number,
): Promise<Request[]> {
  return (await tx.request.findMany({
    where: { kind: kind.name, state: 'answered', at: { gt: since } },
    include: NAMES,
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: limit,
  })) as Request[];
}

export interface Asked {
  scopeId: string;
  subject: string;
  asker: MemberId;
  words: string;
}

const place = (row: string, member: MemberId, column: 'words_sealed' | 'answer_sealed') => ({
  member,
  table: 'request',
  column,
  row,
});

/** Undefined: one of this kind is open already. */
export async function createRequest(
  tx: Tx,
  vault: Vault,
  { name: kind, scope: scopeKind }: RequestKind,
  { asker, words, ...about }: Asked,
  at: Date,
): Promise<string | undefined> {
  const id = randomUUID();
  const sealed = await vault.seal<string>(tx, place(id, asker, 'words_sealed'), words);
  const row = { id, kind, scopeKind, ...about, askerId: asker, wordsSealed: toColumn(sealed), at };
  const { count } = await tx.request.createMany({ data: [row], skipDuplicates: true });
  return count === 1 ? id : undefined;
}

/** One that is locked. */
export async function writeAnswer(
  tx: Tx,
  vault: Vault,
  { id, askerId }: Request,
  about: { answer: string; words: string | undefined; by: MemberId; at: Date },
): Promise<void> {
  const sealed =
    about.words && (await vault.seal<string>(tx, place(id, askerId, 'answer_sealed'), about.words));
  await tx.request.update({
    where: { id },
    data: {
      state: 'answered',
      answer: about.answer,
      answerSealed: sealed ? toColumn(sealed) : null,
      answers: { increment: 1 },
      answeredBy: about.by,
      at: about.at,
    },
  });
}

export async function moveRequest(
  tx: Tx,
  { id }: Request,
  state: 'acknowledged' | 'taken-back',
): Promise<void> {
  await tx.request.update({ where: { id }, data: { state } });
}

export interface RequestWords {
  asked: string | undefined;
  answered: string | undefined;
}

/** Both are sealed for the asker, so that they go with them; who may read them is for the caller to judge. */
export async function readWords(tx: Tx, vault: Vault, request: Request): Promise<RequestWords> {
  const { id, askerId, wordsSealed, answerSealed } = request;
  return {
    asked: await vault.unseal(tx, place(id, askerId, 'words_sealed'), fromColumn(wordsSealed)),
    answered:
      answerSealed === null
        ? undefined
        : await vault.unseal(tx, place(id, askerId, 'answer_sealed'), fromColumn(answerSealed)),
  };
}

const KEPT_DAYS = 730;

/** Two years after the answer, or after it was sent where nobody answered. */
export async function forgetRequests(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM request WHERE id IN (
      SELECT id FROM request WHERE at < ${daysBefore(now, KEPT_DAYS)} LIMIT ${limit})`;
}

/** Of every kind, for their own eyes. */
export async function exportRequests(tx: Tx, vault: Vault, asker: MemberId) {
  const rows = (await tx.request.findMany({
    where: { askerId: asker },
    include: NAMES,
    orderBy: [...ARRIVAL],
  })) as Request[];
  const all = [];
  for (const one of rows) {
    const { asked, answered } = await readWords(tx, vault, one);
    all.push({
      about: one.subject,
      'what you asked': asked ?? null,
      stands: one.state,
      answer: one.answer,
      'words with it': answered ?? null,
    });
  }
  return all;
}
