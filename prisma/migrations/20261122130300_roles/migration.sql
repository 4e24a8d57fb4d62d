-- The end of a role is dealt with once, whether its day came or a coordinator ended it (E21).
ALTER TABLE "role_grant"
  ADD COLUMN "ended_by" UUID,
  ADD COLUMN "settled_at" TIMESTAMPTZ(3),
  ADD COLUMN "left_open" BOOLEAN NOT NULL DEFAULT false;
UPDATE "role_grant" SET "settled_at" = "ends_at" WHERE "ends_at" <= clock_timestamp();

ALTER TABLE "role_grant" DROP CONSTRAINT "role_grant_role_check";
ALTER TABLE "role_grant"
  ADD CONSTRAINT "role_grant_role_check" CHECK ("role" IN
    ('coordinator', 'organiser', 'supervisor', 'project-manager', 'evaluation-lead', 'conciliator', 'committee',
     'steering-group', 'champion')),
  ADD CONSTRAINT "role_grant_settled_check" CHECK ("settled_at" IS NULL OR "ends_at" IS NOT NULL);

CREATE INDEX "role_grant_ends_at_idx" ON "role_grant"("ends_at");

-- Whom a supervisor supports, by name.
CREATE TABLE "supervision" (
    "supervisor_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    CONSTRAINT "supervision_pkey" PRIMARY KEY ("supervisor_id", "member_id"),
    CONSTRAINT "supervision_not_self" CHECK ("supervisor_id" <> "member_id")
);
CREATE INDEX "supervision_member_id_idx" ON "supervision"("member_id");
ALTER TABLE "supervision" ADD CONSTRAINT "supervision_supervisor_id_fkey" FOREIGN KEY ("supervisor_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "supervision" ADD CONSTRAINT "supervision_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The last coordinator keeps the role, whichever way somebody tries to take it: of two who try at once, one waits here.
CREATE FUNCTION keep_coordinator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'member' AND NOT EXISTS (
    SELECT 1 FROM role_grant WHERE member_id = OLD.id AND role = 'coordinator' AND ends_at IS NULL
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('role:coordinator', 0));
  IF NOT EXISTS (
    SELECT 1 FROM role_grant g JOIN member m ON m.id = g.member_id
    WHERE g.role = 'coordinator' AND g.ends_at IS NULL AND m.standing = 'member'
  ) THEN
    RAISE EXCEPTION 'a network needs a coordinator whose role has no end';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER keep_coordinator_role AFTER UPDATE OF "ends_at", "role", "member_id" ON "role_grant"
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW
  WHEN (OLD.role = 'coordinator' AND OLD.ends_at IS NULL AND (NEW.role <> 'coordinator' OR NEW.ends_at IS NOT NULL))
  EXECUTE FUNCTION keep_coordinator();
CREATE CONSTRAINT TRIGGER keep_coordinator_grant AFTER DELETE ON "role_grant"
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW
  WHEN (OLD.role = 'coordinator' AND OLD.ends_at IS NULL) EXECUTE FUNCTION keep_coordinator();
CREATE CONSTRAINT TRIGGER keep_coordinator_standing AFTER UPDATE OF "standing" ON "member"
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW
  WHEN (OLD.standing = 'member' AND NEW.standing <> 'member') EXECUTE FUNCTION keep_coordinator();
