import type { MemberId } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';

export const CAPACITY_LEVELS = ['space', 'stretched', 'not-now'] as const;

/** Whether somebody has space to listen (D28). */
export interface Capacity {
  level: (typeof CAPACITY_LEVELS)[number];
  backAt: Date | null;
}

const space: Capacity = { level: 'space', backAt: null };

/** What somebody said holds until the day on which they are back; who said nothing may be asked. */
export const capacityNow = (said: Capacity | undefined, now: Date): Capacity =>
  !said || (said.backAt && said.backAt <= now) ? space : said;

/** Whether each of these has space to listen now. */
export async function readCapacities(
  tx: Tx,
  members: readonly MemberId[],
  now: Date,
): Promise<Map<MemberId, Capacity>> {
  const rows = await tx.able.findMany({ where: { memberId: { in: [...members] } } });
  const said = new Map(
    rows.map(({ memberId, able, backAt }) => [memberId, { level: able as Capacity['level'], backAt }]),
  );
  return new Map(members.map((member) => [member, capacityNow(said.get(member), now)]));
}

export const readCapacity = async (tx: Tx, member: MemberId, now: Date): Promise<Capacity> =>
  (await readCapacities(tx, [member], now)).get(member) ?? space;

export async function writeCapacity(tx: Tx, member: MemberId, { level, backAt }: Capacity): Promise<void> {
  const data = { able: level, backAt: level === 'space' ? null : backAt };
  await tx.able.upsert({ where: { memberId: member }, create: { memberId: member, ...data }, update: data });
}
