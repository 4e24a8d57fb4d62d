-- Whose bank holidays hold follows the network's nation until the person chooses. Any other than the one that everybody
-- had so far was chosen.
ALTER TABLE "member" ADD COLUMN "division_chosen" BOOLEAN NOT NULL DEFAULT false;
UPDATE "member" SET "division_chosen" = true WHERE "division" <> 'england-and-wales' OR "contact_hours" = 'own' OR "zone_chosen";
UPDATE "member" SET "division" = s."nation" FROM "safety" s
  WHERE NOT "division_chosen" AND s."nation" IN ('scotland', 'northern-ireland');
