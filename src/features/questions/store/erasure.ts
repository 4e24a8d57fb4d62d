import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, network, type Vault } from '../../../store/seal.ts';
import { type Asker, readQuestion } from './question.ts';
import { readThread } from './thread.ts';

const place = (row: string) => ({ member: network, table: 'question', column: 'asker_sealed', row });

interface Found {
  id: string;
  asker: Asker;
}

/** Every question with what is sealed of who asked it: those without a name are found in no other way. */
async function readAll(tx: Tx, vault: Vault): Promise<Found[]> {
  const rows = await tx.question.findMany({
    select: { id: true, askerSealed: true },
    orderBy: { id: 'asc' },
  });
  const askers = await vault.unsealAll<Asker>(
    tx,
    rows.map(({ id, askerSealed }) => ({ at: place(id), sealed: fromColumn<Asker>(askerSealed) })),
  );
  return rows.flatMap(({ id }, index) => {
    const asker = askers[index];
    return asker ? [{ id, asker }] : [];
  });
}

/** The questions of this person, with or without their name, and those of others that they were to be asked. */
export async function readConcerned(
  tx: Tx,
  vault: Vault,
  member: MemberId,
): Promise<{ own: string[]; planned: string[] }> {
  const all = await readAll(tx, vault);
  const own = all.filter(({ asker }) => asker.member === member).map(({ id }) => id);
  const planned = all
    .filter(({ asker }) => asker.member !== member && [...asker.left, ...asker.out].includes(member))
    .map(({ id }) => id);
  return { own, planned };
}

/** Questions of others that are with this person now, or that name them as suggested, or as who suggested somebody. */
export async function readHeldBy(tx: Tx, member: MemberId): Promise<string[]> {
  const rows = await tx.question.findMany({
    where: {
      OR: [
        { readerId: member },
        { readers: { some: { suggestedId: member } } },
        { readers: { some: { memberId: member, suggestedId: { not: null } } } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export async function forgetReader(tx: Tx, member: MemberId): Promise<void> {
  await tx.questionReader.updateMany({ where: { suggestedId: member }, data: { suggestedId: null } });
}

export async function exportAsked(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const { own } = await readConcerned(tx, vault, member);
  const asked: Json[] = [];
  for (const id of own) {
    const question = await readQuestion(tx, vault, id);
    if (!question) continue;
    const posts = await readThread(tx, vault, question);
    asked.push({
      about: question.topic.name,
      'asked on': question.askedOn,
      'without a name': question.unnamed,
      words: posts.map(({ reader, words }) => ({ by: reader ? reader.name : 'me', words })),
    });
  }
  const topics = await tx.questionTopicPerson.findMany({
    where: { memberId: member },
    select: { answer: true, topic: { select: { name: true } } },
  });
  return {
    asked,
    answered: await exportAnswers(tx, vault, member),
    'invited to be asked about': topics.map(({ answer, topic }) => ({ topic: topic.name, answer })),
  };
}

async function exportAnswers(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const rows = await tx.questionPost.findMany({ where: { readerId: member }, orderBy: { id: 'asc' } });
  const words = await vault.unsealAll<string>(
    tx,
    rows.map(({ id, wordsSealed }) => ({
      at: { member, table: 'question_post', column: 'words_sealed', row: id },
      sealed: fromColumn(wordsSealed),
    })),
  );
  return words.filter((one) => one !== undefined);
}
