CREATE TABLE "meta" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "meta_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "shift_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "clock_is_one_row" CHECK ("id" = 1)
);

INSERT INTO "clock" DEFAULT VALUES;

CREATE TABLE "data_key" (
    "member_id" UUID NOT NULL,
    "ring_key" TEXT NOT NULL,
    "wrapped" TEXT NOT NULL,

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("member_id")
);
