import type { Work } from '../../../bot/feature.ts';
import { close, showAll } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { NAMELESS } from '../../../directory/arrival.ts';
import { lockPerson } from '../../../directory/people.ts';
import { namesakeCard } from '../messages.ts';
import * as store from '../store/namesakes.ts';
import { nobodyAlike } from '../views/namesakes.ts';
import { readCoordinators } from './coordinators.ts';

/** Nobody judges their own name. */
export const readJudges = async (work: Work, member: MemberId, presser?: MemberId): Promise<MemberId[]> =>
  (await readCoordinators(work, presser)).filter((coordinator) => coordinator !== member);

/**
 * Somebody came by a name: by joining, by choosing it, or because their platform calls them so. Where it looks like
 * another member's, coordinators are asked, once for each name, and nothing is held up: most are two people.
 */
export async function askAboutName(work: Work, member: MemberId): Promise<void> {
  const { tx, now } = work;
  const person = await lockPerson(tx, member);
  if (person?.standing !== 'member') return;
  const before = await store.readLooks(tx, member);
  const same = person.name === NAMELESS ? undefined : (await store.readSame(tx, [member])).get(member);
  if (before?.looks === same?.looks) return;
  const judges = await readJudges(work, member);
  if (!same) {
    await store.deleteNamesake(tx, member);
    // What nobody has seen is not sent; who has seen it reads that there is nothing left to answer.
    const seen = { member, same, isWaiting: false, judges };
    await close(work, namesakeCard, [seen], nobodyAlike);
    return;
  }
  await store.writeWaiting(tx, member, same.looks, now);
  showAll(work, namesakeCard, [{ member, same, isWaiting: true, judges }]);
}
