-- One workspace's share of what its platform allows, for all processes together.
CREATE TABLE "outbox_bucket" (
    "name" TEXT NOT NULL,
    "recent" JSONB NOT NULL DEFAULT '{"post":[],"edit":[]}',
    "post_at" TIMESTAMPTZ(3) NOT NULL,
    "edit_at" TIMESTAMPTZ(3) NOT NULL,
    "post_after" TIMESTAMPTZ(3) NOT NULL,
    "edit_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_bucket_pkey" PRIMARY KEY ("name")
);

-- Lanes whose workspace may not be named, and those that lead nowhere.
INSERT INTO "outbox_bucket" ("name", "post_at", "edit_at", "post_after", "edit_after")
SELECT DISTINCT "name", now(), now(), now(), now()
FROM (SELECT '' AS "name" UNION SELECT "platform" || '/' || "workspace" FROM "account"
      UNION SELECT "platform" || '/' || "workspace" FROM "conversation") known;

ALTER TABLE "outbox_lane"
  ADD COLUMN "bucket" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "edits" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "turn" TIMESTAMPTZ(3),
  ADD COLUMN "recent" JSONB NOT NULL DEFAULT '{"post":[],"edit":[]}';

ALTER TABLE "outbox"
  ADD COLUMN "begun_at" TIMESTAMPTZ(3),
  ADD COLUMN "repeated" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "told" BOOLEAN NOT NULL DEFAULT true;

UPDATE "outbox_lane" SET "turn" = "due_at";
UPDATE "outbox_lane" l SET "bucket" = c."platform" || '/' || c."workspace" FROM "conversation" c WHERE l."destination" = 'conversation:' || c."id";
UPDATE "outbox_lane" l SET "bucket" = a."platform" || '/' || a."workspace" FROM "account" a WHERE l."destination" = 'account:' || a."id";

DROP INDEX "outbox_lane_due";
CREATE INDEX "outbox_lane_pressing" ON "outbox_lane" ("due_at") WHERE "due_at" IS NOT NULL AND "urgent";
CREATE INDEX "outbox_lane_patient" ON "outbox_lane" ("bucket", "edits", "turn") WHERE "due_at" IS NOT NULL AND NOT "urgent";
-- Those whose feature could not be told that they will not arrive.
CREATE INDEX "outbox_untold" ON "outbox" ("settled_at") WHERE NOT "told";
