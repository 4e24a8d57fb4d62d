-- AlterTable
ALTER TABLE "call_out" ADD COLUMN     "days_shown" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "placement" ADD COLUMN     "days_asked" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "days_moved" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "most_days" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "placement_link" (
    "token_hash" TEXT NOT NULL,
    "placement_id" UUID NOT NULL,

    CONSTRAINT "placement_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "placement_link_placement_id_idx" ON "placement_link"("placement_id");

-- AddForeignKey
ALTER TABLE "placement_link" ADD CONSTRAINT "placement_link_placement_id_fkey" FOREIGN KEY ("placement_id") REFERENCES "placement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
