CREATE TABLE "pool_peer" (
    "member_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "pool_peer_pkey" PRIMARY KEY ("member_id")
);

CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "manager_id" UUID NOT NULL,
    "theme" TEXT NOT NULL,
    "council_kind" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "skills" TEXT,
    "place_kind" TEXT NOT NULL,
    "peers_wanted" INTEGER NOT NULL,
    "host_sealed" TEXT NOT NULL,
    "host_named_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "project_day" (
    "project_id" UUID NOT NULL,
    "day" TEXT NOT NULL,

    CONSTRAINT "project_day_pkey" PRIMARY KEY ("project_id","day")
);

CREATE TABLE "call_out" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "reply_by" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "remind_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "call_out_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "call_out_id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,
    "reply" TEXT,
    "undelivered" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "invitation_day" (
    "invitation_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "day" TEXT NOT NULL,

    CONSTRAINT "invitation_day_pkey" PRIMARY KEY ("invitation_id","day")
);

CREATE TABLE "conflict" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "words_sealed" TEXT,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conflict_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "call_out_project_id_idx" ON "call_out"("project_id");

CREATE INDEX "invitation_peer_id_idx" ON "invitation"("peer_id");

CREATE UNIQUE INDEX "invitation_call_out_id_peer_id_key" ON "invitation"("call_out_id", "peer_id");

CREATE UNIQUE INDEX "conflict_project_id_peer_id_key" ON "conflict"("project_id", "peer_id");

ALTER TABLE "pool_peer" ADD CONSTRAINT "pool_peer_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "project" ADD CONSTRAINT "project_manager_id_fkey" FOREIGN KEY ("manager_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "project_day" ADD CONSTRAINT "project_day_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "call_out" ADD CONSTRAINT "call_out_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "invitation" ADD CONSTRAINT "invitation_call_out_id_fkey" FOREIGN KEY ("call_out_id") REFERENCES "call_out"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "invitation" ADD CONSTRAINT "invitation_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "invitation_day" ADD CONSTRAINT "invitation_day_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "invitation_day" ADD CONSTRAINT "invitation_day_project_id_day_fkey" FOREIGN KEY ("project_id", "day") REFERENCES "project_day"("project_id", "day") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "conflict" ADD CONSTRAINT "conflict_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "project" ADD CONSTRAINT "project_peers_wanted_check" CHECK ("peers_wanted" BETWEEN 1 AND 20);
ALTER TABLE "call_out"
  ADD CONSTRAINT "call_out_state_check" CHECK ("state" IN ('draft', 'open', 'closed', 'withdrawn')),
  ADD CONSTRAINT "call_out_opened_check" CHECK ("state" = 'draft' OR "opened_at" IS NOT NULL);
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_reply_check" CHECK ("reply" IN ('yes', 'maybe', 'no'));
ALTER TABLE "conflict"
  ADD CONSTRAINT "conflict_answer_check" CHECK ("answer" IN ('none', 'told', 'declined')),
  ADD CONSTRAINT "conflict_words_check" CHECK (("answer" = 'told') = ("words_sealed" IS NOT NULL));

-- What the sweeps look for.
CREATE INDEX "call_out_to_remind" ON "call_out" ("remind_at") WHERE "state" = 'open' AND "reminded_at" IS NULL;
CREATE INDEX "call_out_to_close" ON "call_out" ("closes_at") WHERE "state" = 'open';
