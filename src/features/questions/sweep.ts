import type { Sweep } from '../../bot/feature.ts';
import { removeQuestion, tellNeverFound } from './operations/question.ts';
import { invite } from './operations/topics.ts';
import { endTurn, moveOn } from './operations/turn.ts';
import { isUnderWay } from './rules.ts';
import * as store from './store/question.ts';
import { uninvited } from './store/topics.ts';
import { dueQuestions } from './store/waiting.ts';

/** Invitations that have not gone out: of a topic that was brought back, and from before everybody was asked. */
export const inviteAll: Sweep = {
  name: 'questions.invite',
  due: uninvited,
  advance: invite,
};

/** A turn that is over goes to the next person; what has ended is deleted with its words when its time has come. */
export const turnOver: Sweep = {
  name: 'questions.turn-over',
  due: dueQuestions,
  async advance(work, id) {
    const question = await store.lockQuestion(work.tx, work.vault, id);
    if (!question || question.dueAt > work.now) return;
    if (!isUnderWay(question.state)) {
      tellNeverFound(work, question);
      return removeQuestion(work, question);
    }
    await endTurn(work, question);
    await moveOn(work, question, { patient: question.state !== 'waiting' });
  },
};
