import { type Button, type Card, paragraph, small } from '../chat/message.ts';

/** Who looks after something now, and to whom it was told before; somebody who was forgotten has no name. */
export interface Succession {
  /** In the words of its feature, such as “Housing”. */
  about: string;
  next: string;
  before: string | undefined;
}

/** The two answers; each stays possible after the other. */
export interface MayRead {
  yes(label: string): Button;
  no(label: string): Button;
}

/** Asked once of whoever told something to one person, when somebody else looks after it. Silence is no. */
export function mayReadCard({ about, next, before }: Succession, { yes, no }: MayRead): Card {
  return {
    title: 'Somebody else looks after this now',
    body: [
      paragraph(
        `${next} is looking after ${about} now. May ${next} read what you told ${before ?? 'the one before them'}?`,
      ),
      small('It stays shut until you say yes, and you don’t have to answer.'),
    ],
    actions: [yes('Yes'), no('No, keep it shut')],
  };
}

export function mayReadAnswered({ about, next }: Succession, may: boolean, { yes, no }: MayRead): Card {
  return may
    ? {
        title: 'Thank you, that’s open now',
        body: [
          paragraph(`${next} can read what you told about ${about}.`),
          small('If you shut it again, what was read already can’t be taken back.'),
        ],
        actions: [no('Keep it shut after all')],
      }
    : {
        title: 'It stays shut',
        body: [paragraph(`${next} can’t read what you told about ${about}. You don’t have to say why.`)],
        actions: [yes('Let them read it after all')],
      };
}
