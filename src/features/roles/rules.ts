import type { MemberId } from '../../chat/message.ts';
export const hasStarted = ({ startsAt }: { startsAt: Date }, now: Date): boolean => startsAt <= now;

/** A network never ends up without a coordinator, also not on the day when somebody's term ends. */
export const keepsCoordinator = (
  grants: readonly { member: MemberId; startsAt: Date; endsAt: Date | null }[],
  member: MemberId,
  now: Date,
): boolean =>
  grants.some((grant) => grant.member !== member && grant.endsAt === null && hasStarted(grant, now));
