import type { Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { recordAudit } from '../../../store/audit.ts';
import { advance, moveEach, showPlaced } from '../../placements/operations/placing.ts';
import { type Missing, mayConfirm, missingAtGate } from '../../placements/rules/gate.ts';
import { isOver } from '../../placements/rules/project.ts';
import type { ReleaseField } from '../../placements/rules/release.ts';
import { lockPeer, type Placed, readClashes, readPlacement } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import { logRelease, logReleaseTo, takeBackReleases } from '../../placements/store/releases.ts';
import { placesLeft } from '../rules/progress.ts';
import { readProjectRun } from '../store/progress.ts';
import { settleProject } from './running.ts';

/** To whom: somebody elsewhere, in words, and people here. */
export interface HandedTo {
  to: string | undefined;
  here: readonly MemberId[];
}

/** A21: these, who may be, are handed over. The project is locked. */
export async function handOver(
  work: Work,
  project: Project,
  placed: readonly Placed[],
  about: HandedTo & { fields: readonly ReleaseField[]; by: MemberId },
): Promise<void> {
  const { tx, vault, now } = work;
  const { fields, by, to, here } = about;
  const all = placed.map(({ placement }) => placement);
  const handed = { fields, at: now, by };
  if (to !== undefined) for (const one of all) await logRelease(tx, vault, one, { ...handed, to });
  const recipients: string[] = [];
  for (const memberId of here)
    recipients.push(await logReleaseTo(tx, { projectId: project.id, memberId }, all, handed));
  await recordAudit(tx, {
    at: now,
    actor: by,
    action: 'details.released',
    record: `project:${project.id}`,
    about: all.map(({ peerId }) => peerId),
  });
  showPlaced(work, await moveEach(work, placed, 'release', { rings: true }));
  await settleProject(work, project);
  if (recipients.length > 0)
    for (const { placements: hooks } of work.features) await hooks?.handedOver?.(work, recipients);
}

/**
 * It did not go: the log says so, and so does their card. The project is locked. Undefined: it is not with the host. What was opened there did go, and is to be deleted.
 */
export async function recall(work: Work, placed: Placed, by: MemberId): Promise<Placed | undefined> {
  const { tx, now } = work;
  const { placement, project } = placed;
  if (placement.state !== 'released') return undefined;
  await takeBackReleases(tx, placement.id, now);
  // What was opened there did go, and their card says so.
  const seen = (await readPlacement(tx, placement.id)) ?? placed;
  if (!(await advance(work, seen, 'recall', { before: 'released', rings: true }))) return undefined;
  await recordAudit(tx, {
    at: now,
    actor: by,
    action: 'details.recalled',
    record: `project:${project.id}`,
    about: [placement.peerId],
  });
  return seen;
}

/** What became of a host’s yes. */
export type Agreement =
  | { is: 'agreed' | 'changed' }
  | { is: 'missing'; missing: readonly Missing[] }
  | { is: 'to-confirm'; isBusy: boolean; isFull: boolean };

/**
 * The host agreed: only then is a place confirmed (A1, A21). One more than there are places, or somebody who is on another
 * team that day, is asked about first, unless it is `sure`: nobody guesses. The project is locked.
 */
export async function agree(work: Work, placed: Placed, sure = false): Promise<Agreement> {
  const { tx } = work;
  const { project, placement } = placed;
  if (placement.state !== 'released') return { is: 'changed' };
  if (!mayConfirm(placed)) return { is: 'missing', missing: missingAtGate(placed) };
  await lockPeer(tx, placement.peerId);
  const isBusy = (await readClashes(tx, project.id, [placement.peerId])).size > 0;
  const isFull = placesLeft(project, (await readProjectRun(tx, project)).progress) === 0;
  if (!sure && (isBusy || isFull)) return { is: 'to-confirm', isBusy, isFull };
  return { is: (await advance(work, placed, 'agree', { rings: true })) ? 'agreed' : 'changed' };
}

/** The host would rather have somebody else, or they never answered and aren’t needed; why is not kept. The project is locked. */
export async function passOver(work: Work, placed: Placed): Promise<boolean> {
  const { state } = placed.placement;
  if ((state !== 'released' && state !== 'chosen') || isOver(placed.project.state)) return false;
  return (await advance(work, placed, 'thank', { before: state, rings: true })) !== undefined;
}
