-- CreateTable
CREATE TABLE "release_permission" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "project_id" UUID,
    "organisation_id" UUID,
    "agreed_by_sealed" TEXT NOT NULL,
    "agreed_on" TEXT NOT NULL,
    "days" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "until" TEXT,

    CONSTRAINT "release_permission_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "release_permission_member_id_project_id_key" ON "release_permission"("member_id", "project_id");

-- AddForeignKey
ALTER TABLE "release_permission" ADD CONSTRAINT "release_permission_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_permission" ADD CONSTRAINT "release_permission_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_permission" ADD CONSTRAINT "release_permission_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "release_permission" ADD CONSTRAINT "release_permission_for_check"
  CHECK (("project_id" IS NULL) = ("until" IS NOT NULL));
CREATE UNIQUE INDEX "release_permission_standing_key" ON "release_permission"("member_id") WHERE "project_id" IS NULL;
