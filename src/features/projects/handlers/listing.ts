import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open } from '../../../chat/reply.ts';
import { readProfiles } from '../../../directory/profile.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDate } from '../../../time/spoken.ts';
import { deleteBy, isListed } from '../rules/listing.ts';
import { listPage } from '../views/listing.ts';
import type { People } from './guards.ts';

/** Who said yes, and when they can, on one page. */
export async function openList(context: Context, { project, all }: People): Promise<OpenForm> {
  const { tx, actor, now } = context;
  const listed = all.filter(isListed);
  const peers = listed.map(({ placement }) => placement.peerId);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'project.listed',
    record: `project:${project.id}`,
    about: peers,
  });
  const withHost = listed.filter(({ isAtHost }) => isAtHost).map(({ placement }) => placement.peerId);
  const deleteOn = spokenDate(deleteBy(project, localDate(now, actor.timeZone)));
  return open(listPage(project, listed, await readProfiles(tx, withHost), deleteOn));
}
