-- AlterTable
ALTER TABLE "invited_person" ADD COLUMN     "slack_workspace" TEXT,
ADD COLUMN     "teams_workspace" TEXT;

-- The ids of a list are those of the workspace that was served when it was brought in, if there was one alone.
UPDATE "invited_person" SET "slack_workspace" =
  (SELECT min("external_id") FROM "workspace" WHERE "platform" = 'slack' HAVING count(*) = 1)
WHERE "slack_user" IS NOT NULL;
UPDATE "invited_person" SET "teams_workspace" =
  (SELECT min("external_id") FROM "workspace" WHERE "platform" = 'teams' HAVING count(*) = 1)
WHERE "teams_user" IS NOT NULL;
