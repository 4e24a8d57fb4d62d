import type { MemberId } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from '../store/database.ts';
import { unbroken } from '../text/phone.ts';
import type { Nation } from './helplines.ts';
import { confirmedAt, type OwnNumber } from './own-helplines.ts';
import {
  type GateStep,
  isComplete,
  isThere,
  type SafetySeat,
  SEATS,
  type Seat,
  stepsToOpen,
} from './safety-gate.ts';

export interface SafetyPerson extends Seat {
  name: string;
  number: string;
  member?: MemberId;
  /** They asked to be forgotten, and will be on this day. */
  leavesAt?: Date;
}
/** What people read of whoever looks after safety. */
export type There = SafetyPerson & { seat: SafetySeat };

export interface Safety {
  nation: Nation;
  /** Who is named, whether or not they are there: for coordinators. */
  lead?: SafetyPerson;
  deputy?: SafetyPerson;
  /** Who is there now, the lead first: these alone are shown to people. */
  there: readonly There[];
  /** It was switched on once: from then on a change needs a second person's yes. */
  wasOpen: boolean;
  /** Some change of it waits for a yes. */
  isWaiting: boolean;
  /** It was complete once: one of the two is enough from then on. */
  wasOn: boolean;
  /** What coordinators were told last of a seat, while it holds. */
  chases: Readonly<Record<SafetySeat, string | null>>;
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

interface SeatRow {
  name: string;
  number: string;
  member: MemberId | null;
  standing: string | null;
  pausedUntil: number | null;
  leavesAt: number | null;
}

interface SafetyRow {
  nation: Nation;
  lead: SeatRow | null;
  deputy: SeatRow | null;
  outOfHours: string | null;
  wasSetUp: boolean;
  wasOpen: boolean;
  isWaiting: boolean;
  leadChase: string | null;
  deputyChase: string | null;
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

const epoch = (column: string) => Prisma.sql`extract(epoch FROM ${Prisma.raw(column)}) * 1000`;
/** Whoever is named, with what says whether they are there. */
const seatOf = (which: SafetySeat) => {
  const column = (name: string) => Prisma.raw(`s.${which}_${name}`);
  return Prisma.sql`CASE WHEN ${column('name')} IS NULL OR ${column('number')} IS NULL THEN NULL ELSE (
    SELECT json_build_object('name', ${column('name')}, 'number', ${column('number')}, 'member', ${column('member_id')},
      'standing', m.standing, 'pausedUntil', ${epoch('m.paused_until')}, 'leavesAt', ${epoch('e.due_at')})
    FROM (SELECT 1) one LEFT JOIN member m ON m.id = ${column('member_id')}
      LEFT JOIN erasure e ON e.member_id = m.id AND e.state = 'asked') END`;
};

/** In one statement: every screen with numbers asks for it. */
export async function readSafety(tx: Tx, now: Date): Promise<Safety> {
  const [row] = await tx.$queryRaw<SafetyRow[]>`
    SELECT s.nation, s.out_of_hours AS "outOfHours", s.was_set_up AS "wasSetUp",
           s.opened_at IS NOT NULL AS "wasOpen",
           EXISTS (SELECT FROM safety_change c WHERE c.state = 'open') AS "isWaiting",
           s.lead_chase AS "leadChase", s.deputy_chase AS "deputyChase",
           ${seatOf('lead')} AS lead, ${seatOf('deputy')} AS deputy,
           (SELECT COALESCE(json_agg(json_build_object('number', n.number, 'by', n.checked_by,
              'at', ${epoch('n.checked_at')})), '[]') FROM number_check n WHERE n.nation = s.nation) AS checks,
           (SELECT COALESCE(json_agg(json_build_object('id', o.id, 'name', o.name, 'number', o.number, 'hours', o.hours,
              'nation', o.nation, 'at', ${epoch('o.rung_at')}) ORDER BY o.added_at, o.id), '[]') FROM own_number o) AS own
    FROM safety s WHERE s.id = 1`;
  if (!row)
    throw new Error(
      'The table safety must hold its one row; put it back: INSERT INTO safety DEFAULT VALUES.',
    );
  const { nation, wasSetUp } = row;
  const lead = row.lead ? toPerson(row.lead) : undefined;
  const deputy = row.deputy ? toPerson(row.deputy) : undefined;
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
    wasSetUp,
  };
  const there = [
    ...(isThere(lead, now) ? [{ ...lead, seat: 'lead' as const }] : []),
    ...(isThere(deputy, now) ? [{ ...deputy, seat: 'deputy' as const }] : []),
  ];
  const steps = stepsToOpen(known, now);
  const chases = { lead: row.leadChase, deputy: row.deputyChase };
  const { wasSetUp: _, ...shown } = known;
  return {
    nation,
    ...shown,
    wasOpen: row.wasOpen,
    isWaiting: row.isWaiting,
    wasOn: isComplete(known),
    there,
    chases,
    checks,
    own,
    steps,
    open: steps.length === 0,
  };
}

function toPerson({ name, number, member, standing, pausedUntil, leavesAt }: SeatRow): SafetyPerson {
  return {
    name,
    number: unbroken(number),
    ...(member && { member }),
    ...(standing !== null && standing !== 'member' && { hasLeft: true as const }),
    ...(pausedUntil !== null && { pausedUntil: new Date(pausedUntil) }),
    ...(leavesAt !== null && { leavesAt: new Date(leavesAt) }),
  };
}

/** Locks the gate: of two coordinators who change it at once, one is first. That it was open is kept from then on. */
export async function lockSafety(tx: Tx, now: Date): Promise<Safety> {
  await tx.$queryRaw`SELECT 1 AS locked FROM safety FOR UPDATE`;
  const safety = await readSafety(tx, now);
  if (!safety.open || safety.wasOpen) return safety;
  await tx.safety.update({ where: { id: 1 }, data: { openedAt: now } });
  return { ...safety, wasOpen: true };
}

/** Which seat this member has, if any. */
export const seatOfMember = ({ lead, deputy }: Safety, member: MemberId): SafetySeat | undefined =>
  lead?.member === member ? 'lead' : deputy?.member === member ? 'deputy' : undefined;

/** One line for help screens and for whoever worries about somebody else: those who are there now. */
export function safeguardingLine({ there: [first, second] }: Pick<Safety, 'there'>): string | undefined {
  if (!first) return undefined;
  const or = second ? `, or ${second.name}: ${second.number}` : '';
  return `About somebody’s safety, ${first.name}, the ${SEATS[first.seat]}, can help: ${first.number}${or}.`;
}
