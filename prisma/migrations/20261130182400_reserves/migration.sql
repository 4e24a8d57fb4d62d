-- AlterTable
ALTER TABLE "placement" ADD COLUMN     "offer_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "seeking" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "placement" DROP CONSTRAINT "placement_state_check";
ALTER TABLE "placement" ADD CONSTRAINT "placement_state_check" CHECK ("state" IN (
  'interested', 'chosen', 'declined', 'excluded', 'released', 'confirmed', 'withdrawn', 'thanked', 'reserve', 'offered',
  'not-needed', 'cancelled', 'completed'));
ALTER TABLE "placement" ADD CONSTRAINT "placement_offer_check" CHECK ("state" <> 'offered' OR "offer_until" IS NOT NULL);
