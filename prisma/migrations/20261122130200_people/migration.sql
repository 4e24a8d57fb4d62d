-- AlterTable
ALTER TABLE "account" ADD COLUMN     "is_preferred" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "conflict" ADD COLUMN     "reopened_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "name_chosen" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "area" TEXT,
ADD COLUMN     "kind" TEXT,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'proposed';

-- AlterTable
ALTER TABLE "profile" ADD COLUMN     "confirmed" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "interests" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "organisation_alias" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,

    CONSTRAINT "organisation_alias_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "support_note" (
    "member_id" UUID NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_note_pkey" PRIMARY KEY ("member_id")
);

-- CreateTable
CREATE TABLE "support_share" (
    "owner_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "shared_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_share_pkey" PRIMARY KEY ("owner_id","member_id")
);

-- CreateTable
CREATE TABLE "link_code" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'issued',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "typed_account_id" UUID,
    "first_agreed" BOOLEAN NOT NULL DEFAULT false,
    "typed_agreed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "organisation_alias_organisation_id_idx" ON "organisation_alias"("organisation_id");

-- CreateIndex
CREATE INDEX "support_share_member_id_idx" ON "support_share"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "link_code_handle_key" ON "link_code"("handle");

-- CreateIndex
CREATE INDEX "link_code_account_id_idx" ON "link_code"("account_id");

-- CreateIndex
CREATE INDEX "link_code_typed_account_id_idx" ON "link_code"("typed_account_id");

-- CreateIndex
CREATE INDEX "link_code_issued_at_idx" ON "link_code"("issued_at");

-- AddForeignKey
ALTER TABLE "organisation_alias" ADD CONSTRAINT "organisation_alias_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_note" ADD CONSTRAINT "support_note_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_share" ADD CONSTRAINT "support_share_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_share" ADD CONSTRAINT "support_share_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_typed_account_id_fkey" FOREIGN KEY ("typed_account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "organisation"
  ADD CONSTRAINT "organisation_state_check" CHECK ("state" IN ('proposed', 'confirmed')),
  ADD CONSTRAINT "organisation_kind_check" CHECK ("kind" IN
    ('council', 'charity', 'community-group', 'nhs', 'housing', 'education', 'police-fire', 'business', 'other'));
ALTER TABLE "profile" ADD CONSTRAINT "profile_confirmed_check" CHECK ("confirmed" <@ ARRAY['peer', 'manager']);
ALTER TABLE "support_share" ADD CONSTRAINT "support_share_not_self" CHECK ("owner_id" <> "member_id");
ALTER TABLE "link_code"
  ADD CONSTRAINT "link_code_state_check" CHECK ("state" IN ('issued', 'typed', 'joined', 'refused', 'voided', 'replaced')),
  -- Only while somebody waits for a yes is it known who typed it: who tried in vain is nobody's business.
  ADD CONSTRAINT "link_code_typed_check" CHECK (("typed_account_id" IS NOT NULL) = ("state" = 'typed'));
-- One place to be written to, one open code for each account, and one yes waited for: whatever two people do at once.
CREATE UNIQUE INDEX "account_preferred" ON "account" ("member_id") WHERE "is_preferred";
CREATE UNIQUE INDEX "link_code_open" ON "link_code" ("account_id") WHERE "state" IN ('issued', 'typed');
CREATE UNIQUE INDEX "link_code_waiting" ON "link_code" ("typed_account_id") WHERE "state" = 'typed';

-- What the network lived with so far stays as it was: its organisations are known, and people are what they said.
UPDATE "organisation" SET "state" = 'confirmed';
INSERT INTO "profile" ("member_id", "updated_at") SELECT "member_id", "joined_at" FROM "pool_peer" WHERE "left_at" IS NULL
  ON CONFLICT DO NOTHING;
UPDATE "profile" p SET "confirmed" =
  CASE WHEN p."kinds" && ARRAY['officer', 'councillor', 'volunteer', 'paid-peer']
    OR EXISTS (SELECT 1 FROM "pool_peer" q WHERE q."member_id" = p."member_id" AND q."left_at" IS NULL)
    THEN ARRAY['peer'] ELSE ARRAY[]::TEXT[] END
  || CASE WHEN 'manager' = ANY(p."kinds") THEN ARRAY['manager'] ELSE ARRAY[]::TEXT[] END;
