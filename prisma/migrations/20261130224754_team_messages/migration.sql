-- CreateTable
CREATE TABLE "team_message" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "readers" INTEGER NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "team_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "team_message_project_id_idx" ON "team_message"("project_id");

-- AddForeignKey
ALTER TABLE "team_message" ADD CONSTRAINT "team_message_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_message" ADD CONSTRAINT "team_message_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "team_message" ADD CONSTRAINT "team_message_readers_check" CHECK ("readers" > 0);
