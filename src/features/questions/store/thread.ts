import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';
import { nextSharing, type Sharing, type SharingStep } from '../rules.ts';
import { type Answer, type Question, toAnswer } from './question.ts';

export interface Post {
  id: string;
  /** Who answered; null: the asker's words. */
  reader: { member: MemberId; name: string } | null;
  words: string;
  sharing: Sharing;
}

const place = (row: string, member: MemberId) => ({
  member,
  table: 'question_post',
  column: 'words_sealed',
  row,
});

/** Seals words with their writer's key and puts them at the end of the thread. The question is locked. */
export async function addPost(
  tx: Tx,
  vault: Vault,
  question: Question,
  { reader, words }: { reader?: MemberId; words: string },
): Promise<string> {
  const id = randomUUID();
  const wordsSealed = toColumn(
    await vault.seal<string>(tx, place(id, reader ?? question.asker.member), words),
  );
  const before = await tx.questionPost.count({ where: { questionId: question.id } });
  await tx.questionPost.create({
    data: { id, questionId: question.id, place: before + 1, readerId: reader ?? null, wordsSealed },
  });
  return id;
}

/** The words so far, in order; without those that were shredded with their writer's key. */
export async function readThread(tx: Tx, vault: Vault, question: Question): Promise<Post[]> {
  const rows = await tx.questionPost.findMany({
    where: { questionId: question.id },
    orderBy: { place: 'asc' },
    include: { reader: { select: { name: true } } },
  });
  const posts: Post[] = [];
  for (const { id, readerId, reader, wordsSealed, sharing } of rows) {
    const at = place(id, readerId ?? question.asker.member);
    const words = await vault.unseal(tx, at, fromColumn(wordsSealed));
    if (words === undefined) continue;
    const by = readerId === null ? null : { member: readerId, name: reader?.name ?? 'Somebody' };
    posts.push({ id, reader: by, words, sharing: sharing as Sharing });
  }
  return posts;
}

/** The answers without their words, the last one at the end. */
export async function readAnswers(tx: Tx, question: string): Promise<Answer[]> {
  const rows = await tx.questionPost.findMany({
    where: { questionId: question, readerId: { not: null } },
    orderBy: { place: 'asc' },
    include: { reader: { select: { id: true, name: true } } },
  });
  return rows.flatMap(toAnswer);
}

/** The question that this answer is to; of one reader, where one is given. */
export async function findQuestionOf(tx: Tx, post: string, reader?: MemberId): Promise<string | undefined> {
  const row = await tx.questionPost.findFirst({
    where: { id: post, ...(reader && { readerId: reader }) },
    select: { questionId: true },
  });
  return row?.questionId;
}

/** Takes a step towards sharing an answer, or away from it. False: it cannot be taken, or somebody was quicker. */
export async function moveSharing(tx: Tx, answer: Answer, step: SharingStep): Promise<boolean> {
  const sharing = nextSharing(answer.sharing, step);
  if (!sharing) return false;
  const { count } = await tx.questionPost.updateMany({
    where: { id: answer.id, sharing: answer.sharing },
    data: { sharing },
  });
  return count === 1;
}
