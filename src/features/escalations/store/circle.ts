import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { readCurrentAccount } from '../../../store/people.ts';
import { readAble } from '../../members/store/able.ts';
import { readList } from '../../members/store/list.ts';
import { type Responder, readResponders } from '../../members/store/responder.ts';
import { monthStart, type Person } from '../rules/circle.ts';
import { TWICE_MS } from '../rules/limits.ts';
import { OPEN } from '../rules/states.ts';

/** The asker's own list at this moment. Who left, is on *not this person*, or has no chat with us is not in it. */
export async function readCircle(tx: Tx, asker: MemberId, now: Date): Promise<Person[]> {
  const list = await readList(tx, asker);
  const members = list.map(({ member }) => member).filter((member) => member !== asker);
  const responders = await readResponders(tx, members);
  const able = await readAble(tx, members, now);
  const circle: Person[] = [];
  for (const { member, name } of list) {
    const responder = responders.get(member);
    const person = (await readCurrentAccount(tx, member))?.person;
    if (!responder || !person) continue;
    circle.push({
      ...{ member, name, agreed: responder.agreed, outOfHours: responder.outOfHours },
      ...{ able: able.get(member)?.able ?? 'space', ...person },
      callsLeft: await readCallsLeft(tx, asker, member, responder, person.timeZone, now),
    });
  }
  return circle;
}

/** However often they are asked about one request, it is one call: the asker's present one is not counted against it. */
async function readCallsLeft(
  tx: Tx,
  asker: MemberId,
  personId: MemberId,
  { outOfHours, monthlyCap }: Responder,
  timeZone: string,
  now: Date,
): Promise<number | null> {
  if (!outOfHours || monthlyCap === null) return null;
  const recent = new Date(now.getTime() - TWICE_MS);
  const present = { askerId: asker, OR: [{ state: { in: [...OPEN] } }, { pressedAt: { gte: recent } }] };
  const askedAt = { gte: monthStart(now, timeZone) };
  const calls = await tx.escalationAsk.findMany({
    where: { personId, outOfHours: true, askedAt, escalation: { NOT: present } },
    distinct: ['escalationId'],
    select: { id: true },
  });
  return Math.max(0, monthlyCap - calls.length);
}
