import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readSkills, wordsOf } from '../../../directory/skills.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import type { Vault } from '../../../store/seal.ts';
import { callingNameAlone } from '../../../text/name.ts';
import { openNote } from './notes.ts';
import { readHopes } from './people.ts';

/** What they wrote about meetings: places that are sealed with their key, and which of the two wrote what. */
export async function forgetWriter(tx: Tx, member: MemberId): Promise<void> {
  await tx.buddyMeeting.updateMany({ where: { writerId: member }, data: { placeSealed: null } });
  await tx.buddyMoment.updateMany({ where: { byId: member }, data: { byId: null } });
  await tx.buddyPair.updateMany({ where: { endedBy: member }, data: { endedBy: null } });
  await tx.buddySide.updateMany({ where: { memberId: member }, data: { rhythm: null, between: null } });
}

export async function exportBuddies(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const wish = await tx.buddyPerson.findUnique({ where: { memberId: member } });
  const hopes = (await readHopes(tx, vault, [member])).get(member) ?? null;
  const sides = await tx.buddySide.findMany({
    where: { memberId: member, pair: { state: { notIn: ['proposed', 'dropped'] } } },
    include: {
      pair: {
        include: {
          sides: { include: { member: { select: { name: true, called: true } } } },
          meetings: { include: { notes: { where: { writerId: member } } }, orderBy: { at: 'asc' } },
        },
      },
    },
  });
  const pairs: Json[] = [];
  for (const { pair, rhythm, between } of sides) {
    const meetings: Json[] = [];
    for (const { day, state, mode, notes } of pair.meetings) {
      const mine: Json[] = [];
      for (const note of notes) mine.push((await openNote(tx, vault, note)) ?? null);
      meetings.push({ day, state, mode, 'my notes': mine });
    }
    const others = pair.sides.filter(({ memberId }) => memberId !== member);
    // Who has not said yes yet is named to nobody by their surname.
    const introduced = pair.introducedAt !== null;
    const buddy = others.map(({ member: { name, called } }) =>
      introduced ? name : callingNameAlone({ name, called }),
    );
    pairs.push({ with: buddy, state: pair.state, rhythm, 'what stays between us': between, meetings });
  }
  const skills = wordsOf(await readSkills(tx), wish?.skills ?? []);
  const interests = wish?.interests ?? [];
  return { 'would like a buddy': wish?.wish ?? null, hopes, skills, interests, pairs };
}

const KEPT_DAYS = 365;

/**
 * Of pairs that ended a year ago: dates, meetings, notes, and what their clock has seen. That the two were paired stays,
 * so that they are not paired again.
 */
export async function forgetMeetings(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = daysBefore(now, KEPT_DAYS);
  await tx.$executeRaw`
    DELETE FROM buddy_moment WHERE pair_id IN (
      SELECT p.id FROM buddy_pair p WHERE p.state NOT IN ('proposed', 'offered', 'active', 'paused')
        AND NOT EXISTS (SELECT 1 FROM buddy_moment m WHERE m.pair_id = p.id AND m.at >= ${before})
        AND NOT EXISTS (SELECT 1 FROM buddy_meeting m WHERE m.pair_id = p.id AND m.at >= ${before})
        AND COALESCE(p.introduced_at, '-infinity') < ${before})`;
  return tx.$executeRaw`
    DELETE FROM buddy_meeting WHERE id IN (
      SELECT m.id FROM buddy_meeting m JOIN buddy_pair p ON p.id = m.pair_id
      WHERE p.state NOT IN ('proposed', 'offered', 'active', 'paused') AND m.at < ${before}
        AND COALESCE(p.introduced_at, '-infinity') < ${before} LIMIT ${limit})`;
}

/** Rounds of which nobody is or was paired: only matching again needs to know who was. */
export async function forgetRounds(tx: Tx, now: Date, limit: number): Promise<number> {
  await tx.$executeRaw`
    DELETE FROM buddy_pair WHERE id IN (
      SELECT p.id FROM buddy_pair p JOIN buddy_round r ON r.id = p.round_id
      WHERE p.state IN ('dropped', 'lapsed', 'withdrawn') AND r.opened_at < ${daysBefore(now, KEPT_DAYS)} LIMIT ${limit})`;
  return tx.$executeRaw`
    DELETE FROM buddy_round WHERE id IN (
      SELECT r.id FROM buddy_round r WHERE r.state <> 'proposed' AND r.opened_at < ${daysBefore(now, KEPT_DAYS)}
        AND NOT EXISTS (SELECT 1 FROM buddy_pair p WHERE p.round_id = r.id) LIMIT ${limit})`;
}
