-- What was told is forgotten some time after the call-out closes; that something was told stays.
ALTER TABLE "conflict"
  DROP CONSTRAINT "conflict_words_check",
  ADD CONSTRAINT "conflict_words_check" CHECK ("words_sealed" IS NULL OR "answer" = 'told');
