-- CreateTable
CREATE TABLE "consultation" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "owner_id" UUID,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "question_kind" TEXT NOT NULL DEFAULT 'none',
    "question" TEXT,
    "choices" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "named" BOOLEAN NOT NULL DEFAULT false,
    "reminds" BOOLEAN NOT NULL DEFAULT false,
    "reply_by" TEXT,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "sent_to" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "remind_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "told_at" TIMESTAMPTZ(3),
    "quiet_at" TIMESTAMPTZ(3),
    "quiet_over_at" TIMESTAMPTZ(3),

    CONSTRAINT "consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consulted" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "away" BOOLEAN NOT NULL DEFAULT false,
    "answer_sealed" TEXT,
    "outcome_read" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "consulted_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consultation_answer" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "consulted_id" UUID,
    "choice" INTEGER,
    "words_sealed" TEXT,

    CONSTRAINT "consultation_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "consultation_owner_id_idx" ON "consultation"("owner_id");

-- CreateIndex
CREATE INDEX "consulted_member_id_idx" ON "consulted"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "consulted_consultation_id_member_id_key" ON "consulted"("consultation_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "consultation_answer_consulted_id_key" ON "consultation_answer"("consulted_id");

-- CreateIndex
CREATE INDEX "consultation_answer_consultation_id_idx" ON "consultation_answer"("consultation_id");

-- AddForeignKey
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consulted" ADD CONSTRAINT "consulted_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consulted" ADD CONSTRAINT "consulted_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_answer" ADD CONSTRAINT "consultation_answer_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_answer" ADD CONSTRAINT "consultation_answer_consulted_id_fkey" FOREIGN KEY ("consulted_id") REFERENCES "consulted"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- More kinds and audiences come with the features that have them.
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_kind_check" CHECK ("kind" IN ('digest'));
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_audience_check" CHECK ("audience" IN ('pool'));
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_state_check" CHECK ("state" IN (
  'draft', 'open', 'closed', 'told-back', 'withdrawn'));
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_question_check" CHECK (
  "question_kind" IN ('none', 'choices', 'words')
  AND ("question" IS NULL) = ("question_kind" = 'none') AND ("reply_by" IS NULL) = ("question_kind" = 'none')
  AND CASE WHEN "question_kind" = 'choices' THEN cardinality("choices") BETWEEN 2 AND 6 ELSE cardinality("choices") = 0 END);
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_times_check" CHECK (
  ("opened_at" IS NULL) = ("state" = 'draft') AND ("closes_at" IS NULL) = ("state" = 'draft')
  AND ("closed_at" IS NULL) = ("state" IN ('draft', 'open')));
-- What is told back has words.
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_outcome_check" CHECK (
  ("told_at" IS NULL) = ("state" <> 'told-back') AND ("state" <> 'told-back' OR "outcome" IS NOT NULL));
ALTER TABLE "consulted" ADD CONSTRAINT "consulted_state_check" CHECK ("state" IN ('asked', 'answered', 'put-away'));
-- Whoever has taken their answer back has none.
ALTER TABLE "consulted" ADD CONSTRAINT "consulted_answer_check" CHECK ("answer_sealed" IS NULL OR "state" = 'answered');
ALTER TABLE "consultation_answer" ADD CONSTRAINT "consultation_answer_check" CHECK (
  ("choice" IS NULL) <> ("words_sealed" IS NULL));
-- What is due at every tick is found by these.
CREATE INDEX "consultation_open_idx" ON "consultation" ("closes_at") WHERE "state" = 'open';
CREATE INDEX "consulted_away_idx" ON "consulted" ("consultation_id") WHERE "away";
