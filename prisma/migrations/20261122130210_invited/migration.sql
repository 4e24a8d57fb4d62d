-- AlterTable
ALTER TABLE "profile" ADD COLUMN     "declined" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "invited_person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slack_user" TEXT,
    "teams_user" TEXT,
    "email_hash" TEXT,
    "code_hash" TEXT NOT NULL,
    "organisation" TEXT,
    "organisation_kind" TEXT,
    "area" TEXT,
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "interests" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" TEXT NOT NULL DEFAULT 'invited',
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "member_id" UUID,

    CONSTRAINT "invited_person_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invited_person_code_hash_key" ON "invited_person"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invited_person_member_id_key" ON "invited_person"("member_id");

-- CreateIndex
CREATE INDEX "invited_person_invited_at_idx" ON "invited_person"("invited_at");

-- AddForeignKey
ALTER TABLE "invited_person" ADD CONSTRAINT "invited_person_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "profile" ADD CONSTRAINT "profile_declined_check" CHECK ("declined" <@ ARRAY['peer', 'manager']);
ALTER TABLE "invited_person"
  ADD CONSTRAINT "invited_person_state_check" CHECK ("state" IN ('invited', 'offered', 'declined')),
  ADD CONSTRAINT "invited_person_kinds_check"
    CHECK ("kinds" <@ ARRAY['officer', 'councillor', 'volunteer', 'paid-peer', 'manager']),
  ADD CONSTRAINT "invited_person_organisation_kind_check" CHECK ("organisation_kind" IN
    ('council', 'charity', 'community-group', 'nhs', 'housing', 'education', 'police-fire', 'business', 'other'));
-- Nobody is expected twice, however often a list is brought.
CREATE UNIQUE INDEX "invited_person_slack" ON "invited_person" ("slack_user") WHERE "slack_user" IS NOT NULL;
CREATE UNIQUE INDEX "invited_person_teams" ON "invited_person" ("teams_user") WHERE "teams_user" IS NOT NULL;
CREATE UNIQUE INDEX "invited_person_email" ON "invited_person" ("email_hash") WHERE "email_hash" IS NOT NULL;
