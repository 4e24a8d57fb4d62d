CREATE TABLE "question_topic" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "question_topic_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "question_topic_person" (
    "topic_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "question_topic_person_pkey" PRIMARY KEY ("topic_id","member_id")
);

CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "unnamed" BOOLEAN NOT NULL,
    "asker_id" UUID,
    "asker_sealed" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "reader_id" UUID,
    "asked_on" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "question_reader" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "opened" BOOLEAN NOT NULL DEFAULT false,
    "suggested_id" UUID,

    CONSTRAINT "question_reader_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "question_post" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "reader_id" UUID,
    "words_sealed" TEXT NOT NULL,
    "sharing" TEXT NOT NULL DEFAULT 'kept',

    CONSTRAINT "question_post_pkey" PRIMARY KEY ("id")
);

-- Prisma knows a generated column only as one with a default; it is never written.
CREATE TABLE "published_answer" (
    "id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "question_id" UUID,
    "editor_id" UUID,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "search" TSVECTOR GENERATED ALWAYS AS (to_tsvector('english'::regconfig, "question" || ' ' || "answer")) STORED,

    CONSTRAINT "published_answer_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "question_topic_key_key" ON "question_topic"("key");

CREATE INDEX "question_topic_person_member_id_idx" ON "question_topic_person"("member_id");

CREATE UNIQUE INDEX "question_topic_person_topic_id_place_key" ON "question_topic_person"("topic_id", "place");

CREATE UNIQUE INDEX "question_key_hash_key" ON "question"("key_hash");

CREATE INDEX "question_asker_id_idx" ON "question"("asker_id");

CREATE INDEX "question_topic_id_idx" ON "question"("topic_id");

CREATE INDEX "question_due_at_idx" ON "question"("due_at");

CREATE INDEX "question_reader_member_id_idx" ON "question_reader"("member_id");

CREATE UNIQUE INDEX "question_reader_question_id_member_id_key" ON "question_reader"("question_id", "member_id");

CREATE INDEX "question_post_reader_id_idx" ON "question_post"("reader_id");

CREATE UNIQUE INDEX "question_post_question_id_place_key" ON "question_post"("question_id", "place");

CREATE INDEX "published_answer_topic_id_idx" ON "published_answer"("topic_id");

CREATE INDEX "published_answer_question_id_idx" ON "published_answer"("question_id");

CREATE INDEX "published_answer_search_idx" ON "published_answer" USING GIN ("search");

ALTER TABLE "question_topic_person" ADD CONSTRAINT "question_topic_person_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "question_topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "question_topic_person" ADD CONSTRAINT "question_topic_person_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "question" ADD CONSTRAINT "question_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "question_topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "question" ADD CONSTRAINT "question_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "question" ADD CONSTRAINT "question_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "question_reader" ADD CONSTRAINT "question_reader_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "question_reader" ADD CONSTRAINT "question_reader_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "question_reader" ADD CONSTRAINT "question_reader_suggested_id_fkey" FOREIGN KEY ("suggested_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "question_post" ADD CONSTRAINT "question_post_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "question_post" ADD CONSTRAINT "question_post_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "published_answer" ADD CONSTRAINT "published_answer_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "question_topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "published_answer" ADD CONSTRAINT "published_answer_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "published_answer" ADD CONSTRAINT "published_answer_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "question_topic_person" ADD CONSTRAINT "question_topic_person_place_check" CHECK ("place" BETWEEN 1 AND 5);
ALTER TABLE "question"
  ADD CONSTRAINT "question_state_check" CHECK ("state" IN
    ('offered', 'taken', 'waiting', 'answered', 'unanswered', 'taken-back')),
  -- One person at a time, and nobody once it has ended.
  ADD CONSTRAINT "question_reader_check" CHECK (("reader_id" IS NOT NULL) = ("state" IN ('offered', 'taken'))),
  -- Without a name means in no plain column.
  ADD CONSTRAINT "question_unnamed_check" CHECK ("unnamed" = ("asker_id" IS NULL));
ALTER TABLE "question_post"
  ADD CONSTRAINT "question_post_sharing_check" CHECK ("sharing" IN ('kept', 'agreed', 'declined', 'published')),
  ADD CONSTRAINT "question_post_asker_check" CHECK ("reader_id" IS NOT NULL OR "sharing" = 'kept');

-- Whose turn it is; each question always waits for a moment, so that index is over all.
CREATE INDEX "question_held" ON "question" ("reader_id") WHERE "reader_id" IS NOT NULL;
