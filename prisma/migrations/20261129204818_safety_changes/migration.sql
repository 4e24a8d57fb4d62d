-- AlterTable
ALTER TABLE "safety" ADD COLUMN     "opened_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "safety_change" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "was" TEXT NOT NULL,
    "will" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_by" UUID,
    "former_id" UUID,
    "next_id" UUID,
    "decided_by" UUID,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "safety_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "safety_change_state_due_at_idx" ON "safety_change"("state", "due_at");

-- AddForeignKey
ALTER TABLE "safety_change" ADD CONSTRAINT "safety_change_proposed_by_fkey" FOREIGN KEY ("proposed_by") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_change" ADD CONSTRAINT "safety_change_former_id_fkey" FOREIGN KEY ("former_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_change" ADD CONSTRAINT "safety_change_next_id_fkey" FOREIGN KEY ("next_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_change" ADD CONSTRAINT "safety_change_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What is complete already was switched on before: from now on a change of it needs a second person's yes.
UPDATE "safety" SET "opened_at" = clock_timestamp()
WHERE "was_set_up" OR ("lead_name" IS NOT NULL AND "deputy_name" IS NOT NULL AND "out_of_hours" IS NOT NULL);
