-- Numbers that a network adds to its nation's: a local crisis line, an employee assistance line. `nation`: of whom it is
-- for, null: everybody. In the order in which they were added.
CREATE TABLE "own_number" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "hours" TEXT,
    "nation" TEXT,
    "rung_at" TIMESTAMPTZ(3) NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "own_number_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "own_number" ADD CONSTRAINT "own_number_nation_check"
    CHECK ("nation" IN ('england', 'wales', 'scotland', 'northern-ireland'));
