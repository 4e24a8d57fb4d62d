-- CreateTable
CREATE TABLE "pool_review" (
    "day" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "looked_at" TIMESTAMPTZ(3),
    "looked_by" UUID,

    CONSTRAINT "pool_review_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "pool_invitation" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,
    "by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "closed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "pool_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pool_invitation_peer_id_idx" ON "pool_invitation"("peer_id");

-- CreateIndex
CREATE UNIQUE INDEX "pool_invitation_event_id_peer_id_key" ON "pool_invitation"("event_id", "peer_id");

-- AddForeignKey
ALTER TABLE "pool_review" ADD CONSTRAINT "pool_review_looked_by_fkey" FOREIGN KEY ("looked_by") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pool_invitation" ADD CONSTRAINT "pool_invitation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "forum_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pool_invitation" ADD CONSTRAINT "pool_invitation_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pool_invitation" ADD CONSTRAINT "pool_invitation_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "pool_review" ADD CONSTRAINT "pool_review_people_check" CHECK ("people" > 0);
ALTER TABLE "pool_review" ADD CONSTRAINT "pool_review_looked_check" CHECK ("looked_at" IS NOT NULL OR "looked_by" IS NULL);
-- Nobody invites themselves.
ALTER TABLE "pool_invitation" ADD CONSTRAINT "pool_invitation_by_check" CHECK ("by_id" <> "peer_id");
