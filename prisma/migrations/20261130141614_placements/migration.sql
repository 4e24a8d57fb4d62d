-- AlterTable
ALTER TABLE "project" ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'calling';


-- CreateTable
CREATE TABLE "placement" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "before" TEXT,
    "interest" TEXT,
    "days" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "edition" INTEGER NOT NULL DEFAULT 0,
    "unreached" BOOLEAN NOT NULL DEFAULT false,
    "ruling" TEXT,
    "ruled_at" TIMESTAMPTZ(3),
    "ruled_by" UUID,
    "reason_sealed" TEXT,
    "conditions_sealed" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "note_sealed" TEXT,
    "note_reader" UUID,

    CONSTRAINT "placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" UUID NOT NULL,
    "placement_id" UUID NOT NULL,
    "fields" TEXT[],
    "to_sealed" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3),
    "by_id" UUID,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "placement_peer_id_idx" ON "placement"("peer_id");

-- CreateIndex
CREATE UNIQUE INDEX "placement_project_id_peer_id_key" ON "placement"("project_id", "peer_id");

-- CreateIndex
CREATE INDEX "release_placement_id_idx" ON "release"("placement_id");

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_ruled_by_fkey" FOREIGN KEY ("ruled_by") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_note_reader_fkey" FOREIGN KEY ("note_reader") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_placement_id_fkey" FOREIGN KEY ("placement_id") REFERENCES "placement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "project" ADD CONSTRAINT "project_state_check" CHECK ("state" IN (
  'calling', 'choosing', 'confirmed', 'under-way', 'ended', 'cancelled'));
ALTER TABLE "placement" ADD CONSTRAINT "placement_state_check" CHECK ("state" IN (
  'interested', 'chosen', 'declined', 'excluded', 'released', 'confirmed', 'withdrawn', 'thanked', 'reserve', 'not-needed',
  'cancelled', 'completed'));
ALTER TABLE "placement" ADD CONSTRAINT "placement_ruling_check" CHECK ("ruling" IN ('clear', 'conditions', 'excluded'));
-- Nobody is with a host whose conflict was ruled to keep them away.
ALTER TABLE "placement" ADD CONSTRAINT "placement_excluded_check"
  CHECK ("ruling" <> 'excluded' OR "state" NOT IN ('released', 'confirmed'));
-- A conflict that was told survives a decline.
ALTER TABLE "conflict" DROP CONSTRAINT "conflict_words_check";
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_words_check" CHECK ("words_sealed" IS NULL OR "answer" <> 'none');

-- Whoever said yes or maybe is interested. Until now all of them were asked about a named host: each was chosen by that.
-- Their card is known by the same id.
INSERT INTO "placement" ("id", "project_id", "peer_id", "state", "interest", "days", "unreached")
SELECT DISTINCT ON (o."project_id", i."peer_id") i."id", o."project_id", i."peer_id",
  CASE WHEN p."host_named_at" IS NULL THEN 'interested'
    WHEN c."answer" = 'declined' AND c."reopened_at" IS NULL THEN 'declined' ELSE 'chosen' END,
  i."reply", ARRAY(SELECT "day" FROM "invitation_day" d WHERE d."invitation_id" = i."id" ORDER BY 1),
  i."undelivered" AND c."id" IS NULL
FROM "invitation" i
JOIN "call_out" o ON o."id" = i."call_out_id" AND o."state" IN ('open', 'closed')
JOIN "project" p ON p."id" = o."project_id"
LEFT JOIN "conflict" c ON c."project_id" = o."project_id" AND c."peer_id" = i."peer_id"
WHERE i."reply" IN ('yes', 'maybe')
ORDER BY o."project_id", i."peer_id", o."opened_at" DESC;

DROP TABLE "invitation_day";

UPDATE "project" SET "state" = 'choosing' WHERE "host_named_at" IS NOT NULL;
UPDATE "project" SET "state" = 'ended', "ended_at" = "created_at" WHERE "id" IN (
  SELECT "project_id" FROM "project_day" GROUP BY 1 HAVING max("day") < to_char(now(), 'YYYY-MM-DD'));
UPDATE "project" p SET "state" = 'cancelled', "ended_at" = o."closed_at"
FROM "call_out" o WHERE o."project_id" = p."id" AND o."state" = 'withdrawn';

UPDATE "card" SET "kind" = CASE "kind" WHEN 'availability:host' THEN 'projects:placement' ELSE 'projects:may-read' END
WHERE "kind" IN ('availability:host', 'availability:may-read');
UPDATE "outbox" SET "feature" = 'projects', "kind" = CASE "kind" WHEN 'availability:may-read' THEN 'projects:may-read'
  WHEN 'availability:peer-changed' THEN 'projects:changed' ELSE 'projects:placement' END
WHERE "kind" IN ('availability:host', 'availability:may-read', 'availability:ask-again', 'availability:peer-changed');
