-- What people like to be called, and their names as they are found by: filled in when the bot next starts, for the rules
-- are in the code. Whoever searches reads members alone, so that guests cost nothing.
ALTER TABLE "member" ADD COLUMN "called" TEXT, ADD COLUMN "name_key" TEXT NOT NULL DEFAULT '';
