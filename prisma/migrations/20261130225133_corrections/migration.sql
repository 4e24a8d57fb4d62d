-- AlterTable
ALTER TABLE "call_out" ADD COLUMN     "corrected_at" TIMESTAMPTZ(3);
