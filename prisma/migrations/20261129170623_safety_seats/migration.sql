-- Somebody may leave their seat and the other one goes on; what coordinators were told of it is found again when it is mended.
ALTER TABLE "safety" ADD COLUMN "was_set_up" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "lead_chase" TEXT,
ADD COLUMN "deputy_chase" TEXT;

-- "Did you get what you needed?" can be taken back for ten minutes.
ALTER TABLE "escalation" ADD COLUMN "needed_at" TIMESTAMPTZ(3);
