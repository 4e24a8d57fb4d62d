-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "edition" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "noted_by_id" UUID,
ADD COLUMN     "sent_again" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "until" TEXT;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_noted_by_id_fkey" FOREIGN KEY ("noted_by_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "invitation"
  ADD CONSTRAINT "invitation_edition_check" CHECK ("edition" >= 0),
  ADD CONSTRAINT "invitation_until_check" CHECK ("until" ~ '^\d{4}-\d{2}-\d{2}$'),
  -- Nobody notes a silence.
  ADD CONSTRAINT "invitation_noted_check" CHECK ("noted_by_id" IS NULL OR "reply" IS NOT NULL);
