import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open } from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { readNeeds } from '../../placements/store/checklist.ts';
import type { Placed } from '../../placements/store/placements.ts';
import { readNote } from '../../placements/store/words.ts';
import { confidedPage } from '../views/confided.ts';

/** For the one reader whom its writer was told of; that it was opened is written down. */
const opens =
  (title: string, action: string, read: typeof readNote) =>
  async ({ tx, vault, actor, now }: Context, placed: Placed): Promise<OpenForm> => {
    const words = await read(tx, vault, placed.placement, actor.member);
    if (words !== undefined && words !== 'shut')
      await recordAudit(tx, {
        at: now,
        actor: actor.member,
        action,
        record: `project:${placed.project.id}`,
        about: [placed.placement.peerId],
      });
    return open(confidedPage(title, placed, words));
  };

/** A12. */
export const openNote = opens('Their note', 'note.read', readNote);
export const openNeeds = opens('What they need', 'needs.read', readNeeds);
