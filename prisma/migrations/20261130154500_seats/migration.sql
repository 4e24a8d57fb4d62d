-- CreateTable
CREATE TABLE "seat" (
    "id" UUID NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'offered',
    "offered_by" UUID,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "seat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "seat_member_id_idx" ON "seat"("member_id");

-- AddForeignKey
ALTER TABLE "seat" ADD CONSTRAINT "seat_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat" ADD CONSTRAINT "seat_offered_by_fkey" FOREIGN KEY ("offered_by") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- More kinds come with the features that have them.
ALTER TABLE "seat" ADD CONSTRAINT "seat_scope_kind_check" CHECK ("scope_kind" IN ('project'));
ALTER TABLE "seat" ADD CONSTRAINT "seat_place_check" CHECK ("place" IN ('first', 'deputy'));
ALTER TABLE "seat" ADD CONSTRAINT "seat_state_check" CHECK ("state" IN ('offered', 'accepted', 'declined', 'ended'));
ALTER TABLE "seat" ADD CONSTRAINT "seat_times_check" CHECK (
  ("ends_at" IS NULL) = ("state" IN ('offered', 'accepted')) AND ("state" <> 'accepted' OR "starts_at" IS NOT NULL));
-- Nobody gives a seat to themselves.
ALTER TABLE "seat" ADD CONSTRAINT "seat_offered_by_check" CHECK ("offered_by" <> "member_id");
-- A seat is offered to one person at a time.
CREATE UNIQUE INDEX "seat_open_key" ON "seat" ("scope_kind", "scope_id", "role", "place")
  WHERE "state" IN ('offered', 'accepted');

-- A call-out's card, and how it ended, go to more than one person: what they are known by says to whom.
UPDATE "outbox" o SET "slot" = o."slot" || ':' || p."manager_id"
FROM "call_out" c JOIN "project" p ON p."id" = c."project_id"
WHERE o."kind" = 'availability:call-out' AND o."slot" = 'availability:call-out:' || c."id";
UPDATE "outbox" o SET "key" = o."key" || ':' || p."manager_id"
FROM "call_out" c JOIN "project" p ON p."id" = c."project_id"
WHERE o."kind" = 'availability:summary' AND o."key" = 'availability:summary:' || c."id";
