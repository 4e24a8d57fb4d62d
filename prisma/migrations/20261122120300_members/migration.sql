CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "profile" (
    "member_id" UUID NOT NULL,
    "organisation_id" UUID,
    "area" TEXT,
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "profile_pkey" PRIMARY KEY ("member_id")
);

CREATE TABLE "able" (
    "member_id" UUID NOT NULL,
    "able" TEXT NOT NULL,
    "back_at" TIMESTAMPTZ(3),

    CONSTRAINT "able_pkey" PRIMARY KEY ("member_id")
);

CREATE TABLE "list_person" (
    "owner_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "list_person_pkey" PRIMARY KEY ("owner_id","member_id")
);

CREATE TABLE "never_person" (
    "owner_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "never_person_pkey" PRIMARY KEY ("owner_id","member_id")
);

CREATE TABLE "responder" (
    "member_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "out_of_hours" BOOLEAN NOT NULL DEFAULT false,
    "monthly_cap" INTEGER,

    CONSTRAINT "responder_pkey" PRIMARY KEY ("member_id")
);

CREATE TABLE "reach" (
    "member_id" UUID NOT NULL,
    "reach_sealed" TEXT NOT NULL,

    CONSTRAINT "reach_pkey" PRIMARY KEY ("member_id")
);

CREATE TABLE "safety" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "nation" TEXT NOT NULL DEFAULT 'england',
    "lead_name" TEXT,
    "lead_number" TEXT,
    "lead_member_id" UUID,
    "deputy_name" TEXT,
    "deputy_number" TEXT,
    "deputy_member_id" UUID,
    "out_of_hours" TEXT,

    CONSTRAINT "safety_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "number_check" (
    "nation" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_by" UUID,

    CONSTRAINT "number_check_pkey" PRIMARY KEY ("nation","number")
);

CREATE UNIQUE INDEX "organisation_key_key" ON "organisation"("key");

CREATE INDEX "profile_organisation_id_idx" ON "profile"("organisation_id");

CREATE INDEX "list_person_member_id_idx" ON "list_person"("member_id");

CREATE UNIQUE INDEX "list_person_owner_id_place_key" ON "list_person"("owner_id", "place");

CREATE INDEX "never_person_member_id_idx" ON "never_person"("member_id");

ALTER TABLE "profile" ADD CONSTRAINT "profile_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "profile" ADD CONSTRAINT "profile_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "able" ADD CONSTRAINT "able_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "list_person" ADD CONSTRAINT "list_person_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "list_person" ADD CONSTRAINT "list_person_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "never_person" ADD CONSTRAINT "never_person_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "never_person" ADD CONSTRAINT "never_person_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "responder" ADD CONSTRAINT "responder_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "reach" ADD CONSTRAINT "reach_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "safety" ADD CONSTRAINT "safety_lead_member_id_fkey" FOREIGN KEY ("lead_member_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "safety" ADD CONSTRAINT "safety_deputy_member_id_fkey" FOREIGN KEY ("deputy_member_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

INSERT INTO "safety" DEFAULT VALUES;

ALTER TABLE "role_grant" DROP CONSTRAINT "role_grant_role_check";
ALTER TABLE "role_grant"
  ADD CONSTRAINT "role_grant_role_check" CHECK ("role" IN
    ('coordinator', 'organiser', 'supervisor', 'project-manager', 'evaluation-lead', 'conciliator', 'committee')),
  ADD CONSTRAINT "role_grant_term_check" CHECK ("ends_at" IS NULL OR "ends_at" >= "starts_at");
ALTER TABLE "profile" ADD CONSTRAINT "profile_kinds_check"
  CHECK ("kinds" <@ ARRAY['officer', 'councillor', 'volunteer', 'paid-peer', 'manager']);
ALTER TABLE "able"
  ADD CONSTRAINT "able_able_check" CHECK ("able" IN ('space', 'stretched', 'not-now')),
  ADD CONSTRAINT "able_back_at_check" CHECK ("able" <> 'space' OR "back_at" IS NULL);
ALTER TABLE "list_person"
  ADD CONSTRAINT "list_person_place_check" CHECK ("place" BETWEEN 1 AND 5),
  ADD CONSTRAINT "list_person_not_self" CHECK ("owner_id" <> "member_id");
ALTER TABLE "never_person" ADD CONSTRAINT "never_person_not_self" CHECK ("owner_id" <> "member_id");
ALTER TABLE "responder"
  ADD CONSTRAINT "responder_answer_check" CHECK ("answer" IN ('yes', 'no')),
  ADD CONSTRAINT "responder_out_of_hours_check" CHECK (NOT "out_of_hours" OR "answer" = 'yes'),
  ADD CONSTRAINT "responder_monthly_cap_check" CHECK ("monthly_cap" BETWEEN 1 AND 31);
ALTER TABLE "safety"
  ADD CONSTRAINT "safety_is_one_row" CHECK ("id" = 1),
  ADD CONSTRAINT "safety_nation_check" CHECK ("nation" IN ('england', 'wales', 'scotland', 'northern-ireland', 'unknown')),
  ADD CONSTRAINT "safety_lead_check" CHECK (("lead_name" IS NULL) = ("lead_number" IS NULL)),
  ADD CONSTRAINT "safety_deputy_check" CHECK (("deputy_name" IS NULL) = ("deputy_number" IS NULL));
ALTER TABLE "number_check" ADD CONSTRAINT "number_check_nation_check"
  CHECK ("nation" IN ('england', 'wales', 'scotland', 'northern-ireland', 'unknown'));
