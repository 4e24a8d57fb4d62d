import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import {
  type ParticipantKind,
  type ParticipantKinds,
  participantKindsOf,
} from '../../../directory/participant-kinds.ts';
import { type Profile, readProfile } from '../../../directory/profile.ts';
import { holdsRole } from '../../../directory/roles.ts';
import type { Tx } from '../../../store/database.ts';

/** Somebody who says what they are here. */
export interface Claimant extends ParticipantKinds {
  member: MemberId;
  name: string;
  called: string | null;
}

/** What the cards of coordinators are about: one for each of them. */
export interface Claim {
  by: Claimant;
  coordinators: readonly MemberId[];
}

/** What these members say they are, for one coordinator; nobody for who is none. */
export async function readClaims(
  tx: Tx,
  members: readonly string[],
  coordinator: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, Claim>> {
  const rows = await tx.$queryRaw<Claimant[]>`
    SELECT m.id AS member, m.name, m.called, p.kinds, p.confirmed, p.declined
    FROM profile p JOIN member m ON m.id = p.member_id
    WHERE m.id = ANY(${[...members]}::uuid[]) AND m.standing = 'member'
      AND ${holdsRole(coordinator, 'coordinator', now)}`;
  const claimants = await tellApart(tx, rows);
  return new Map(claimants.map((by) => [by.member, { by, coordinators: [coordinator] }]));
}

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
