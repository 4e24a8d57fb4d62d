import type { Work } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import type { Message } from '../../../chat/message.ts';
import { localDate } from '../../../time/hours.ts';
import { placementCard } from '../messages.ts';
import { momentDue } from '../rules/moments.ts';
import { isOver } from '../rules/project.ts';
import { markMoment } from '../store/marks.ts';
import type { Placed } from '../store/placements.ts';
import { sayMoved } from './placing.ts';

/**
 * A11: somebody on a team is asked whether it still holds, or told "see you". Silence withdraws nobody: their project
 * manager is asked to ring. The project is locked.
 */
export async function takeMoment(work: Work, placed: Placed): Promise<void> {
  const { tx, now } = work;
  const { project, placement } = placed;
  if (isOver(project.state)) return;
  const due = momentDue(placement, project, localDate(now, project.manager.timeZone));
  if (!due) return;
  const seen = await markMoment(tx, placed, due === 'see-you' ? { seeYouAt: now } : { stillAskedAt: now });
  show(work, placementCard, seen);
  const isSilent = placement.stillAskedAt !== null && !placement.stillComes;
  if (due === 'see-you' && isSilent)
    await sayMoved(work, project.id, { placement: placement.id, what: 'silent' });
}

/** They still come. The project is locked. */
export async function stillComes(work: Work, placed: Placed): Promise<Message> {
  return show(work, placementCard, await markMoment(work.tx, placed, { stillComes: true }));
}
