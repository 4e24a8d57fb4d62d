-- AlterTable
ALTER TABLE "release" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "deletion_id" UUID,
ADD COLUMN     "read_at" TIMESTAMPTZ(3),
ADD COLUMN     "recipient_id" UUID,
ALTER COLUMN "to_sealed" DROP NOT NULL;

-- CreateTable
CREATE TABLE "host_recipient" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "member_id" UUID,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "lost_at" TIMESTAMPTZ(3),

    CONSTRAINT "host_recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_deletion" (
    "id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "people" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "host_deletion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "host_recipient_member_id_idx" ON "host_recipient"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "host_recipient_project_id_member_id_key" ON "host_recipient"("project_id", "member_id");

-- CreateIndex
CREATE INDEX "host_deletion_recipient_id_idx" ON "host_deletion"("recipient_id");

-- CreateIndex
CREATE INDEX "release_recipient_id_idx" ON "release"("recipient_id");

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "host_recipient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_deletion_id_fkey" FOREIGN KEY ("deletion_id") REFERENCES "host_deletion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_recipient" ADD CONSTRAINT "host_recipient_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_recipient" ADD CONSTRAINT "host_recipient_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_deletion" ADD CONSTRAINT "host_deletion_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "host_recipient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "host_recipient" ADD CONSTRAINT "host_recipient_edition_check" CHECK ("edition" > 0);
ALTER TABLE "host_deletion"
  ADD CONSTRAINT "host_deletion_people_check" CHECK ("people" > 0),
  ADD CONSTRAINT "host_deletion_deleted_check" CHECK ("deleted_at" >= "asked_at");
ALTER TABLE "release"
  -- To whom is in words, or is somebody here.
  ADD CONSTRAINT "release_to_check" CHECK (("to_sealed" IS NULL) = ("recipient_id" IS NOT NULL)),
  ADD CONSTRAINT "release_read_check" CHECK ("read_at" IS NULL OR "recipient_id" IS NOT NULL),
  ADD CONSTRAINT "release_deletion_check" CHECK ("deletion_id" IS NULL OR "recipient_id" IS NOT NULL);
