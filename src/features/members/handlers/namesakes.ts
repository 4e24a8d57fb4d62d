import { type Binding, type Context, on, type Waiting, type Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Update, update } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import { NAMELESS } from '../../../directory/arrival.ts';
import { readSameLooking, tellApart } from '../../../directory/namesakes.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { shownSlots, withdraw } from '../../../outbox/outbox.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import * as routes from '../routes/namesakes.ts';
import * as store from '../store/namesakes.ts';
import { lockPerson, type Person } from '../store.ts';
import * as views from '../views/namesakes.ts';
import { slotOf, toCoordinator } from '../views/to-coordinator.ts';

/** `undefined`: nobody else's name looks like theirs. */
async function readSame(tx: Tx, member: MemberId): Promise<views.SameName | undefined> {
  const all = await readSameLooking(tx, member);
  const shown = new Map((await tellApart(tx, all)).map((one) => [one.member, one.name]));
  const told = all.map((one) => ({ ...one, shown: shown.get(one.member) ?? one.name }));
  const own = told.find((one) => one.member === member);
  return own && { ...own, others: told.filter((one) => one.member !== member) };
}

/** Nobody judges their own name. */
const readJudges = async ({ tx, now }: Work, member: MemberId): Promise<MemberId[]> =>
  (await readRoleHolders(tx, 'coordinator', now)).filter((coordinator) => coordinator !== member);

/**
 * Somebody came by a name: by joining, by choosing it, or because their platform calls them so. Where it looks like
 * another member's, coordinators are asked, once for each name, and nothing is held up: most are two people.
 */
export async function askAboutName(work: Work, member: MemberId): Promise<void> {
  const { tx, now, enqueue } = work;
  const person = await lockPerson(tx, member);
  if (person?.standing !== 'member') return;
  const before = await store.readLooks(tx, member);
  const same = person.name === NAMELESS ? undefined : await readSame(tx, member);
  if (before?.looks === same?.looks) return;
  if (!same) {
    await store.deleteNamesake(tx, member);
    return closeCards(work, member);
  }
  await store.writeWaiting(tx, member, same.looks, now);
  for (const judge of await readJudges(work, member))
    enqueue(toCoordinator('namesake', { coordinator: judge, member }, views.namesakeCard(same)));
}

/** What nobody has seen is not sent; who has seen it reads that there is nothing left to answer. */
async function closeCards(work: Work, member: MemberId): Promise<void> {
  const judges = await readJudges(work, member);
  const shown = await shownSlots(
    work.tx,
    judges.map((judge) => slotOf('namesake', member, judge)),
  );
  for (const judge of judges) {
    if (shown.has(slotOf('namesake', member, judge)))
      work.enqueue(toCoordinator('namesake', { coordinator: judge, member }, views.nobodyAlike));
    else await withdraw(work.tx, slotOf('namesake', member, judge));
  }
}

type Which = { member: MemberId; looks: string };

const answer =
  (state: 'two' | 'asked') =>
  async (context: Context, { member, looks }: Which): Promise<Update> => {
    const { tx, actor, now, enqueue } = context;
    const person = await lockPerson(tx, member);
    const same =
      person?.standing === 'member' && member !== actor.member ? await readSame(tx, member) : undefined;
    if (!same || !(await store.answerNamesake(tx, member, looks, state)))
      return update(views.namesakeSettled);
    await recordAudit(tx, {
      ...{ at: now, actor: actor.member, record: `member:${member}` },
      action: state === 'two' ? 'member.namesake-fine' : 'member.namesake-asked',
    });
    const words = state === 'two' ? views.namesakeFine : views.namesakeAsked;
    for (const judge of await readJudges(context, member))
      enqueue(
        toCoordinator(
          'namesake',
          { coordinator: judge, member },
          words(same, judge === actor.member ? 'you' : actor.name),
        ),
      );
    if (state === 'asked')
      enqueue({
        to: { member },
        message: views.couldYouAdd(same.name),
        key: `members:namesake-asked:${member}:${now.getTime()}`,
        class: 'quiet',
        origin: { feature: 'members', id: member },
      });
    return update(discreet(words(same, 'you')));
  };

/** On a coordinator's home, while somebody else's name still looks the same. */
export const namesakesWaiting = ({ tx, actor }: Context, people: readonly Person[]): Waiting[] =>
  people
    .filter(({ id }) => id !== actor.member)
    .map(({ id }) => async () => {
      const same = await readSame(tx, id);
      return same && views.namesakeCard(same);
    });

export const namesakeBindings: readonly Binding[] = [
  on(routes.twoPeople, 'coordinator', answer('two')),
  on(routes.askForName, 'coordinator', answer('asked')),
];
