-- AlterTable
ALTER TABLE "placement" ADD COLUMN     "briefed_at" TIMESTAMPTZ(3),
ADD COLUMN     "insured_until" TEXT,
ADD COLUMN     "needs_reader" UUID,
ADD COLUMN     "needs_sealed" TEXT,
ADD COLUMN     "pack_read_at" TIMESTAMPTZ(3),
ADD COLUMN     "pack_sent" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "undertaken_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "context_sealed" TEXT,
ADD COLUMN     "own_insurance" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "prepared_asked_at" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_needs_reader_fkey" FOREIGN KEY ("needs_reader") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;
