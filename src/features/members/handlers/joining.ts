import type { Context } from '../../../bot/feature.ts';
import { listAllFor } from '../../../bot/messages/mend.ts';
import { show, tell } from '../../../bot/messages/say.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import * as people from '../../../directory/people.ts';
import * as setup from '../../../directory/setup-code.ts';
import { judgeSetup } from '../../../directory/setup-code.ts';
import { recordAudit } from '../../../store/audit.ts';
import { readSetupTry } from '../../../text/codes.ts';
import { admitted, askingCard, notAdmitted } from '../messages.ts';
import { readCoordinators, whoFor } from '../operations/coordinators.ts';
import { welcomeMember } from '../operations/joining.ts';
import { nextStanding } from '../rules/standing.ts';
import { readAsker } from '../store/asking.ts';
import * as store from '../store/joining.ts';
import * as views from '../views/joining.ts';

export async function setUp(context: Context, typed: string): Promise<Say> {
  const { tx, actor, now, conversation } = context;
  const code = await setup.readSetupCode(tx);
  const verdict = judgeSetup(code, setup.hashCode(readSetupTry(typed)), conversation.kind === 'direct');
  switch (verdict) {
    case 'none':
      return say(views.setupDone);
    case 'voided':
      await setup.voidSetupCode(tx);
      return say(views.setupVoided);
    case 'wrong':
      await setup.countSetupTry(tx, (code?.tries ?? 0) + 1);
      return say(views.setupWrong);
    case 'accepted':
      await setup.voidSetupCode(tx);
      await setup.makeCoordinator(tx, actor.member, now);
      await listAllFor(context, actor.member);
      return say(views.setupAccepted(actor));
  }
}

export const answerAsker =
  (step: 'admit' | 'decline') => async (context: Context, input: { member: string }) => {
    const { tx, actor, now } = context;
    const person = await people.lockPerson(tx, input.member);
    if (!person) return update(views.askerGone);
    const to = nextStanding(person.standing, step);
    if (!to) return update(views.answeredBefore(person));
    await store.moveStanding(tx, person.id, person.standing, to, now);
    await recordAudit(tx, {
      at: now,
      actor: actor.member,
      action: `member.${step}`,
      record: `member:${person.id}`,
    });
    if (step === 'admit') await welcomeMember(context, person.id);
    tell(context, step === 'admit' ? admitted : notAdmitted, { member: person.id }, `${now.getTime()}`);
    const asker = await readAsker(tx, person.id);
    if (!asker) return update(views.askerGone);
    const coordinators = await readCoordinators(context, actor.member);
    const answered = step === 'admit' ? views.admittedCard : views.declinedCard;
    const by = whoFor(actor);
    return update(
      show(
        context,
        askingCard,
        { asker, coordinators },
        { as: (_asking, reader) => answered(person, by(reader)) },
      ),
    );
  };
