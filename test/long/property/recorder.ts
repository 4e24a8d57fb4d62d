import type { Database } from '../../../src/store/database.ts';

/** A state that changed, as the database saw it: two steps in one transaction are two. */
export interface Change {
  table: 'placement' | 'project' | 'call_out';
  id: string;
  from: string | null;
  to: string;
  /** Of a placement: what a withdrawal goes back to. */
  before: string | null;
}

/** What held of somebody at the very moment at which they were handed to the host, or confirmed. */
export interface Passed {
  what: 'release' | 'agree';
  id: string;
  state: string;
  project: string;
  answer: string | null;
  reopened: boolean;
  ruling: string | null;
  daysAsked: boolean;
  /** Some day of the project is one that they said suits them. */
  suits: boolean;
  officer: boolean;
  /** Their employer of today said yes to each of these days. */
  employer: boolean;
}

/** A ruling that was written, and whether whoever wrote it ran the project. */
export interface Ruled {
  id: string;
  byRunner: boolean;
}

export interface Recorded {
  changes: Change[];
  passed: Passed[];
  ruled: Ruled[];
}

export interface Recorder {
  /** What was committed since it was asked last. */
  take(): Promise<Recorded>;
}

/** One yes of their employer of today to each day of a project: a part of a statement over `l`, `p` and `o`, their profile. */
export const EMPLOYER = `EXISTS (SELECT FROM release_permission r WHERE r.member_id = l.peer_id
  AND r.organisation_id IS NOT DISTINCT FROM o.organisation_id AND NOT EXISTS (SELECT FROM project_day d WHERE d.project_id = p.id
    AND NOT COALESCE(r.project_id = p.id AND d.day = ANY(r.days) OR r.until >= d.day, false)))`;

/** In words of its own, so that a mistake in the gate is not repeated here. */
const GATE = `
  SELECT jsonb_build_object('id', l.id, 'state', l.state, 'project', p.state, 'answer', c.answer,
    'reopened', COALESCE(c.reopened_at IS NOT NULL, false), 'ruling', l.ruling, 'daysAsked', l.days_asked,
    'suits', EXISTS (SELECT FROM project_day d WHERE d.project_id = p.id AND d.day = ANY(l.days)),
    'officer', COALESCE('officer' = ANY(o.kinds), false),
    'employer', ${EMPLOYER})
  FROM placement l JOIN project p ON p.id = l.project_id LEFT JOIN profile o ON o.member_id = l.peer_id
    LEFT JOIN conflict c ON c.project_id = l.project_id AND c.peer_id = l.peer_id WHERE l.id = `;

const RUNS = `
  SELECT NEW.ruled_by = p.manager_id OR EXISTS (SELECT FROM seat s WHERE s.scope_id = p.id AND s.member_id = NEW.ruled_by
    AND s.state = 'accepted') FROM project p WHERE p.id = NEW.project_id`;

const stateOf = (table: string): string[] => [
  `CREATE FUNCTION recorder.state_of_${table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO recorder.entry (what, facts) VALUES ('change', jsonb_build_object('table', '${table}', 'id', NEW.id,
      'from', CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, 'to', NEW.state, 'before', CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ->> 'before' END));
    RETURN NULL; END $$`,
  `CREATE TRIGGER recorder_new AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION recorder.state_of_${table}()`,
  `CREATE TRIGGER recorder_state AFTER UPDATE OF state ON ${table} FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION recorder.state_of_${table}()`,
];

const STATEMENTS: readonly string[] = [
  'CREATE SCHEMA recorder',
  'CREATE TABLE recorder.entry (n bigserial, what text, facts jsonb)',
  ...['placement', 'project', 'call_out'].flatMap(stateOf),
  `CREATE FUNCTION recorder.released() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO recorder.entry (what, facts) SELECT 'release', (${GATE} NEW.placement_id); RETURN NULL; END $$`,
  'CREATE TRIGGER recorder_release AFTER INSERT ON release FOR EACH ROW EXECUTE FUNCTION recorder.released()',
  `CREATE FUNCTION recorder.agreed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO recorder.entry (what, facts) SELECT 'agree', (${GATE} NEW.id); RETURN NULL; END $$`,
  `CREATE TRIGGER recorder_agree AFTER UPDATE OF state ON placement FOR EACH ROW
    WHEN (OLD.state = 'released' AND NEW.state = 'confirmed') EXECUTE FUNCTION recorder.agreed()`,
  `CREATE FUNCTION recorder.ruled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO recorder.entry (what, facts) SELECT 'rule', jsonb_build_object('id', NEW.id, 'byRunner', (${RUNS})); RETURN NULL; END $$`,
  `CREATE TRIGGER recorder_rule AFTER UPDATE OF ruling ON placement FOR EACH ROW
    WHEN (NEW.ruling IS NOT NULL AND NEW.ruled_at IS DISTINCT FROM OLD.ruled_at) EXECUTE FUNCTION recorder.ruled()`,
];

/** Triggers that write down, in a schema of their own, what happens to people's states; the bot knows nothing of them. */
export async function startRecorder({ prisma }: Database): Promise<Recorder> {
  for (const statement of STATEMENTS) await prisma.$executeRawUnsafe(statement);
  return {
    async take() {
      const rows = await prisma.$queryRaw<{ n: bigint; what: string; facts: unknown }[]>`
        WITH gone AS (DELETE FROM recorder.entry RETURNING n, what, facts) SELECT * FROM gone ORDER BY n`;
      const of = (...what: string[]) => rows.filter((row) => what.includes(row.what));
      return {
        changes: of('change').map(({ facts }) => facts as Change),
        passed: of('release', 'agree').map(({ what, facts }) => ({ ...(facts as object), what }) as Passed),
        ruled: of('rule').map(({ facts }) => facts as Ruled),
      };
    },
  };
}
