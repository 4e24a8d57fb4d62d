import { type Binding, type Context, on } from '../../../bot/feature.ts';
import type { Waiting } from '../../../bot/page-parts.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Update, update } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import { lockPerson, type Person } from '../../../directory/people.ts';
import { recordAudit } from '../../../store/audit.ts';
import { readJudges, readSame } from '../operations/namesakes.ts';
import * as routes from '../routes.ts';
import * as store from '../store/namesakes.ts';
import * as views from '../views/namesakes.ts';
import { toCoordinator } from '../views/to-coordinator.ts';

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
