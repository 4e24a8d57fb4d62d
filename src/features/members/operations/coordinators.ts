import type { Work } from '../../../bot/feature.ts';
import type { Reader } from '../../../bot/messages/declare.ts';
import { close } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readPerson } from '../../../directory/people.ts';
import { readProfile } from '../../../directory/profile.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { askingCard, kindsCard, namesakeCard } from '../messages.ts';
import { readAsker } from '../store/asking.ts';

/** Everybody who coordinates now; whoever presses stands first, for what they see is the answer. */
export async function readCoordinators({ tx, now }: Work, presser?: MemberId): Promise<MemberId[]> {
  const holders = await readRoleHolders(tx, 'coordinator', now);
  return presser === undefined ? holders : [presser, ...holders.filter((one) => one !== presser)];
}

/** Whoever pressed reads that it was they. */
export const whoFor =
  ({ member, name }: { member: MemberId; name: string }) =>
  (reader: Reader): string =>
    'member' in reader && reader.member === member ? 'you' : name;

/** Nobody is asked about them any more: they are forgotten, or are one person with somebody else now. */
export async function endCardsAbout(work: Work, member: MemberId): Promise<void> {
  const { tx } = work;
  const coordinators = await readCoordinators(work);
  const person = await readPerson(tx, member);
  if (person?.standing === 'asked') {
    const asker = await readAsker(tx, member);
    if (asker) await close(work, askingCard, [{ asker, coordinators }]);
  }
  if (person?.standing === 'member') {
    await close(work, kindsCard, [{ by: await readProfile(tx, member), coordinators }]);
    const judges = coordinators.filter((one) => one !== member);
    await close(work, namesakeCard, [{ member, same: undefined, isWaiting: false, judges }]);
  }
}
