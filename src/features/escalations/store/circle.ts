import type { MemberId } from '../../../chat/message.ts';
import { readCapacities } from '../../../directory/capacity.ts';
import { mayContact, readList } from '../../../directory/circle.ts';
import { readCalendars } from '../../../directory/people.ts';
import { type Responder, readResponders } from '../../../directory/responder.ts';
import type { Tx } from '../../../store/database.ts';
import { monthStart, type Person } from '../rules/circle.ts';
import { TWICE_MS } from '../rules/limits.ts';
import { OPEN } from '../rules/states.ts';

/**
 * The asker's own list at this moment. Who left, is on *not this person*, or has no chat with us is not in it; whoever keeps
 * the asker away stands in it like somebody who has not agreed to calls, so that the next is asked and nothing tells.
 */
export async function readCircle(tx: Tx, asker: MemberId, now: Date): Promise<Person[]> {
  const list = (await readList(tx, asker)).filter(({ member }) => member !== asker);
  if (list.length === 0) return [];
  const members = list.map(({ member }) => member);
  const responders = await readResponders(tx, members);
  const capacities = await readCapacities(tx, members, now);
  const calendars = await readCalendars(tx, members);
  const capped = members.flatMap((member) => {
    const [responder, calendar] = [responders.get(member), calendars.get(member)];
    return responder?.outOfHours && responder.monthlyCap !== null && calendar
      ? [{ member, cap: responder.monthlyCap, since: monthStart(now, calendar.timeZone) }]
      : [];
  });
  const reachable = await mayContact(tx, asker);
  const left = await readCallsLeft(tx, asker, capped, now);
  return list.flatMap(({ member, name }) => {
    const [responder, calendar] = [responders.get(member), calendars.get(member)];
    if (!responder || !calendar) return [];
    const { outOfHours }: Responder = responder;
    const agreed = responder.agreed && reachable(member);
    const level = capacities.get(member)?.level ?? 'space';
    return [
      { ...calendar, member, name, agreed, outOfHours, capacity: level, callsLeft: left.get(member) ?? null },
    ];
  });
}

/** However often they are asked about one request, it is one call: the asker's present one is not counted against it. */
async function readCallsLeft(
  tx: Tx,
  asker: MemberId,
  capped: readonly { member: MemberId; cap: number; since: Date }[],
  now: Date,
): Promise<Map<MemberId, number>> {
  if (capped.length === 0) return new Map();
  const recent = new Date(now.getTime() - TWICE_MS);
  const present = { askerId: asker, OR: [{ state: { in: [...OPEN] } }, { pressedAt: { gte: recent } }] };
  const calls = await tx.escalationAsk.findMany({
    where: {
      outOfHours: true,
      escalation: { NOT: present },
      OR: capped.map(({ member, since }) => ({ personId: member, askedAt: { gte: since } })),
    },
    distinct: ['personId', 'escalationId'],
    select: { personId: true },
  });
  const taken = (member: MemberId) => calls.filter(({ personId }) => personId === member).length;
  return new Map(capped.map(({ member, cap }) => [member, Math.max(0, cap - taken(member))]));
}
