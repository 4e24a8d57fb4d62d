-- What was told to one person names them: who runs a record can change, and opens nothing by it.
ALTER TABLE "conflict"
  ADD COLUMN "reader_id" UUID REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD COLUMN "next_id" UUID REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD COLUMN "next_may" BOOLEAN;
ALTER TABLE "forum_need"
  ADD COLUMN "reader_id" UUID REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD COLUMN "next_id" UUID REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD COLUMN "next_may" BOOLEAN;

-- Until now whoever runs it read it.
UPDATE "conflict" c SET "reader_id" = p."manager_id" FROM "project" p WHERE p."id" = c."project_id";
UPDATE "forum_need" n SET "reader_id" = e."organiser_id"
  FROM "forum_invitation" i JOIN "forum_event" e ON e."id" = i."event_id" WHERE i."id" = n."invitation_id";
