import type { Sweep } from '../../bot/feature.ts';
import { tellNeverFound } from './handlers/lost.ts';
import { endTurn, moveOn } from './handlers/turn.ts';
import { isUnderWay } from './rules.ts';
import * as store from './store/question.ts';
import { readDue } from './store/waiting.ts';

/** A turn that is over goes to the next person; what has ended is deleted with its words when its time has come. */
export const turnOver: Sweep = {
  name: 'questions.turn-over',
  due: (tx, now, limit, deferred) => readDue(tx, now, limit, deferred),
  async advance(work, id) {
    const question = await store.lockQuestion(work.tx, work.vault, id);
    if (!question || question.dueAt > work.now) return;
    if (!isUnderWay(question.state)) {
      await tellNeverFound(work, question);
      return store.deleteQuestion(work.tx, id);
    }
    await endTurn(work, question);
    await moveOn(work, question, { patient: question.state !== 'waiting' });
  },
};
