-- AlterTable
ALTER TABLE "member" ADD COLUMN     "division" TEXT NOT NULL DEFAULT 'england-and-wales',
ADD COLUMN     "own_from" TEXT,
ADD COLUMN     "own_to" TEXT,
ADD COLUMN     "paused_until" TIMESTAMPTZ(3),
ADD COLUMN     "working_days" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[],
ADD COLUMN     "zone_chosen" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "asked" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "feature" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "every" TEXT NOT NULL,
    "interval" SMALLINT NOT NULL,
    "day" SMALLINT NOT NULL,
    "local_time" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "catch_up" TEXT NOT NULL,
    "next_on" DATE NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "occurrence" (
    "schedule_id" UUID NOT NULL,
    "local_date" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "occurrence_pkey" PRIMARY KEY ("schedule_id","local_date")
);

-- CreateIndex
CREATE INDEX "schedule_next_at_idx" ON "schedule"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_feature_kind_subject_key" ON "schedule"("feature", "kind", "subject");

-- AddForeignKey
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "member" DROP CONSTRAINT "member_contact_hours_check";
ALTER TABLE "member"
  ADD CONSTRAINT "member_contact_hours_check" CHECK ("contact_hours" IN ('unasked', 'work', 'evenings', 'own', 'never')),
  ADD CONSTRAINT "member_own_hours_check" CHECK ("contact_hours" <> 'own' OR ("own_from" IS NOT NULL AND "own_to" IS NOT NULL)),
  ADD CONSTRAINT "member_own_from_check" CHECK ("own_from" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT "member_own_to_check" CHECK ("own_to" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT "member_working_days_check" CHECK
    ("working_days" IS NOT NULL AND cardinality("working_days") > 0 AND "working_days" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
  ADD CONSTRAINT "member_division_check" CHECK ("division" IN ('england-and-wales', 'scotland', 'northern-ireland', 'none'));
ALTER TABLE "schedule"
  ADD CONSTRAINT "schedule_every_check" CHECK ("every" IN ('week', 'month')),
  ADD CONSTRAINT "schedule_interval_check" CHECK ("interval" > 0),
  ADD CONSTRAINT "schedule_day_check" CHECK ("day" BETWEEN 1 AND CASE "every" WHEN 'week' THEN 7 ELSE 31 END),
  ADD CONSTRAINT "schedule_local_time_check" CHECK ("local_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT "schedule_catch_up_check" CHECK ("catch_up" IN ('every', 'latest'));

-- What was said before this table was there is asked about half a year after it was said, like everything since.
INSERT INTO "schedule" ("id", "feature", "kind", "subject", "every", "interval", "day", "local_time", "time_zone", "catch_up", "next_on", "next_at")
SELECT gen_random_uuid(), 'members', said."kind", said."subject", 'month', 6, extract(day FROM said."on"), '10:00', 'Europe/London', 'latest',
       (said."on" + interval '6 months')::date, (said."on" + interval '6 months' + time '10:00') AT TIME ZONE 'Europe/London'
FROM (
  SELECT 'profile' AS "kind", "member_id"::text AS "subject", ("updated_at" AT TIME ZONE 'Europe/London')::date AS "on" FROM "profile"
  UNION ALL
  SELECT 'numbers', 'network', (min(n."checked_at") AT TIME ZONE 'Europe/London')::date
  FROM "number_check" n JOIN "safety" s ON s."nation" = n."nation" HAVING count(*) > 0
) said;
