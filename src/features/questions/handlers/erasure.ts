import type { Work } from '../../../bot/feature.ts';
import { unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Retention } from '../../../store/retention.ts';
import { suggestionCard } from '../messages.ts';
import { removeQuestion } from '../operations/question.ts';
import { endTurn, moveOn } from '../operations/turn.ts';
import { isUnderWay, KEPT_DAYS } from '../rules.ts';
import { forgetCounts } from '../store/counts.ts';
import { forgetReader, readConcerned, readHeldBy } from '../store/erasure.ts';
import { lockQuestion, writePlan } from '../store/question.ts';
import { suggestionsOf } from '../store/waiting.ts';
import { notNeededCard } from '../views/reader.ts';

/** What they asked goes, and whoever has it hears that nothing is needed; what was with them goes on to the next. */
export async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx, vault } = work;
  const { own, planned } = await readConcerned(tx, vault, member);
  const held = await readHeldBy(tx, member);
  const away = (ids: readonly string[]) => ids.filter((id) => id !== member);
  for (const id of [...new Set([...own, ...planned, ...held])].sort()) {
    const question = await lockQuestion(tx, vault, id);
    if (!question) continue;
    if (question.asker.member === member) {
      await endTurn(work, question, notNeededCard);
      await removeQuestion(work, question);
      continue;
    }
    const asker = { ...question.asker, left: away(question.asker.left), out: away(question.asker.out) };
    await writePlan(tx, vault, { ...question, asker }, asker.left);
    unlist(
      work,
      suggestionCard,
      suggestionsOf(question).filter(({ turn }) => turn.member === member || turn.suggested?.id === member),
    );
    const turns = question.turns.map((turn) =>
      turn.suggested?.id === member ? { ...turn, suggested: null } : turn,
    );
    const isTheirs = question.readerId === member && isUnderWay(question.state);
    if (isTheirs) await moveOn(work, { ...question, turns, asker });
  }
  await forgetReader(tx, member);
}

export const retention: readonly Retention[] = [
  {
    name: 'questions',
    keeps: `questions and answers, ${KEPT_DAYS} days after the end`,
    sweep: 'questions.turn-over',
  },
  {
    name: 'question-counts',
    keeps: 'how many came without a name, under a code that names nobody, about a week',
    purge: forgetCounts,
  },
  { name: 'published', keeps: 'what both agreed to share, until one of them takes it down', with: 'record' },
];
