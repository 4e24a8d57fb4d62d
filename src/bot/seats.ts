import type { Button } from '../chat/message.ts';

/** What a seat is about, in the words of the feature that offers it; each but the first is whole sentences. */
export interface SeatWords {
  /** Such as *Deputy for “Housing services”*. */
  what: string;
  /** What somebody would do who takes it up. */
  asks: string;
  /** What they do who have it. */
  holds: string;
  /** Leads whoever offered it to where they can offer it to somebody else. */
  open: Button;
}
