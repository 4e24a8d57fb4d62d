import type { Context } from '../../../bot/feature.ts';
import { listAllFor } from '../../../bot/messages/mend.ts';
import type { Waiting } from '../../../bot/page-parts.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import * as people from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import * as setup from '../../../directory/setup-code.ts';
import { judgeSetup } from '../../../directory/setup-code.ts';
import { recordAudit } from '../../../store/audit.ts';
import { readSetupTry } from '../../../text/codes.ts';
import { draftFor } from '../operations/joining.ts';
import { askAboutName } from '../operations/namesakes.ts';
import { nextStanding } from '../rules/standing.ts';
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

/** On a coordinator's home. */
export const askingWaiting = ({ tx, once }: Context, asking: readonly people.Person[]): Waiting[] =>
  asking.map((_, index) => async () => {
    const shown = await once('asking', () => store.withShown(tx, asking));
    return shown[index] && views.askingCard(shown[index]);
  });
export const answerAsker =
  (step: 'admit' | 'decline') => async (context: Context, input: { member: string }) => {
    const { tx, actor, now, enqueue } = context;
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
    if (step === 'admit') await askAboutName(context, person.id);
    const card = step === 'admit' ? views.admittedCard : views.declinedCard;
    for (const coordinator of await readRoleHolders(tx, 'coordinator', now))
      enqueue(
        draftFor(coordinator, person.id, card(person, coordinator === actor.member ? 'you' : actor.name)),
      );
    enqueue({
      to: { member: person.id },
      message: step === 'admit' ? views.welcome : views.notAdmitted,
      key: `members:${step}:${person.id}:${now.getTime()}`,
      class: 'quiet',
      origin: { feature: 'members', id: person.id },
    });
    return update(discreet(card(person, 'you')));
  };
