import type { Binding, Context, PeopleHooks } from '../../../bot/feature.ts';
import { listAllFor } from '../../../bot/messages/mend.ts';
import { close, show, showAll, tell, unlist } from '../../../bot/messages/say.ts';
import { on } from '../../../bot/on.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { type ParticipantKind, participantKindsToConfirm } from '../../../directory/participant-kinds.ts';
import * as profiles from '../../../directory/profile.ts';
import { recordAudit } from '../../../store/audit.ts';
import { kindsCard, kindsConfirmed, kindsDeclined } from '../messages.ts';
import { readCoordinators, whoFor } from '../operations/coordinators.ts';
import * as routes from '../routes.ts';
import * as participantKinds from '../store/participant-kinds.ts';
import * as views from '../views/participant-kinds.ts';

/** What somebody says they are is looked at by a coordinator; what a coordinator says of themselves was. */
export const askToConfirm: NonNullable<PeopleHooks['changed']> = async (work, member, what) => {
  if (!what.includes('kinds')) return;
  const { tx } = work;
  const profile = await profiles.lockWhole(tx, member);
  if (!profile) return;
  const coordinators = await readCoordinators(work);
  if (coordinators.includes(member)) {
    await participantKinds.confirmSaid(tx, member);
    unlist(work, kindsCard, [{ by: profile, coordinators }]);
    return;
  }
  const [by] = await tellApart(tx, [profile]);
  if (by && participantKindsToConfirm(by).length > 0) showAll(work, kindsCard, [{ by, coordinators }]);
  else await close(work, kindsCard, [{ by: profile, coordinators }]);
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
    return tellDecided(context, member, decision, open);
  };

async function tellDecided(
  context: Context,
  member: MemberId,
  decision: 'confirmed' | 'declined',
  kinds: readonly ParticipantKind[],
): Promise<Update> {
  const { tx, actor, now } = context;
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: `member.hats-${decision}`,
    record: `member:${member}`,
  });
  const isConfirmed = decision === 'confirmed';
  // What is for peers alone is on their home from now on.
  if (isConfirmed) await listAllFor(context, member);
  tell(context, isConfirmed ? kindsConfirmed : kindsDeclined, { member, kinds }, `${now.getTime()}`);
  const by = await profiles.readProfile(tx, member);
  const coordinators = await readCoordinators(context, actor.member);
  const decided = isConfirmed ? views.participantKindsConfirmed : views.participantKindsDeclined;
  const who = whoFor(actor);
  return update(
    show(
      context,
      kindsCard,
      { by, coordinators },
      { as: (_claim, reader) => decided(by, kinds, who(reader)) },
    ),
  );
}

export const participantKindBindings: readonly Binding[] = [
  on(routes.confirmParticipantKinds, decide('confirmed')),
  on(routes.declineParticipantKinds, decide('declined')),
];
