import { Prisma } from '../../../src/generated/prisma/client.ts';
import type { Database } from '../../../src/store/database.ts';
import { EMPLOYER } from './recorder.ts';

/** How everything stands, as plain rows: what acts choose from, and what is counted again. */
export interface View {
  now: Date;
  members: ReadonlySet<string>;
  projects: readonly ProjectRow[];
  placements: readonly PlacementRow[];
  invitations: readonly { id: string; callOut: string; peer: string; reply: string | null }[];
  seats: readonly { id: string; project: string; member: string; state: string }[];
  /** Who answers for a host here, with those they got names of. */
  recipients: readonly {
    id: string;
    member: string;
    placements: readonly string[];
    deletions: readonly string[];
  }[];
}

export interface ProjectRow {
  id: string;
  theme: string;
  state: string;
  manager: string;
  deputy: string | null;
  peersWanted: number;
  daysMoved: number;
  days: readonly string[];
  callOut: string;
  callOutState: string;
}

export interface PlacementRow {
  id: string;
  project: string;
  peer: string;
  name: string;
  state: string;
  ruling: string | null;
  ruledBy: string | null;
  unreached: boolean;
  daysAsked: boolean;
  undertaken: boolean;
  /** Whatever they said; `isOpen` where it is asked again, or was never answered. */
  answer: string | null;
  answeredAt: string | null;
  isOpen: boolean;
  /** Somebody else whom they let read what they told. */
  mayRead: string | null;
  /** An officer without an employer's yes to these days. */
  needsEmployer: boolean;
}

const OVER = ['ended', 'cancelled'];
export const isRunning = ({ state }: Pick<ProjectRow, 'state'>): boolean => !OVER.includes(state);
export const runsIt = ({ manager, deputy }: ProjectRow, member: string | undefined): boolean =>
  member !== undefined && (manager === member || deputy === member);

export async function readView({ prisma }: Database, now: Date): Promise<View> {
  const [members, projects, placements, invitations, seats, recipients] = await Promise.all([
    prisma.member.findMany({ where: { standing: 'member' }, select: { id: true } }),
    prisma.$queryRaw<ProjectRow[]>`
      SELECT p.id::text, p.theme, p.state, p.manager_id::text AS manager, p.peers_wanted AS "peersWanted", p.days_moved AS "daysMoved",
        (SELECT s.member_id::text FROM seat s JOIN member m ON m.id = s.member_id AND m.standing = 'member'
          WHERE s.scope_id = p.id AND s.state = 'accepted') AS deputy,
        ARRAY(SELECT day FROM project_day d WHERE d.project_id = p.id ORDER BY day) AS days,
        o.id::text AS "callOut", o.state AS "callOutState"
      FROM project p JOIN call_out o ON o.project_id = p.id ORDER BY p.theme`,
    prisma.$queryRaw<PlacementRow[]>`
      SELECT l.id::text, l.project_id::text AS project, l.peer_id::text AS peer, m.name, l.state, l.ruling, l.ruled_by::text AS "ruledBy",
        l.unreached, l.days_asked AS "daysAsked", l.undertaken_at IS NOT NULL AS undertaken, c.answer,
        to_char(c.answered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "answeredAt",
        c.answer IS NULL OR c.reopened_at IS NOT NULL AS "isOpen", CASE WHEN c.next_may THEN c.next_id::text END AS "mayRead",
        COALESCE('officer' = ANY(o.kinds), false) AND NOT ${Prisma.raw(EMPLOYER)} AS "needsEmployer"
      FROM placement l JOIN project p ON p.id = l.project_id JOIN member m ON m.id = l.peer_id
        LEFT JOIN profile o ON o.member_id = l.peer_id
        LEFT JOIN conflict c ON c.project_id = l.project_id AND c.peer_id = l.peer_id ORDER BY p.theme, m.name`,
    prisma.$queryRaw<View['invitations'][number][]>`
      SELECT i.id::text, i.call_out_id::text AS "callOut", i.peer_id::text AS peer, i.reply
      FROM invitation i JOIN call_out o ON o.id = i.call_out_id JOIN project p ON p.id = o.project_id
        JOIN member m ON m.id = i.peer_id ORDER BY p.theme, m.name`,
    prisma.$queryRaw<View['seats'][number][]>`
      SELECT s.id::text, s.scope_id::text AS project, s.member_id::text AS member, s.state
      FROM seat s JOIN member m ON m.id = s.member_id ORDER BY s.offered_at, m.name`,
    prisma.$queryRaw<View['recipients'][number][]>`
      SELECT r.id::text, r.member_id::text AS member,
        ARRAY(SELECT t.placement_id::text FROM release t JOIN placement l ON l.id = t.placement_id JOIN member m ON m.id = l.peer_id
          WHERE t.recipient_id = r.id ORDER BY t.at, m.name) AS placements,
        ARRAY(SELECT d.id::text FROM host_deletion d WHERE d.recipient_id = r.id ORDER BY d.asked_at) AS deletions
      FROM host_recipient r JOIN project p ON p.id = r.project_id WHERE r.member_id IS NOT NULL ORDER BY p.theme`,
  ]);
  const all = new Set(members.map(({ id }) => id));
  return { now, members: all, projects, placements, invitations, seats, recipients };
}

/** Those that are not over. */
export const projectsRun = ({ projects }: View): string[] => projects.filter(isRunning).map(({ id }) => id);
