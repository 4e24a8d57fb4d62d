-- CreateTable
CREATE TABLE "follow_up" (
    "id" UUID NOT NULL,
    "placement_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "to_remind" BOOLEAN NOT NULL DEFAULT true,
    "edition" INTEGER NOT NULL DEFAULT 0,
    "ended" BOOLEAN NOT NULL DEFAULT false,
    "gave_feedback" BOOLEAN NOT NULL DEFAULT false,
    "claim" TEXT NOT NULL DEFAULT 'to-claim',
    "claim_moved_at" TIMESTAMPTZ(3),
    "claims_sent" INTEGER NOT NULL DEFAULT 0,
    "claim_decisions" INTEGER NOT NULL DEFAULT 0,
    "claim_words_sealed" TEXT,
    "assessment_id" UUID,

    CONSTRAINT "follow_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "peer_feedback" (
    "id" UUID NOT NULL,
    "overall" TEXT NOT NULL,
    "support" TEXT NOT NULL,
    "again" TEXT NOT NULL,
    "words_sealed" TEXT,
    "shown" BOOLEAN NOT NULL DEFAULT false,
    "year" INTEGER NOT NULL,

    CONSTRAINT "peer_feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "self_assessment" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kept_from_id" UUID,
    "theme" TEXT NOT NULL,
    "may_read" BOOLEAN NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "self_assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "asker_id" UUID NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'sent',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answer_sealed" TEXT,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "answered_by" UUID,

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_placement_id_key" ON "follow_up"("placement_id");

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_assessment_id_key" ON "follow_up"("assessment_id");

-- CreateIndex
CREATE INDEX "self_assessment_member_id_idx" ON "self_assessment"("member_id");

-- CreateIndex
CREATE INDEX "request_asker_id_idx" ON "request"("asker_id");

-- CreateIndex
CREATE INDEX "request_scope_id_idx" ON "request"("scope_id");

-- AddForeignKey
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_placement_id_fkey" FOREIGN KEY ("placement_id") REFERENCES "placement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_assessment_id_fkey" FOREIGN KEY ("assessment_id") REFERENCES "self_assessment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_kept_from_id_fkey" FOREIGN KEY ("kept_from_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_answered_by_fkey" FOREIGN KEY ("answered_by") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_claim_check"
  CHECK ("claim" IN ('to-claim', 'sent', 'approved', 'returned', 'nothing'));
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_claim_words_check"
  CHECK ("claim_words_sealed" IS NULL OR "claim" = 'returned');
ALTER TABLE "peer_feedback" ADD CONSTRAINT "peer_feedback_answers_check" CHECK (
  "overall" IN ('well', 'mixed', 'badly') AND "support" IN ('yes', 'partly', 'no') AND "again" IN ('yes', 'perhaps', 'no'));
-- More kinds come with the features that have them.
ALTER TABLE "request" ADD CONSTRAINT "request_kind_check" CHECK ("kind" IN ('say-i-was-there'));
ALTER TABLE "request" ADD CONSTRAINT "request_scope_kind_check" CHECK ("scope_kind" IN ('project'));
ALTER TABLE "request" ADD CONSTRAINT "request_state_check"
  CHECK ("state" IN ('sent', 'acknowledged', 'answered', 'taken-back'));
ALTER TABLE "request" ADD CONSTRAINT "request_answer_check" CHECK (
  ("answer" IS NOT NULL) = ("state" = 'answered') AND ("answers" > 0) = ("state" = 'answered')
  AND ("answer_sealed" IS NULL OR "answer" IS NOT NULL));
-- Nobody answers themselves.
ALTER TABLE "request" ADD CONSTRAINT "request_answered_by_check" CHECK ("answered_by" <> "asker_id");
-- One of a kind is open at a time: of two presses one asks.
CREATE UNIQUE INDEX "request_open_key" ON "request" ("kind", "scope_kind", "scope_id", "asker_id")
  WHERE "state" IN ('sent', 'acknowledged');
-- In order of arrival.
CREATE INDEX "request_open_idx" ON "request" ("at") WHERE "state" IN ('sent', 'acknowledged');
