-- AlterTable
ALTER TABLE "project" ADD COLUMN     "political_group" TEXT,
ADD COLUMN     "sector" TEXT;
