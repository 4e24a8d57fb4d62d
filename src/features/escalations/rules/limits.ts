/**
 * Every number of support, and where it comes from. "Ours" is our own choice; the others are what people were told.
 */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Two presses this close are one: a double tap. */
export const ONE_PRESS_MS = 5 * SECOND;
/** D25: another press within this time of the last one means "I need someone now". */
export const TWICE_MS = 30 * MINUTE;
/** How long one person has before the next is asked, while it is not urgent. */
export const ANSWER_MS = 10 * MINUTE;
/** Urgent: how soon the next people along the list are asked. */
export const STEP_MS = 5 * MINUTE;
/** Urgent: how soon the same person is asked again. */
export const AGAIN_MS = 10 * MINUTE;
/** Nobody is asked twice within this time, save once when it turns urgent. A press asks again only after it. */
export const GAP_MS = 5 * MINUTE;
/** Urgent: how many are asked at once. */
export const AT_ONCE = 2;
/** Urgent: how often one person is asked after one press, before it ends loudly. Ours; a further press begins anew. */
export const ROUNDS = 3;
/** "I'm calling now" without "We've spoken": after this the asker is asked, and after as long again it ends loudly. */
export const CALL_MS = 30 * MINUTE;
/** Who answers this long after it ended loudly is still let through. Ours: better late than turned away. */
export const LATE_MS = 30 * MINUTE;
/** So long home says that nobody answered, for the message may not have reached them. Ours: the day after. */
export const SAID_MS = 24 * 60 * MINUTE;
/** Every press can be undone for ten minutes. */
export const UNDO_MS = 10 * MINUTE;
/** "Shall I ask again at ...?" is never sooner than this. Ours: an answer would have come. */
export const LATER_MS = 60 * MINUTE;
/** Words are shredded, and the row forgets who asked, this long after closing; who opened them is kept no longer. */
export const SHRED_DAYS = 7;
export const SHRED_MS = SHRED_DAYS * 24 * 60 * MINUTE;
/** Totals smaller than this are not shown. */
export const SMALLEST_TOTAL = 5;
/** Ours: a headline fits on a phone without scrolling, details on a few screens. */
export const HEADLINE_LENGTH = 120;
export const DETAILS_LENGTH = 3_000;
