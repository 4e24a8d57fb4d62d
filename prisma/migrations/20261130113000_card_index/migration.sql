-- Nothing asks for cards by record alone: each is found with its reader, by the primary key. A fan-out writes thousands.
DROP INDEX "card_kind_record_idx";
