-- AlterTable
ALTER TABLE "call_out" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'call-out';

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "days_moved_at" TIMESTAMPTZ(3),
ADD COLUMN     "roughly" TEXT;

ALTER TABLE "call_out"
  ADD CONSTRAINT "call_out_kind_check" CHECK ("kind" IN ('call-out', 'pencil')),
  DROP CONSTRAINT "call_out_state_check",
  ADD CONSTRAINT "call_out_state_check" CHECK (
    "state" IN ('draft', 'open', 'closed', 'withdrawn') OR "state" = 'fixed' AND "kind" = 'pencil');
-- Dates are fixed once: of two who press at the same time the second finds the call-out of the first.
CREATE UNIQUE INDEX "call_out_one_of_a_kind" ON "call_out" ("project_id", "kind") WHERE "state" <> 'withdrawn';

-- "keen" is said to a pencil, and is no yes.
ALTER TABLE "invitation"
  DROP CONSTRAINT "invitation_reply_check",
  ADD CONSTRAINT "invitation_reply_check" CHECK ("reply" IN ('yes', 'maybe', 'no', 'keen'));

ALTER TABLE "project"
  DROP CONSTRAINT "project_state_check",
  ADD CONSTRAINT "project_state_check" CHECK ("state" IN (
    'pencilled', 'calling', 'choosing', 'confirmed', 'under-way', 'ended', 'cancelled')),
  ADD CONSTRAINT "project_roughly_check" CHECK ("state" <> 'pencilled' OR "roughly" IS NOT NULL);

-- Of projects whose days have moved it is known when: the audit says.
UPDATE project SET days_moved_at = (SELECT max(a.at) FROM audit a
  WHERE a.action = 'project.moved' AND a.record = 'project:' || project.id::text) WHERE days_moved > 0;
