import type { Guard } from '../../../bot/on.ts';
import { forSomebodyElse } from '../../../bot/words.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { isDeputy } from '../../placements/rules/deputy.ts';
import { type Deletion, lockDeletion } from '../store/deletions.ts';
import { lockRecipient, type Recipient, readRecipient } from '../store/recipients.ts';

const refuse = say(forSomebodyElse);

/** What somebody got who answers for a host, with its project locked. */
export const ownNames: Guard<{ recipient: string }, Recipient, 'who answers for the host', Say> = {
  lock: ({ tx }, { recipient }) => lockRecipient(tx, recipient),
  stands: { 'who answers for the host': ({ member }, { actor }) => member === actor.member },
  refuse,
};

export const ownDeletion: Guard<{ deletion: string }, Deletion, 'who answers for the host', Say> = {
  lock: ({ tx }, { deletion }) => lockDeletion(tx, deletion),
  stands: { 'who answers for the host': ({ member }, { actor }) => member === actor.member },
  refuse,
};

/** The same for whoever runs the project, to look at. */
export const handedOver: Guard<{ recipient: string }, Recipient, 'its project manager' | 'its deputy', Say> =
  {
    lock: ({ tx }, { recipient }) => readRecipient(tx, recipient),
    stands: {
      'its project manager': ({ project }, { actor }) => project.managerId === actor.member,
      'its deputy': ({ project }, { actor }) => isDeputy(project, actor.member),
    },
    refuse,
  };
