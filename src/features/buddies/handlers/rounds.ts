import type { Context } from '../../../bot/feature.ts';
import { showAll } from '../../../bot/messages/say.ts';
import { mayUndo } from '../../../bot/undo.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { offerCard } from '../messages.ts';
import { showRound } from '../operations/rounds.ts';
import { nextRound } from '../rules/rounds.ts';
import { readPairsOf } from '../store/pairs.ts';
import { lockRound, movePairsOf, moveRound, releaseRound } from '../store/rounds.ts';
import { tooLate } from '../views/nudges.ts';
import { takenBack, takenBackCard } from '../views/rounds.ts';

/** Sent by mistake: what nobody has seen is withdrawn, what was read is answered; who is introduced already stays so. */
export async function takeBack(context: Context, { round: id }: { round: string }): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const round = await lockRound(tx, id);
  const to = round && nextRound(round.state, 'take-back');
  if (!round || !to || !mayUndo(round.sentAt, now)) return say(tooLate);
  await moveRound(tx, id, round.state, to);
  const pairs = await readPairsOf(tx, id, ['offered']);
  await releaseRound(tx, id, 'offered');
  await movePairsOf(tx, id, 'offered', 'withdrawn', null);
  const withdrawn = pairs.map((pair) => ({ ...pair, state: 'withdrawn' as const }));
  showAll(context, offerCard, withdrawn, { only: 'seen' });
  const record = `buddy-round:${id}`;
  await recordAudit(tx, { at: now, actor: actor.member, action: 'buddy-round.taken-back', record });
  showRound(context, round, takenBackCard, actor.member);
  return update(takenBack);
}
