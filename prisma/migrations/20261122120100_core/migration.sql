CREATE TABLE "inbox" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "standing" TEXT NOT NULL DEFAULT 'guest',
    "contact_hours" TEXT NOT NULL DEFAULT 'unasked',
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/London',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "joined_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "external_user" TEXT NOT NULL,
    "direct" JSONB,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" JSONB,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "conversation_platform_workspace_external_id_key" ON "conversation"("platform", "workspace", "external_id");

CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "granted_by" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" UUID,
    "action" TEXT NOT NULL,
    "record" TEXT NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sweep_deferral" (
    "sweep" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sweep_deferral_pkey" PRIMARY KEY ("sweep","item")
);

CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "slot" TEXT,
    "destination" TEXT NOT NULL,
    "sealed_to" TEXT,
    "class" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "answers" BOOLEAN NOT NULL DEFAULT false,
    "feature" TEXT NOT NULL,
    "origin_id" TEXT NOT NULL,
    "payload" JSONB,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "enqueued_at" TIMESTAMPTZ(3) NOT NULL,
    "held" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "unsure" BOOLEAN NOT NULL DEFAULT false,
    "lease" UUID,
    "ref_conversation" TEXT,
    "ref_id" TEXT,
    "error" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "outbox_lane" (
    "destination" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "lease" UUID,

    CONSTRAINT "outbox_lane_pkey" PRIMARY KEY ("destination")
);

CREATE INDEX "inbox_received_at_idx" ON "inbox"("received_at");

CREATE INDEX "account_member_id_last_seen_at_idx" ON "account"("member_id", "last_seen_at");

CREATE UNIQUE INDEX "account_platform_workspace_external_user_key" ON "account"("platform", "workspace", "external_user");

CREATE INDEX "role_grant_member_id_idx" ON "role_grant"("member_id");

CREATE INDEX "audit_record_idx" ON "audit"("record");

CREATE UNIQUE INDEX "outbox_seq_key" ON "outbox"("seq");

CREATE UNIQUE INDEX "outbox_key_key" ON "outbox"("key");

ALTER TABLE "account" ADD CONSTRAINT "account_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A state is one of its words, and nothing else.
ALTER TABLE "member"
  ADD CONSTRAINT "member_standing_check" CHECK ("standing" IN ('guest', 'asked', 'member', 'left')),
  ADD CONSTRAINT "member_contact_hours_check" CHECK ("contact_hours" IN ('unasked', 'work', 'evenings', 'never'));
ALTER TABLE "account" ADD CONSTRAINT "account_platform_check" CHECK ("platform" IN ('slack', 'teams'));
ALTER TABLE "conversation"
  ADD CONSTRAINT "conversation_platform_check" CHECK ("platform" IN ('slack', 'teams')),
  ADD CONSTRAINT "conversation_kind_check" CHECK ("kind" IN ('group', 'channel'));
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role_check" CHECK ("role" IN ('coordinator'));
ALTER TABLE "outbox"
  ADD CONSTRAINT "outbox_class_check" CHECK ("class" IN ('urgent', 'quiet')),
  ADD CONSTRAINT "outbox_state_check" CHECK ("state" IN
    ('pending', 'claimed', 'sending', 'sent', 'superseded', 'withdrawn', 'expired', 'unknown', 'failed')),
  ADD CONSTRAINT "outbox_payload_check" CHECK (("payload" IS NOT NULL) = ("state" IN ('pending', 'claimed', 'sending'))),
  -- What was shown to somebody without a name would name their chat.
  ADD CONSTRAINT "outbox_sealed_check" CHECK ("sealed_to" IS NULL OR "ref_id" IS NULL),
  ADD CONSTRAINT "outbox_lease_check" CHECK (("lease" IS NOT NULL) = ("state" IN ('claimed', 'sending')));

-- Two messages are never in flight to one destination, whatever the processes believe.
CREATE UNIQUE INDEX "outbox_in_flight" ON "outbox" ("destination") WHERE "state" IN ('claimed', 'sending');
-- The head of a lane, what a slot shows, and which lanes have something to do: each costs the same however much has settled.
CREATE INDEX "outbox_pending" ON "outbox" ("destination", "class" DESC, "seq") WHERE "state" = 'pending';
CREATE INDEX "outbox_slot_pending" ON "outbox" ("slot") WHERE "state" = 'pending';
CREATE INDEX "outbox_slot_shown" ON "outbox" ("slot", "seq" DESC) WHERE "ref_id" IS NOT NULL AND "slot" IS NOT NULL;
CREATE INDEX "outbox_lane_due" ON "outbox_lane" ("urgent", "due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "outbox_lane_leased" ON "outbox_lane" ("lease_until") WHERE "lease_until" IS NOT NULL;

-- The audit is append-only.
CREATE FUNCTION "refuse_audit_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit rows are never changed';
END $$;
CREATE TRIGGER "audit_append_only" BEFORE UPDATE ON "audit" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_update"();
