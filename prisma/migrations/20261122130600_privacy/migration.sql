-- Audit: whom a row is about, why, and how long it is kept. A private row is shown to the people in it alone.
ALTER TABLE "audit" ADD COLUMN "about" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN "why" TEXT,
ADD COLUMN "private" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "count" INTEGER,
ADD COLUMN "keep_until" TIMESTAMPTZ(3);
ALTER TABLE "audit" DISABLE TRIGGER "audit_append_only";
UPDATE "audit" SET "keep_until" = "at" + interval '730 days';
ALTER TABLE "audit" ENABLE TRIGGER "audit_append_only";
ALTER TABLE "audit" ALTER COLUMN "keep_until" SET NOT NULL;

CREATE INDEX "audit_about_idx" ON "audit" USING GIN ("about");
CREATE INDEX "audit_actor_idx" ON "audit"("actor");
CREATE INDEX "audit_keep_until_idx" ON "audit"("keep_until");

-- Nothing is taken out of it before its time, by whatever means.
CREATE FUNCTION "refuse_audit_delete"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM audit) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'DELETE' AND OLD.keep_until <= clock_timestamp() + (SELECT shift_ms FROM clock) * interval '1 millisecond' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit rows are kept until their time is over';
END $$;
CREATE TRIGGER "audit_keep" BEFORE DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_delete"();
CREATE TRIGGER "audit_keep_all" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_delete"();

-- What is over is found without reading what is not.
CREATE INDEX "outbox_settled_idx" ON "outbox"("settled_at") WHERE "settled_at" IS NOT NULL;

-- Forgetting somebody.
ALTER TABLE "member" ADD COLUMN "erased_at" TIMESTAMPTZ(3);

CREATE TABLE "erasure" (
    "member_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("member_id"),
    CONSTRAINT "erasure_state_check" CHECK ("state" IN ('asked', 'blanking', 'done'))
);
CREATE INDEX "erasure_due_at_idx" ON "erasure"("due_at");
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A link to one's own data. Only the token's hash is kept.
CREATE TABLE "download" (
    "token_hash" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "download_pkey" PRIMARY KEY ("token_hash")
);
CREATE INDEX "download_member_id_idx" ON "download"("member_id");
CREATE INDEX "download_expires_at_idx" ON "download"("expires_at");
ALTER TABLE "download" ADD CONSTRAINT "download_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
