-- AlterTable
ALTER TABLE "question_topic" ADD COLUMN     "is_support" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "question_count" (
    "digest" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_count_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE INDEX "question_count_expires_at_idx" ON "question_count"("expires_at");
