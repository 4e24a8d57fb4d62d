-- For ten days an account that was joined to others opens none of their private words.
ALTER TABLE "account" ADD COLUMN "linked_at" TIMESTAMPTZ(3);
