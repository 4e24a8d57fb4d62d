import type { Reading } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readHostKeys } from '../../projects/store/host.ts';
import { runsProjectsAt } from '../../projects/store/progress.ts';
import { type CallOutProgress, tally } from '../rules.ts';
import { type CallOut, whole } from './call-outs.ts';
import { countPools } from './pool.ts';
import { readAllProgress } from './progress.ts';

/** All that a project manager's card shows. */
export interface Run {
  callOut: CallOut;
  /** Of one that was sent. */
  progress: CallOutProgress;
  /** To how many people a draft would go. */
  pool: number;
}

/** These call-outs, as far as this manager runs them: who is no project manager any more runs none. */
export async function readRun(
  { tx, vault, now }: Pick<Reading, 'tx' | 'vault' | 'now'>,
  callOuts: readonly string[],
  manager: MemberId,
): Promise<ReadonlyMap<string, Run>> {
  const rows = await tx.callOut.findMany({
    where: {
      id: { in: [...callOuts] },
      project: { managerId: manager, manager: { roles: { some: runsProjectsAt(now) } } },
    },
    include: whole,
  });
  const found = rows as CallOut[];
  const pools = await readPools({ tx, vault, now }, manager, found);
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
};
