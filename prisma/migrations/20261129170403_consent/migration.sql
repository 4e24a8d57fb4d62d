-- Everybody is asked whether they may be asked to ring, and nobody because of a list: when somebody was asked is kept no
-- more, for it would say who listed them. Who had joined before and has not answered is asked with all the others.
ALTER TABLE "responder" DROP COLUMN "asked_at",
ADD COLUMN     "asked" BOOLEAN NOT NULL DEFAULT true;
CREATE INDEX "responder_asked_idx" ON "responder"("asked");
UPDATE "responder" SET "asked" = false WHERE "answer" IS NULL;
INSERT INTO "responder" ("member_id", "asked") SELECT "id", false FROM "member" WHERE "standing" = 'member'
  ON CONFLICT ("member_id") DO NOTHING;

-- Nobody is on a topic before their own yes. Whoever was put on one before was told of it, and never asked.
ALTER TABLE "question_topic_person" ADD COLUMN     "answer" TEXT,
ADD COLUMN     "invited" BOOLEAN NOT NULL DEFAULT true;
CREATE INDEX "question_topic_person_invited_idx" ON "question_topic_person"("invited");
UPDATE "question_topic_person" SET "invited" = false;
ALTER TABLE "question_topic_person" ADD CONSTRAINT "question_topic_person_answer_check" CHECK ("answer" IN ('yes', 'no'));
-- Five are asked at the most; how many were invited and have not said yes is not bounded by it.
ALTER TABLE "question_topic_person" DROP CONSTRAINT "question_topic_person_place_check",
ADD CONSTRAINT "question_topic_person_place_check" CHECK ("place" >= 1);
