import { type Nation, unbroken } from '../../../bot/numbers.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { OwnNumber } from '../rules/own-numbers.ts';
import { confirmedAt, type GateStep, stepsToOpen } from '../rules.ts';
import { followNation } from './division.ts';

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
  /** What the network added; when each was rung stands among the checks. */
  own: readonly OwnNumber[];
  steps: readonly GateStep[];
  /** False: questions, escalations and wellbeing are switched off (D49). */
  open: boolean;
}

interface SafetyRow {
  nation: Nation;
  leadName: string | null;
  leadNumber: string | null;
  leadMemberId: MemberId | null;
  leadStanding: string | null;
  deputyName: string | null;
  deputyNumber: string | null;
  deputyMemberId: MemberId | null;
  deputyStanding: string | null;
  outOfHours: string | null;
  checks: { number: string; at: number; by: MemberId | null }[];
  own: {
    id: string;
    name: string;
    number: string;
    hours: string | null;
    nation: Nation | null;
    at: number;
  }[];
}

/** In one statement: every screen with numbers asks for it. */
export async function readSafety(tx: Tx): Promise<Safety> {
  const [row] = await tx.$queryRaw<SafetyRow[]>`
    SELECT s.nation, s.lead_name AS "leadName", s.lead_number AS "leadNumber", s.lead_member_id AS "leadMemberId",
           l.standing AS "leadStanding", s.deputy_name AS "deputyName", s.deputy_number AS "deputyNumber",
           s.deputy_member_id AS "deputyMemberId", d.standing AS "deputyStanding", s.out_of_hours AS "outOfHours",
           (SELECT COALESCE(json_agg(json_build_object('number', n.number, 'by', n.checked_by,
              'at', extract(epoch FROM n.checked_at) * 1000)), '[]') FROM number_check n WHERE n.nation = s.nation) AS checks,
           (SELECT COALESCE(json_agg(json_build_object('id', o.id, 'name', o.name, 'number', o.number, 'hours', o.hours,
              'nation', o.nation, 'at', extract(epoch FROM o.rung_at) * 1000) ORDER BY o.added_at, o.id), '[]') FROM own_number o) AS own
    FROM safety s LEFT JOIN member l ON l.id = s.lead_member_id LEFT JOIN member d ON d.id = s.deputy_member_id
    WHERE s.id = 1`;
  if (!row)
    throw new Error(
      'The table safety must hold its one row; put it back: INSERT INTO safety DEFAULT VALUES.',
    );
  const { nation } = row;
  const lead = person(row.leadName, row.leadNumber, row.leadMemberId, row.leadStanding);
  const deputy = person(row.deputyName, row.deputyNumber, row.deputyMemberId, row.deputyStanding);
  const checks = new Map([
    ...row.checks.map(({ number, at, by }) => [number, { at: new Date(at), by }] as const),
    ...row.own.map(({ id, at }) => [id, { at: new Date(at), by: null }] as const),
  ]);
  const own = row.own.map(({ number, at: _, ...one }) => ({ ...one, digits: unbroken(number) }));
  const numbersCheckedAt = confirmedAt(nation, checks);
  const known = {
    ...(lead && { lead }),
    ...(deputy && { deputy }),
    ...(row.outOfHours !== null && { outOfHours: row.outOfHours }),
    ...(numbersCheckedAt && { numbersCheckedAt }),
  };
  const steps = stepsToOpen(known);
  return { nation, ...known, checks, own, steps, open: steps.length === 0 };
}

function person(
  name: string | null,
  number: string | null,
  member: MemberId | null,
  standing: string | null,
): SafetyPerson | undefined {
  if (name === null || number === null) return undefined;
  return {
    name,
    number: unbroken(number),
    ...(member && { member }),
    ...(standing !== null && standing !== 'member' && { hasLeft: true }),
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
