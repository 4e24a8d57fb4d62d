import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { runsProjectsAt } from '../../projects/store/progress.ts';
import { type CallOutProgress, tally } from '../rules.ts';
import { type CallOut, whole } from './call-outs.ts';
import { countPool } from './pool.ts';
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
  tx: Tx,
  callOuts: readonly string[],
  manager: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, Run>> {
  const rows = await tx.callOut.findMany({
    where: {
      id: { in: [...callOuts] },
      project: { managerId: manager, manager: { roles: { some: runsProjectsAt(now) } } },
    },
    include: whole,
  });
  const found = rows as CallOut[];
  const pool = found.some(({ state }) => state === 'draft') ? await countPool(tx, manager, now) : 0;
  const progress = await readAllProgress(
    tx,
    found.filter(({ state }) => state !== 'draft'),
  );
  return new Map(
    found.map((callOut) => [
      callOut.id,
      { callOut, pool, progress: progress.get(callOut.id) ?? NO_PROGRESS },
    ]),
  );
}

/** Of a draft. */
export const NO_PROGRESS: CallOutProgress = {
  tally: tally([], new Map(), []),
};
