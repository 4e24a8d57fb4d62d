import type { MemberId } from '../../../chat/message.ts';
import { followNation } from '../../../directory/division.ts';
import type { Nation } from '../../../directory/helplines.ts';
import type { SafetyPerson } from '../../../directory/safety.ts';
import type { SafetySeat } from '../../../directory/safety-gate.ts';
import type { Tx } from '../../../store/database.ts';

/** Somebody leaves their seat while all is set up: from then on it stays open with the other one. */
export async function markSetUp(tx: Tx): Promise<void> {
  await tx.safety.update({ where: { id: 1 }, data: { wasSetUp: true } });
}

export async function nameSafetyPerson(
  tx: Tx,
  which: SafetySeat,
  { name, number, member }: SafetyPerson,
): Promise<void> {
  await tx.safety.update({
    where: { id: 1 },
    data:
      which === 'lead'
        ? { leadName: name, leadNumber: number, leadMemberId: member ?? null }
        : { deputyName: name, deputyNumber: number, deputyMemberId: member ?? null },
  });
}

export async function writeChase(tx: Tx, which: SafetySeat, chase: string | null): Promise<void> {
  await tx.safety.update({
    where: { id: 1 },
    data: which === 'lead' ? { leadChase: chase } : { deputyChase: chase },
  });
}

export async function writeNation(tx: Tx, nation: Nation): Promise<void> {
  await tx.safety.update({ where: { id: 1 }, data: { nation } });
  await followNation(tx);
}

export async function writeOutOfHours(tx: Tx, outOfHours: string): Promise<void> {
  await tx.safety.update({ where: { id: 1 }, data: { outOfHours } });
}

export async function confirmNumber(
  tx: Tx,
  nation: Nation,
  number: string,
  by: MemberId,
  now: Date,
): Promise<void> {
  const data = { checkedAt: now, checkedBy: by };
  await tx.numberCheck.upsert({
    where: { nation_number: { nation, number } },
    create: { nation, number, ...data },
    update: data,
  });
}

export async function unconfirmNumber(tx: Tx, nation: Nation, number: string): Promise<void> {
  await tx.numberCheck.deleteMany({ where: { nation, number } });
}

/** Who looks after safety is typed as words, too: gone with them, so that a coordinator names somebody else. */
export async function forgetSafetyPerson(tx: Tx, member: MemberId): Promise<void> {
  await tx.safety.updateMany({
    where: { leadMemberId: member },
    data: { leadName: null, leadNumber: null, leadMemberId: null },
  });
  await tx.safety.updateMany({
    where: { deputyMemberId: member },
    data: { deputyName: null, deputyNumber: null, deputyMemberId: null },
  });
  await tx.schedule.deleteMany({ where: { subject: member } });
  await tx.numberCheck.updateMany({ where: { checkedBy: member }, data: { checkedBy: null } });
  await tx.roleGrant.updateMany({ where: { grantedBy: member }, data: { grantedBy: null } });
  await tx.roleGrant.updateMany({ where: { endedBy: member }, data: { endedBy: null } });
}
