import { describe, expect, it } from 'vitest';
import {
  type ClaimState,
  type ClaimStep,
  nextClaimState,
} from '../../src/features/afterwards/rules/claim.ts';
import { isChangeable, isDone, isUntouched, softDay } from '../../src/features/afterwards/rules/follow-up.ts';
import {
  isWhole,
  mayChange,
  nextRequestState,
  type RequestState,
  type RequestStep,
  SAY_I_WAS_THERE,
} from '../../src/features/requests/rules.ts';

describe('what follows a project', () => {
  it('a claim moves by one table, and what is settled by the peer is not settled by anybody else', () => {
    const states: ClaimState[] = ['to-claim', 'sent', 'approved', 'returned', 'nothing'];
    const steps: ClaimStep[] = ['send', 'close', 'take-back', 'approve', 'return', 'reopen'];
    const moves = states.flatMap((from) =>
      steps.flatMap((step) =>
        nextClaimState(from, step) ? [`${from} ${step} ${nextClaimState(from, step)}`] : [],
      ),
    );
    expect(moves).toEqual([
      'to-claim send sent',
      'to-claim close nothing',
      'sent take-back to-claim',
      'sent approve approved',
      'sent return returned',
      'approved reopen sent',
      'returned send sent',
      'returned close nothing',
      'returned reopen sent',
      'nothing take-back to-claim',
    ]);
  });

  it('a request moves by one table, and only words that are needed are asked for', () => {
    const states: RequestState[] = ['sent', 'acknowledged', 'answered', 'taken-back'];
    const steps: RequestStep[] = ['acknowledge', 'answer', 'change', 'take-back'];
    const moves = states.flatMap((from) =>
      steps.flatMap((step) =>
        nextRequestState(from, step) ? [`${from} ${step} ${nextRequestState(from, step)}`] : [],
      ),
    );
    expect(moves).toEqual([
      'sent acknowledge acknowledged',
      'sent answer answered',
      'sent take-back taken-back',
      'acknowledged answer answered',
      'acknowledged take-back taken-back',
      'answered change answered',
    ]);
    expect([
      isWhole(SAY_I_WAS_THERE, 'in-words', undefined),
      isWhole(SAY_I_WAS_THERE, 'yes', undefined),
    ]).toEqual([false, true]);
  });

  it('nothing is untouched once anything was done, and all is done only with all four', () => {
    const ways = {
      ended: false,
      gaveFeedback: false,
      claim: 'to-claim',
      hasAssessment: false,
      hasAsked: false,
    } as const;
    expect(isUntouched(ways)).toBe(true);
    for (const change of [
      { ended: true },
      { gaveFeedback: true },
      { claim: 'sent' },
      { hasAssessment: true },
      { hasAsked: true },
    ] as const)
      expect(isUntouched({ ...ways, ...change })).toBe(false);
    expect(isDone({ ...ways, gaveFeedback: true, hasAssessment: true, hasAsked: true })).toBe(false);
    expect(
      isDone({ ...ways, gaveFeedback: true, hasAssessment: true, hasAsked: true, claim: 'nothing' }),
    ).toBe(true);
  });

  it('an answer is changed by whoever gave it, for ten minutes; a look back until its day is over where its writer is', () => {
    const at = new Date('2027-03-17T10:00:00Z');
    const answered = { state: 'answered' as const, answeredBy: 'pm', at };
    expect(mayChange(answered, 'pm', new Date('2027-03-17T10:10:00Z'))).toBe(true);
    expect(mayChange(answered, 'pm', new Date('2027-03-17T10:10:01Z'))).toBe(false);
    expect(mayChange(answered, 'cora', at)).toBe(false);
    expect(mayChange({ ...answered, state: 'taken-back' }, 'pm', at)).toBe(false);
    expect(softDay(at, 'Europe/London')).toBe('2027-04-14');
    expect(isChangeable(at, 'Europe/London', new Date('2027-04-14T22:59:00Z'))).toBe(true);
    expect(isChangeable(at, 'Europe/London', new Date('2027-04-14T23:00:00Z'))).toBe(false);
  });
});
