import type { MemberId } from '../../../chat/message.ts';
import {
  type ParticipantKind,
  participantKindsOf,
  participantKindsToConfirm,
} from '../../../directory/participant-kinds.ts';
import { type Profile, readProfile, readProfiles } from '../../../directory/profile.ts';
import type { Tx } from '../../../store/database.ts';

/** What a coordinator decided about somebody's participant kinds. */
export async function decideParticipantKinds(
  tx: Tx,
  { member, confirmed, declined }: Profile,
  decision: 'confirmed' | 'declined',
  kinds: readonly ParticipantKind[],
): Promise<void> {
  const rest = (before: readonly ParticipantKind[]) => before.filter((kind) => !kinds.includes(kind));
  const after = { confirmed: rest(confirmed), declined: rest(declined) };
  after[decision] = [...after[decision], ...kinds];
  await tx.profile.update({ where: { memberId: member }, data: after });
}

/** Takes whatever somebody says they are as confirmed: a coordinator says it, or says it of themselves. */
export async function confirmSaid(tx: Tx, member: MemberId): Promise<void> {
  const profile = await readProfile(tx, member);
  const kinds = participantKindsOf(profile.kinds);
  if (kinds.length > 0) await decideParticipantKinds(tx, profile, 'confirmed', kinds);
}

/** Members who say that they are something that no coordinator has looked at yet. */
export async function readToConfirm(tx: Tx): Promise<Profile[]> {
  const rows = await tx.$queryRaw<{ id: MemberId }[]>`
    SELECT m.id FROM profile p JOIN member m ON m.id = p.member_id
    WHERE m.standing = 'member' AND (
      ('manager' = ANY(p.kinds) AND NOT 'manager' = ANY(p.confirmed || p.declined))
      OR (p.kinds && ARRAY['officer', 'councillor', 'volunteer', 'paid-peer'] AND NOT 'peer' = ANY(p.confirmed || p.declined)))
    ORDER BY p.updated_at, m.id LIMIT 20`;
  const profiles = await readProfiles(
    tx,
    rows.map(({ id }) => id),
  );
  return [...profiles.values()].filter((profile) => participantKindsToConfirm(profile).length > 0);
}
