import type { Binding, Context } from '../../../bot/feature.ts';
import { show, tell } from '../../../bot/messages/say.ts';
import { on } from '../../../bot/on.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Update, update } from '../../../chat/reply.ts';
import { lockPerson } from '../../../directory/people.ts';
import { recordAudit } from '../../../store/audit.ts';
import { askedForName, namesakeCard } from '../messages.ts';
import { whoFor } from '../operations/coordinators.ts';
import { readJudges } from '../operations/namesakes.ts';
import * as routes from '../routes.ts';
import * as store from '../store/namesakes.ts';
import * as views from '../views/namesakes.ts';

type Which = { member: MemberId; looks: string };

const answer =
  (state: 'two' | 'asked') =>
  async (context: Context, { member, looks }: Which): Promise<Update> => {
    const { tx, actor, now } = context;
    const person = await lockPerson(tx, member);
    const isTheirs = person?.standing === 'member' && member !== actor.member;
    const same = isTheirs ? (await store.readSame(tx, [member])).get(member) : undefined;
    if (!same || !(await store.answerNamesake(tx, member, looks, state)))
      return update(views.namesakeSettled);
    await recordAudit(tx, {
      at: now,
      actor: actor.member,
      record: `member:${member}`,
      action: state === 'two' ? 'member.namesake-fine' : 'member.namesake-asked',
    });
    if (state === 'asked') tell(context, askedForName, same, `${now.getTime()}`);
    const judges = await readJudges(context, member, actor.member);
    const answered = state === 'two' ? views.namesakeFine : views.namesakeAsked;
    const by = whoFor(actor);
    return update(
      show(
        context,
        namesakeCard,
        { member, same, isWaiting: false, judges },
        { as: (_namesakes, reader) => answered(same, by(reader)) },
      ),
    );
  };

export const namesakeBindings: readonly Binding[] = [
  on(routes.twoPeople, answer('two')),
  on(routes.askForName, answer('asked')),
];
