CREATE TABLE "escalation" (
    "id" UUID NOT NULL,
    "asker_id" UUID,
    "state" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "urgent_since" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "pressed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "chosen_id" UUID,
    "caller_id" UUID,
    "skipped_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "card" INTEGER NOT NULL DEFAULT 0,
    "words_sealed" TEXT,
    "reader_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "needed" TEXT,
    "shred_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "escalation_ask" (
    "id" UUID NOT NULL,
    "seq" SERIAL NOT NULL,
    "escalation_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "out_of_hours" BOOLEAN NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'sent',

    CONSTRAINT "escalation_ask_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "supervision_wish" (
    "id" UUID NOT NULL,
    "asker_id" UUID NOT NULL,
    "about_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'sent',
    "words_sealed" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "shred_at" TIMESTAMPTZ(3),

    CONSTRAINT "supervision_wish_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "escalation_asker_id_opened_at_idx" ON "escalation"("asker_id", "opened_at");

CREATE INDEX "escalation_opened_at_idx" ON "escalation"("opened_at");

CREATE INDEX "escalation_ask_escalation_id_idx" ON "escalation_ask"("escalation_id");

CREATE INDEX "escalation_ask_person_id_asked_at_idx" ON "escalation_ask"("person_id", "asked_at");

CREATE INDEX "supervision_wish_to_id_idx" ON "supervision_wish"("to_id");

ALTER TABLE "escalation" ADD CONSTRAINT "escalation_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "escalation" ADD CONSTRAINT "escalation_chosen_id_fkey" FOREIGN KEY ("chosen_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "escalation" ADD CONSTRAINT "escalation_caller_id_fkey" FOREIGN KEY ("caller_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "escalation_ask" ADD CONSTRAINT "escalation_ask_escalation_id_fkey" FOREIGN KEY ("escalation_id") REFERENCES "escalation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "escalation_ask" ADD CONSTRAINT "escalation_ask_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "supervision_wish" ADD CONSTRAINT "supervision_wish_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "supervision_wish" ADD CONSTRAINT "supervision_wish_about_id_fkey" FOREIGN KEY ("about_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "supervision_wish" ADD CONSTRAINT "supervision_wish_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "escalation"
  ADD CONSTRAINT "escalation_state_check" CHECK ("state" IN
    ('planned', 'asked', 'taken', 'checked', 'urgent', 'urgent-taken', 'spoken', 'stopped', 'unanswered')),
  ADD CONSTRAINT "escalation_closed_check" CHECK
    (("closed_at" IS NOT NULL) = ("state" IN ('spoken', 'stopped', 'unanswered')) AND ("closed_at" IS NULL) = ("due_at" IS NOT NULL)),
  -- A row that is over ends as a bare count: when it is shredded it forgets who asked, whom, and what for.
  ADD CONSTRAINT "escalation_shred_check" CHECK (("shred_at" IS NOT NULL) = ("closed_at" IS NOT NULL AND "asker_id" IS NOT NULL)),
  ADD CONSTRAINT "escalation_shredded_check" CHECK ("asker_id" IS NOT NULL OR
    ("closed_at" IS NOT NULL AND "words_sealed" IS NULL AND "chosen_id" IS NULL AND "caller_id" IS NULL
     AND "skipped_ids" = '{}' AND "reader_ids" = '{}')),
  ADD CONSTRAINT "escalation_needed_check" CHECK ("needed" IN ('yes', 'no'));
ALTER TABLE "escalation_ask" ADD CONSTRAINT "escalation_ask_outcome_check"
  CHECK ("outcome" IN ('sent', 'undelivered', 'handed-over', 'calling'));
ALTER TABLE "supervision_wish"
  ADD CONSTRAINT "supervision_wish_state_check" CHECK ("state" IN ('sent', 'settled')),
  ADD CONSTRAINT "supervision_wish_people_check" CHECK ("about_id" <> "to_id" AND "asker_id" <> "to_id" AND "asker_id" <> "about_id"),
  ADD CONSTRAINT "supervision_wish_settled_check" CHECK (("state" = 'settled') = ("settled_at" IS NOT NULL));

-- Of two presses at the same moment one opens the request, and the other finds it.
CREATE UNIQUE INDEX "escalation_open" ON "escalation" ("asker_id")
  WHERE "state" IN ('planned', 'asked', 'taken', 'checked', 'urgent', 'urgent-taken');
-- What the sweeps look for.
CREATE INDEX "escalation_due" ON "escalation" ("due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "escalation_to_shred" ON "escalation" ("shred_at") WHERE "shred_at" IS NOT NULL;
CREATE INDEX "supervision_wish_to_shred" ON "supervision_wish" ("shred_at") WHERE "shred_at" IS NOT NULL;
