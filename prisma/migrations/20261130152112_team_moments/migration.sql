-- AlterTable
ALTER TABLE "placement" ADD COLUMN     "see_you_at" TIMESTAMPTZ(3),
ADD COLUMN     "still_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "still_comes" BOOLEAN NOT NULL DEFAULT false;
