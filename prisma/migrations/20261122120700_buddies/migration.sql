CREATE TABLE "buddy_person" (
    "member_id" UUID NOT NULL,
    "wish" TEXT NOT NULL,
    "hopes_sealed" TEXT,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "interests" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "missed" INTEGER NOT NULL DEFAULT 0,
    "wished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "buddy_person_pkey" PRIMARY KEY ("member_id")
);

CREATE TABLE "buddy_round" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "seed" INTEGER NOT NULL,
    "opened_by" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "buddy_round_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "buddy_pair" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "in_common" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "far_apart" BOOLEAN NOT NULL,
    "introduced_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "wants_help" BOOLEAN NOT NULL DEFAULT false,
    "visits_off" BOOLEAN NOT NULL DEFAULT false,
    "ended_by" UUID,

    CONSTRAINT "buddy_pair_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "buddy_side" (
    "pair_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "answer" TEXT,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "rhythm" TEXT,
    "between" TEXT,
    "undelivered" BOOLEAN NOT NULL DEFAULT false,
    "live" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "buddy_side_pkey" PRIMARY KEY ("pair_id","member_id")
);

CREATE TABLE "buddy_moment" (
    "id" UUID NOT NULL,
    "pair_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,

    CONSTRAINT "buddy_moment_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "buddy_meeting" (
    "id" UUID NOT NULL,
    "pair_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "was_planned" BOOLEAN NOT NULL DEFAULT false,
    "writer_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "place_sealed" TEXT,
    "host_id" UUID,
    "sequence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "buddy_meeting_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "buddy_note" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "writer_id" UUID NOT NULL,
    "words_sealed" TEXT NOT NULL,
    "shared_at" TIMESTAMPTZ(3),

    CONSTRAINT "buddy_note_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "buddy_link" (
    "token_hash" TEXT NOT NULL,
    "meeting_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "buddy_link_pkey" PRIMARY KEY ("token_hash")
);

CREATE INDEX "buddy_pair_round_id_idx" ON "buddy_pair"("round_id");

CREATE INDEX "buddy_side_member_id_idx" ON "buddy_side"("member_id");

CREATE INDEX "buddy_moment_pair_id_at_idx" ON "buddy_moment"("pair_id", "at");

CREATE INDEX "buddy_meeting_pair_id_at_idx" ON "buddy_meeting"("pair_id", "at");

CREATE INDEX "buddy_note_writer_id_idx" ON "buddy_note"("writer_id");

CREATE UNIQUE INDEX "buddy_note_meeting_id_writer_id_key" ON "buddy_note"("meeting_id", "writer_id");

CREATE INDEX "buddy_link_meeting_id_idx" ON "buddy_link"("meeting_id");

ALTER TABLE "buddy_link" ADD CONSTRAINT "buddy_link_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "buddy_meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_link" ADD CONSTRAINT "buddy_link_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_person" ADD CONSTRAINT "buddy_person_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_round" ADD CONSTRAINT "buddy_round_opened_by_fkey" FOREIGN KEY ("opened_by") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "buddy_pair" ADD CONSTRAINT "buddy_pair_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "buddy_round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_side" ADD CONSTRAINT "buddy_side_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "buddy_pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_side" ADD CONSTRAINT "buddy_side_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_moment" ADD CONSTRAINT "buddy_moment_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "buddy_pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_meeting" ADD CONSTRAINT "buddy_meeting_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "buddy_pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_note" ADD CONSTRAINT "buddy_note_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "buddy_meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_note" ADD CONSTRAINT "buddy_note_writer_id_fkey" FOREIGN KEY ("writer_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "buddy_person"
  ADD CONSTRAINT "buddy_person_wish_check" CHECK ("wish" IN ('yes', 'not-now', 'never')),
  ADD CONSTRAINT "buddy_person_missed_check" CHECK ("missed" >= 0);
ALTER TABLE "buddy_round"
  ADD CONSTRAINT "buddy_round_state_check" CHECK ("state" IN ('proposed', 'sent', 'discarded', 'withdrawn')),
  ADD CONSTRAINT "buddy_round_sent_check" CHECK (("sent_at" IS NOT NULL) = ("state" IN ('sent', 'withdrawn')));
ALTER TABLE "buddy_pair"
  ADD CONSTRAINT "buddy_pair_state_check" CHECK ("state" IN
    ('proposed', 'dropped', 'offered', 'declined', 'lapsed', 'withdrawn', 'active', 'paused', 'ended')),
  ADD CONSTRAINT "buddy_pair_introduced_check" CHECK (("introduced_at" IS NOT NULL) = ("state" IN ('active', 'paused', 'ended'))),
  ADD CONSTRAINT "buddy_pair_ended_check" CHECK ("ended_by" IS NULL OR "state" = 'ended');
ALTER TABLE "buddy_side"
  ADD CONSTRAINT "buddy_side_answer_check" CHECK ("answer" IN ('yes', 'no')),
  ADD CONSTRAINT "buddy_side_rhythm_check" CHECK ("rhythm" IN ('month', 'six-weeks', 'see')),
  ADD CONSTRAINT "buddy_side_between_check" CHECK ("between" IN ('everything', 'ask-first'));
ALTER TABLE "buddy_moment" ADD CONSTRAINT "buddy_moment_kind_check" CHECK ("kind" IN
  ('offer-reminded', 'nudged', 'reminded', 'asked', 'skipped', 'resumed', 'called-off', 'visit-asked'));
ALTER TABLE "buddy_meeting"
  ADD CONSTRAINT "buddy_meeting_state_check" CHECK ("state" IN ('planned', 'held', 'cancelled')),
  ADD CONSTRAINT "buddy_meeting_mode_check" CHECK ("mode" IN ('face', 'phone')),
  -- Where to meet, or which number, goes with the date itself.
  ADD CONSTRAINT "buddy_meeting_place_check" CHECK ("place_sealed" IS NULL OR "state" = 'planned'),
  ADD CONSTRAINT "buddy_meeting_host_check" CHECK ("host_id" IS NULL OR ("state" = 'held' AND "mode" = 'face'));

-- One round is prepared at a time, nobody is in two live pairs, and a pair has one date and one meeting a day.
CREATE UNIQUE INDEX "buddy_round_one_proposed" ON "buddy_round" ("state") WHERE "state" = 'proposed';
CREATE UNIQUE INDEX "buddy_side_one_live" ON "buddy_side" ("member_id") WHERE "live";
CREATE UNIQUE INDEX "buddy_meeting_one_planned" ON "buddy_meeting" ("pair_id") WHERE "state" = 'planned';
CREATE UNIQUE INDEX "buddy_meeting_one_a_day" ON "buddy_meeting" ("pair_id", "day") WHERE "state" = 'held';
-- What the sweep looks for, and what coordinators may read.
CREATE INDEX "buddy_pair_due" ON "buddy_pair" ("due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "buddy_note_shared" ON "buddy_note" ("shared_at") WHERE "shared_at" IS NOT NULL;
