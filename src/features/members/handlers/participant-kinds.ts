import { type Binding, type Context, on, type PeopleHooks, type Work } from '../../../bot/feature.ts';
import type { Waiting } from '../../../bot/page-parts.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { type ParticipantKind, participantKindsToConfirm } from '../../../directory/participant-kinds.ts';
import * as profiles from '../../../directory/profile.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { withdraw } from '../../../outbox/enqueue/withdraw.ts';
import { recordAudit } from '../../../store/audit.ts';
import * as routes from '../routes.ts';
import * as participantKinds from '../store/participant-kinds.ts';
import * as views from '../views/participant-kinds.ts';
import { slotOf, toCoordinator } from '../views/to-coordinator.ts';

/** What somebody says they are is looked at by a coordinator; what a coordinator says of themselves was. */
export const askToConfirm: NonNullable<PeopleHooks['changed']> = async (work, member, what) => {
  if (!what.includes('kinds')) return;
  const { tx, now, enqueue } = work;
  const profile = await profiles.lockWhole(tx, member);
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  if (coordinators.includes(member)) return participantKinds.confirmSaid(tx, member);
  const waiting = profile && participantKindsToConfirm(profile).length > 0 ? [profile] : [];
  const [waits] = await tellApart(tx, waiting);
  if (waits) {
    for (const coordinator of coordinators)
      enqueue(toCoordinator('hats', { coordinator, member }, views.participantKindsCard(waits)));
  } else {
    await withdraw(
      tx,
      coordinators.map((coordinator) => slotOf('hats', member, coordinator)),
    );
  }
};

const decide =
  (decision: 'confirmed' | 'declined') =>
  async (
    context: Context,
    { member, hats: kinds }: { member: MemberId; hats: ParticipantKind[] },
  ): Promise<Say | Update> => {
    const { tx } = context;
    const profile = await profiles.lockWhole(tx, member);
    if (!profile) return say(views.nobodyToConfirm);
    const waiting = participantKindsToConfirm(profile);
    const open = kinds.filter((kind) => waiting.includes(kind));
    if (open.length === 0) return update(views.participantKindsSettled(profile.name));
    await participantKinds.decideParticipantKinds(tx, profile, decision, open);
    // "Only a peer" answers for the other one too.
    const rest = decision === 'confirmed' ? waiting.filter((kind) => !open.includes(kind)) : [];
    if (rest.length > 0)
      await participantKinds.decideParticipantKinds(
        tx,
        await profiles.readProfile(tx, member),
        'declined',
        rest,
      );
    const words = decision === 'confirmed' ? views.participantKindsConfirmed : views.participantKindsDeclined;
    return tellDecided(context, profile, decision, open, (by) => words(profile, open, by));
  };

async function tellDecided(
  { tx, actor, now, enqueue }: Context,
  { member }: profiles.Profile,
  decision: 'confirmed' | 'declined',
  kinds: readonly ParticipantKind[],
  cardBy: (who: string) => Message,
): Promise<Update> {
  await recordAudit(tx, {
    ...{ at: now, actor: actor.member, action: `member.hats-${decision}`, record: `member:${member}` },
  });
  for (const coordinator of await readRoleHolders(tx, 'coordinator', now))
    enqueue(
      toCoordinator(
        'hats',
        { coordinator, member },
        cardBy(coordinator === actor.member ? 'you' : actor.name),
      ),
    );
  enqueue({
    to: { member },
    message: decision === 'confirmed' ? views.youAreConfirmed(kinds) : views.youAreDeclined(kinds),
    key: `members:hats-${decision}:${member}:${now.getTime()}`,
    class: 'quiet',
    origin: { feature: 'members', id: member },
  });
  return update(discreet(cardBy('you')));
}

/** What waits on a coordinator's home. */
export async function participantKindsWaiting({ tx, once }: Work): Promise<Waiting[]> {
  const waiting = await participantKinds.readToConfirm(tx);
  return waiting.map((_, index) => async () => {
    const told = await once('hats', () => tellApart(tx, waiting));
    return told[index] && views.participantKindsCard(told[index]);
  });
}

export const participantKindBindings: readonly Binding[] = [
  on(routes.confirmParticipantKinds, 'coordinator', decide('confirmed')),
  on(routes.declineParticipantKinds, 'coordinator', decide('declined')),
];
