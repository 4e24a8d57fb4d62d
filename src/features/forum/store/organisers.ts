import type { MemberId } from '../../../chat/message.ts';
import { belongsTo } from '../../../directory/participant-kinds.ts';
import { readProfile } from '../../../directory/profile.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import type { Tx } from '../../../store/database.ts';
import { ORGANISERS } from '../../planning/rules/organisers.ts';
import { readEventsOf } from './event.ts';
import { type Running, readStandings } from './standing.ts';

/** As `mayOrganise`, of somebody who is not acting now. */
export async function isOrganiser(tx: Tx, member: MemberId, now: Date): Promise<boolean> {
  for (const role of ORGANISERS) if ((await readRoleHolders(tx, role, now)).includes(member)) return true;
  return false;
}

/** Those of these events that this organiser runs, as long as they may, by event. */
export async function readOwnRunning(
  tx: Tx,
  events: readonly string[],
  organiser: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, Running>> {
  const own = await readEventsOf(tx, organiser, events);
  if (own.length === 0 || !(await isOrganiser(tx, organiser, now))) return new Map();
  const profile = await readProfile(tx, organiser);
  const theirs = own.filter(({ audience }) => belongsTo(audience, profile));
  return new Map((await readStandings(tx, theirs)).map((one) => [one.event.id, one]));
}
