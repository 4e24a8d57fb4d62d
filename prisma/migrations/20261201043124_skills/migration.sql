-- CreateTable
CREATE TABLE "skill" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'listed',
    "same_as_id" TEXT,

    CONSTRAINT "skill_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "skill_key_key" ON "skill"("key");

-- CreateIndex
CREATE INDEX "skill_same_as_id_idx" ON "skill"("same_as_id");

-- AddForeignKey
ALTER TABLE "skill" ADD CONSTRAINT "skill_same_as_id_fkey" FOREIGN KEY ("same_as_id") REFERENCES "skill"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "skill"
  ADD CONSTRAINT "skill_state_check" CHECK ("state" IN ('listed', 'retired', 'same')),
  ADD CONSTRAINT "skill_same_check" CHECK (("state" = 'same') = ("same_as_id" IS NOT NULL));

-- What buddies have chosen from so far; their answers hold these ids.
INSERT INTO "skill" ("id", "key", "words") VALUES
  ('advocacy', 'advocacy', 'advocacy'),
  ('benefits', 'benefits and debt', 'benefits and debt'),
  ('policy', 'committees and policy', 'committees and policy'),
  ('digital', 'computers and phones', 'computers and phones'),
  ('creative', 'creative activities', 'creative activities'),
  ('work', 'getting into work', 'getting into work'),
  ('housing', 'housing', 'housing'),
  ('languages', 'languages', 'languages'),
  ('groups', 'leading groups', 'leading groups'),
  ('one-to-one', 'one-to-one support', 'one-to-one support'),
  ('training', 'training others', 'training others'),
  ('welcoming', 'welcoming new people', 'welcoming new people');

-- What two have in common is kept in words.
UPDATE "buddy_pair" SET "in_common" = (
  SELECT array_agg(COALESCE(s.words, w.words, t.thing) ORDER BY t.place)
  FROM unnest("in_common") WITH ORDINALITY AS t(thing, place)
    LEFT JOIN "skill" s ON s.id = t.thing
    LEFT JOIN (VALUES ('film', 'film and TV'), ('making', 'making and mending')) AS w(key, words) ON w.key = t.thing)
WHERE cardinality("in_common") > 0;
