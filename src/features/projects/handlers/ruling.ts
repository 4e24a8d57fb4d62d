import type { Context } from '../../../bot/feature.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { showPlaced } from '../../placements/operations/placing.ts';
import { isDeputy } from '../../placements/rules/deputy.ts';
import type { Ruling } from '../../placements/rules/placement.ts';
import { nextPlacementState } from '../../placements/rules/placement.ts';
import { isOver } from '../../placements/rules/project.ts';
import { readConflict, readWords } from '../../placements/store/conflicts.ts';
import { writeRuling } from '../../placements/store/marks.ts';
import { moveAll, type Placed } from '../../placements/store/placements.ts';
import { readConditions, readReason, sealConditions, sealReason } from '../../placements/store/words.ts';
import { settleProject } from '../operations/running.ts';
import { managersToDecide, shutRuling } from '../views/deputy.ts';
import { nothingToRule, ruled, rulingForm, sayConditions, sayWhy } from '../views/ruling.ts';
import type { People } from './guards.ts';

/** Whether there is an answer to decide about. */
const mayRule = ({ project, placement, answer }: Placed): boolean =>
  !isOver(project.state) &&
  answer !== undefined &&
  answer !== 'declined' &&
  nextPlacementState(placement.state, 'clear') !== undefined;

/** What was told is its manager’s to read, and so to decide about: whoever stands in decides where there is no conflict. */
const isShut = ({ actor }: Context, { project, answer }: Placed): boolean =>
  answer === 'told' && isDeputy(project, actor.member);

export const openRuling = (context: Context, placed: Placed): Promise<OpenForm | Say> =>
  showRuling(context, placed);

/** Of those who wait: whoever stands in begins with what is theirs to decide. */
export function openNextRuling(context: Context, { all }: People): Promise<OpenForm | Say> {
  const waiting = all.filter((one) => mayRule(one) && one.placement.ruling === null);
  const next = waiting.find((one) => !isShut(context, one)) ?? waiting[0];
  return next ? showRuling(context, next) : Promise.resolve(say(nothingToRule));
}

/** A10: the words are read by this project manager alone, and that they were opened is written down. */
async function showRuling(context: Context, placed: Placed, since?: 'changed'): Promise<OpenForm | Say> {
  if (!mayRule(placed)) return say(nothingToRule);
  if (isShut(context, placed)) return open(shutRuling(placed));
  const { tx, vault, actor, now } = context;
  const { project, placement } = placed;
  const conflict = await readConflict(tx, project.id, placement.peerId);
  const words = conflict && (await readWords(tx, vault, conflict, actor.member));
  if (words !== undefined && words !== 'shut')
    await recordAudit(tx, {
      at: now,
      actor: actor.member,
      action: 'conflict.read',
      record: `project:${project.id}`,
      about: [placement.peerId],
    });
  const conditions = await readConditions(tx, vault, placement);
  const reason = await readReason(tx, vault, placement, actor.member);
  const answeredAt = conflict?.answeredAt.toISOString();
  return open(rulingForm({ placed, words, conditions, reason, answeredAt, isChanged: since === 'changed' }));
}

interface Typed {
  ruling: Ruling;
  conditions?: string | undefined;
  reason?: string | undefined;
}

export async function rule(
  context: Context,
  placed: Placed,
  { state: shown, values }: { state: { answeredAt?: string | undefined }; values: Typed },
): Promise<Say | Invalid | OpenForm> {
  if (!mayRule(placed)) return say(nothingToRule);
  if (isShut(context, placed)) return say(managersToDecide(placed));
  const { project, placement: about } = placed;
  const answered = await readConflict(context.tx, project.id, about.peerId);
  // They have said something else meanwhile: that is read first.
  if (answered?.answeredAt.toISOString() !== shown.answeredAt) return showRuling(context, placed, 'changed');
  const { ruling, conditions, reason } = values;
  if (ruling === 'conditions' && !conditions) return invalid({ conditions: sayConditions });
  const isPlain = ruling === 'clear' && placed.answer === 'none';
  if (!isPlain && !reason) return invalid({ reason: sayWhy });
  const { tx, vault, actor, now } = context;
  const { placement } = placed;
  const before = placement.state;
  const state = nextPlacementState(before, ruling === 'excluded' ? 'exclude' : 'clear') ?? before;
  // What they have to hear, or to agree to, rings; that they are clear shows where it stands.
  const [seen] = await moveAll(tx, [{ ...placed, placement: { ...placement, ruling } }], {
    state,
    ...((ruling !== 'clear' || before === 'excluded') && { rings: true as const }),
  });
  if (!seen) throw new Error(`Expected the placement ${placement.id}, whose project is locked.`);
  await writeRuling(tx, placement.id, {
    ruling,
    by: actor.member,
    at: now,
    reason: reason ? await sealReason(tx, vault, placement, actor.member, reason) : undefined,
    conditions:
      ruling === 'conditions' && conditions
        ? await sealConditions(tx, vault, placement, conditions)
        : undefined,
  });
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'placement.ruled',
    record: `project:${placed.project.id}`,
    about: [placement.peerId],
  });
  showPlaced(context, [seen]);
  const { toRule } = await settleProject(context, placed.project);
  return say(ruled(seen, toRule > 0));
}
