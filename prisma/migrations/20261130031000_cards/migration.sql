-- What a message is about, as its declaration names it: the kind, the record, which edition of it or what occasion.
ALTER TABLE "outbox" ADD COLUMN "kind" TEXT, ADD COLUMN "record" TEXT, ADD COLUMN "edition" INTEGER, ADD COLUMN "occasion" TEXT;
CREATE INDEX "outbox_about_idx" ON "outbox" ("kind", "record") WHERE "state" = 'pending';

-- Cards that wait for somebody, or say what is coming up: what home is read from.
CREATE TABLE "card" (
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "edition" INTEGER NOT NULL DEFAULT 0,
    "rank" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "comes_at" TIMESTAMPTZ(3),

    CONSTRAINT "card_pkey" PRIMARY KEY ("member_id", "kind", "record", "edition")
);
CREATE INDEX "card_kind_record_idx" ON "card" ("kind", "record");
ALTER TABLE "card" ADD CONSTRAINT "card_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
