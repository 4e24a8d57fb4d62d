-- What could not be brought to whoever asked without a name: their own home has it instead.
ALTER TABLE "question" ADD COLUMN "astray" TEXT;
ALTER TABLE "question"
  ADD CONSTRAINT "question_astray_check" CHECK ("astray" IN ('unread', 'read')),
  -- With a name it is on their home anyway.
  ADD CONSTRAINT "question_astray_unnamed_check" CHECK ("astray" IS NULL OR "unnamed");
CREATE INDEX "question_astray" ON "question" ("id") WHERE "astray" IS NOT NULL;

-- That a pairing has ended is on the other one's home for a while; who wanted it is written nowhere.
ALTER TABLE "buddy_moment" DROP CONSTRAINT "buddy_moment_kind_check";
ALTER TABLE "buddy_moment" ADD CONSTRAINT "buddy_moment_kind_check" CHECK ("kind" IN
  ('offer-reminded', 'nudged', 'reminded', 'asked', 'skipped', 'resumed', 'called-off', 'visit-asked', 'ended'));
