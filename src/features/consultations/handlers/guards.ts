import type { Guard } from '../../../bot/on.ts';
import { forSomebodyElse } from '../../../bot/words.ts';
import { type Say, say } from '../../../chat/reply.ts';
import {
  type Consultation,
  lockConsultation,
  lockConsultationOf,
  readConsultation,
} from '../store/consultations.ts';
import { type Asked, readAsked } from '../store/consulted.ts';
import * as presses from '../views/presses.ts';

type ByOwner<In, Seen> = Guard<In, Seen, 'who runs the consultation', Say>;

/** What somebody runs, locked. */
export const ownConsultation: ByOwner<{ consultation: string }, Consultation> = {
  lock: ({ tx }, { consultation }) => lockConsultation(tx, consultation),
  stands: { 'who runs the consultation': ({ ownerId }, { actor }) => ownerId === actor.member },
  refuse: say(presses.notYours),
};

/** The same to look at. */
export const readOwnConsultation: typeof ownConsultation = {
  ...ownConsultation,
  lock: ({ tx }, { consultation }) => readConsultation(tx, consultation),
};

/** The same, or one that is begun now. */
export const ownDraft: ByOwner<{ consultation?: string | undefined }, { before: Consultation | undefined }> =
  {
    async lock({ tx }, { consultation: id }) {
      const before = id === undefined ? undefined : await lockConsultation(tx, id);
      return id !== undefined && !before ? undefined : { before };
    },
    stands: {
      'who runs the consultation': ({ before }, { actor }) => !before || before.ownerId === actor.member,
    },
    refuse: say(presses.notYours),
  };

type ByPerson = Guard<{ consulted: string }, Asked, 'who was consulted', Say>;

/** What was sent to somebody, to look at. */
export const readOwnAsked: ByPerson = {
  lock: async ({ tx, actor }, { consulted }) =>
    (await readAsked(tx, [consulted], actor.member)).get(consulted),
  stands: {
    'who was consulted': ({ consulted }, { actor }) => consulted.memberId === actor.member,
  },
  refuse: say(forSomebodyElse),
};

/** The same to write to: the consultation, whose card counts answers, is locked before it is read. */
export const ownAsked: ByPerson = {
  ...readOwnAsked,
  async lock({ tx, actor }, { consulted }) {
    const locked = await lockConsultationOf(tx, consulted, actor.member);
    return locked && (await readAsked(tx, [consulted], actor.member)).get(consulted);
  },
};
