import type { Kind } from '../rules/consultation.ts';

/** What each kind is called, to whom it goes and to whom it comes. */
interface Words {
  /** On the card of whoever gets it. */
  title: string;
  /** Of whoever writes it. */
  yours: string;
  /** `23 people in the peer pool`. */
  among: string;
  nobody: string;
  leftTitle: string;
}

const WORDS: Record<Kind, Words> = {
  digest: {
    title: 'News for the peer pool',
    yours: 'Your words to the pool',
    among: 'in the peer pool',
    nobody:
      'Nobody else is in the peer pool just now, so there’s nobody to send it to. Nothing was sent, and it stays here until you need it.',
    leftTitle: 'You’ve left the peer pool',
  },
};

export const wordsOf = ({ kind }: { kind: Kind }): Words => WORDS[kind];
