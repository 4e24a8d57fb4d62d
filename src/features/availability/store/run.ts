import type { Reading } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readHostKeys } from '../../placements/store/host.ts';
import { countPools } from '../../pool/store/callable.ts';
import { type CallOutProgress, tally } from '../rules.ts';
import { type CallOut, readRunBy } from './call-outs.ts';
import { readAllProgress } from './progress.ts';

/** All that a project manager's card shows. */
export interface Run {
  callOut: CallOut;
  /** Of one that was sent. */
  progress: CallOutProgress;
  /** To how many people a draft would go. */
  pool: number;
}

/** These call-outs, as far as this member runs them. */
export async function readRun(
  { tx, vault, now }: Pick<Reading, 'tx' | 'vault' | 'now'>,
  callOuts: readonly string[],
  member: MemberId,
): Promise<ReadonlyMap<string, Run>> {
  const found = await readRunBy(tx, callOuts, member, now);
  // A draft has no deputy: whoever runs it wrote it.
  const pools = await readPools({ tx, vault, now }, member, found);
  const progress = await readAllProgress(
    tx,
    found.filter(({ state }) => state !== 'draft'),
  );
  return new Map(
    found.map((callOut) => [
      callOut.id,
      { callOut, pool: pools.get(callOut.id) ?? 0, progress: progress.get(callOut.id) ?? NO_PROGRESS },
    ]),
  );
}

/** To how many people the drafts among these would go. */
export async function readPools(
  { tx, vault, now }: Pick<Reading, 'tx' | 'vault' | 'now'>,
  manager: MemberId,
  callOuts: readonly CallOut[],
): Promise<ReadonlyMap<string, number>> {
  const drafts = callOuts.filter(({ state }) => state === 'draft');
  if (drafts.length === 0) return new Map();
  const keys = await readHostKeys(
    tx,
    vault,
    drafts.map(({ project }) => project),
  );
  const toCount = drafts.map(({ id, projectId }) => ({ id, hostKey: keys.get(projectId) ?? '' }));
  return countPools(tx, manager, toCount, now);
}

/** Of a draft. */
export const NO_PROGRESS: CallOutProgress = {
  tally: tally([], new Map(), []),
  unreached: [],
};
