import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { readSafety, type Safety } from '../../../directory/safety.ts';
import type { Tx } from '../../../store/database.ts';
import { areNumbersOld, asksForSetUp } from '../rules/set-up.ts';

/** The network's one set-up, as a record of which cards tell. */
export const SET_UP = 'network';

/** What coordinators find on their home; days are said where its reader is. */
export interface SetUp {
  safety: Safety;
  coordinators: readonly MemberId[];
  timeZone: string;
}

/** For one coordinator; nobody else reads it. */
export async function readSetUp(tx: Tx, now: Date, member: MemberId): Promise<ReadonlyMap<string, SetUp>> {
  const notOver = { OR: [{ endsAt: null }, { endsAt: { gt: now } }] };
  const coordinator = await tx.member.findFirst({
    where: {
      id: member,
      standing: 'member',
      roles: { some: { role: 'coordinator', startsAt: { lte: now }, ...notOver } },
    },
    select: { timeZone: true },
  });
  if (!coordinator) return new Map();
  const safety = await readSafety(tx, now);
  return new Map([[SET_UP, { safety, coordinators: [member], timeZone: coordinator.timeZone }]]);
}

/** It stands on the home of every coordinator while `asks` says so, and was never sent. */
const expectedWhile =
  (asks: (safety: Safety, now: Date) => boolean) =>
  async (tx: Tx, now: Date, limit: number, reader?: MemberId): Promise<ExpectedCard[]> => {
    if (!asks(await readSafety(tx, now), now)) return [];
    const coordinators = await readRoleHolders(tx, 'coordinator', now);
    return coordinators
      .filter((member) => reader === undefined || member === reader)
      .slice(0, limit)
      .map((member) => ({ record: SET_UP, reader: member, unsent: true }));
  };

export const readExpectedSetUp = expectedWhile(asksForSetUp);
export const readExpectedOldNumbers = expectedWhile(areNumbersOld);
