import type { Nation } from '../../../bot/numbers.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { confirmedAt, type GateStep, stepsToOpen } from '../rules.ts';

export interface SafetyPerson {
  name: string;
  number: string;
  member?: MemberId;
  /** Was a member and left: still shown, and coordinators are asked to name somebody else. */
  hasLeft?: true;
}

export interface Safety {
  nation: Nation;
  lead?: SafetyPerson;
  deputy?: SafetyPerson;
  outOfHours?: string;
  /** When the last number of the list was confirmed whole; undefined until each is. */
  numbersCheckedAt?: Date;
  /** When each number was last confirmed, and by whom. */
  checks: ReadonlyMap<string, { at: Date; by: MemberId | null }>;
  steps: readonly GateStep[];
  /** False: questions, escalations and wellbeing are switched off (D49). */
  open: boolean;
}

const standing = { select: { standing: true } } as const;

export async function readSafety(tx: Tx): Promise<Safety> {
  const row = await tx.safety.findUniqueOrThrow({
    where: { id: 1 },
    include: { leadMember: standing, deputyMember: standing },
  });
  const nation = row.nation as Nation;
  const lead = person(row.leadName, row.leadNumber, row.leadMemberId, row.leadMember);
  const deputy = person(row.deputyName, row.deputyNumber, row.deputyMemberId, row.deputyMember);
  const rows = await tx.numberCheck.findMany({ where: { nation } });
  const checks = new Map(
    rows.map(({ number, checkedAt, checkedBy }) => [number, { at: checkedAt, by: checkedBy }]),
  );
  const numbersCheckedAt = confirmedAt(nation, checks);
  const known = {
    ...(lead && { lead }),
    ...(deputy && { deputy }),
    ...(row.outOfHours !== null && { outOfHours: row.outOfHours }),
    ...(numbersCheckedAt && { numbersCheckedAt }),
  };
  const steps = stepsToOpen(known);
  return { nation, ...known, checks, steps, open: steps.length === 0 };
}

function person(
  name: string | null,
  number: string | null,
  member: MemberId | null,
  row: { standing: string } | null,
): SafetyPerson | undefined {
  if (name === null || number === null) return undefined;
  return {
    name,
    number,
    ...(member && { member }),
    ...(row && row.standing !== 'member' && { hasLeft: true }),
  };
}

/** Locks the gate: of two coordinators who change it at once, one is first. */
export async function lockSafety(tx: Tx): Promise<Safety> {
  await tx.$queryRaw`SELECT 1 AS locked FROM safety FOR UPDATE`;
  return readSafety(tx);
}

export async function nameSafetyPerson(
  tx: Tx,
  which: 'lead' | 'deputy',
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

export async function writeNation(tx: Tx, nation: Nation): Promise<void> {
  await tx.safety.update({ where: { id: 1 }, data: { nation } });
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
