import type { Context } from '../../../bot/feature.ts';
import type { Guard } from '../../../bot/on.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { lockDisclosure } from '../operations/disclosure.ts';
import { type Assessment, lockAssessment, readAssessment } from '../store/assessments.ts';
import { type Disclosure, readDisclosure } from '../store/disclosures.ts';
import { type FollowUp, lockFollowUp, lockFollowUpOf, readFollowUp } from '../store/follow-ups.ts';
import { readTookPart, type TookPart } from '../store/own-projects.ts';
import { nothingHere } from '../views/words.ts';

type ById = { followUp: string };
const refuse: Say = say(nothingHere);

/** What follows a project, for its peer: to look at. */
export const readOwn: Guard<ById, FollowUp, 'who took part', Say> = {
  lock: ({ tx, now }, { followUp }) => readFollowUp(tx, now, followUp),
  stands: { 'who took part': ({ peer }, { actor }) => peer.id === actor.member },
  refuse,
};
/** The same to change. */
export const own: typeof readOwn = {
  ...readOwn,
  lock: ({ tx, now }, { followUp }) => lockFollowUp(tx, now, followUp),
};

/** The same for whoever answers for the project: never its peer. */
export const readToDecide: Guard<ById, FollowUp, 'who answers for the project', Say> = {
  lock: ({ tx, now }, { followUp }) => readFollowUp(tx, now, followUp),
  stands: {
    'who answers for the project': ({ answerers }, { actor }) =>
      answerers.some(({ member }) => member === actor.member),
  },
  except: ({ peer }, { actor }) => peer.id === actor.member,
  refuse,
};
export const toDecide: typeof readToDecide = {
  ...readToDecide,
  lock: ({ tx, now }, { followUp }) => lockFollowUp(tx, now, followUp),
};

/** A place on a project, for its peer. */
export const readTaken: Guard<{ placement: string }, TookPart, 'who took part', Say> = {
  lock: ({ tx }, { placement }) => readTookPart(tx, placement),
  stands: { 'who took part': ({ peerId }, { actor }) => peerId === actor.member },
  state: ({ state }) => state,
  refuse,
};
/** The same to ask something of it: what follows it is locked. */
export const taken: typeof readTaken = {
  ...readTaken,
  async lock({ tx, now }, { placement }) {
    const found = await readTookPart(tx, placement);
    if (found) await lockFollowUpOf(tx, now, found.projectId, found.peerId);
    return found;
  },
};

type ByRequest = { disclosure: string };

/** What somebody asked, for them to look at. */
export const readAsked: Guard<ByRequest, Disclosure, 'who asked to say so', Say> = {
  lock: ({ tx, now }, { disclosure }) => readDisclosure(tx, now, disclosure),
  stands: { 'who asked to say so': ({ request }, { actor }) => request.askerId === actor.member },
  refuse,
};
export const asked: typeof readAsked = {
  ...readAsked,
  lock: (context, { disclosure }) => lockDisclosure(context, disclosure),
};

/** The same for whoever answers. */
export const toAnswer: Guard<ByRequest, Disclosure, 'who answers for the project', Say> = {
  lock: (context, { disclosure }) => lockDisclosure(context, disclosure),
  stands: {
    'who answers for the project': ({ answerers }, { actor }) =>
      answerers.some(({ member }) => member === actor.member),
  },
  except: ({ request }, { actor }) => request.askerId === actor.member,
  refuse,
};

type ByAssessment = { assessment: string };

/** A look back, for its writer. */
export const readLookedBack: Guard<ByAssessment, Assessment, 'who looked back', Say> = {
  lock: ({ tx }, { assessment }) => readAssessment(tx, assessment),
  stands: { 'who looked back': ({ member }, { actor }) => member === actor.member },
  refuse,
};
/** The same to delete: what follows the project, whose card shows it, is locked before. */
export const lookedBack: typeof readLookedBack = {
  ...readLookedBack,
  async lock({ tx, now }: Context, { assessment }) {
    const found = await readAssessment(tx, assessment);
    if (found?.followUpId) await lockFollowUp(tx, now, found.followUpId);
    return found && lockAssessment(tx, assessment);
  },
};
