import type { z } from 'zod';
import { tellChanged } from '../../../bot/changed.ts';
import type { Context } from '../../../bot/feature.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { readOrganisations } from '../../../directory/organisations.ts';
import * as profiles from '../../../directory/profile.ts';
import { readSkills } from '../../../directory/skills.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import { LIST_ITEMS } from '../../../text/short-list.ts';
import { changeContactHours } from '../../hours/operations.ts';
import { readHours } from '../../hours/store.ts';
import type * as routes from '../routes.ts';
import * as views from '../views/profile.ts';
import { closeProfileCard } from './profile-review.ts';

export async function showProfile({ tx, actor }: Context): Promise<OpenForm> {
  const profile = await profiles.readProfile(tx, actor.member);
  const hours = (await readHours(tx, actor.member)).contactHours;
  return open(views.profileForm(profile, hours, await readOrganisations(tx), await readSkills(tx)));
}

type ProfileValues = z.output<typeof routes.saveProfile.input>;

/** A8: any change, at any time; the features hear of it in the same transaction. */
export async function saveProfile(
  context: Context,
  { values }: { values: ProfileValues },
): Promise<Say | Invalid> {
  const { tx, actor, now } = context;
  if (values.listed.length + values.skills.length > LIST_ITEMS)
    return invalid({ skills: views.tooManySkills });
  const organisation = await nameOrganisation(tx, values);
  if (organisation === undefined) return invalid({ organisation: views.organisationGone });
  await profiles.lockWhole(tx, actor.member);
  const { name, called, area, hours, organisationName: _, ...rest } = values;
  const words = { ...rest, name: name ?? null, called: called ?? null, organisation, area: area || null };
  const changed = await profiles.writeProfile(tx, actor.member, words, now);
  await tellChanged(context, actor.member, changed);
  if (changed.includes('name'))
    await recordAudit(tx, {
      at: now,
      actor: actor.member,
      action: 'member.renamed',
      record: `member:${actor.member}`,
    });
  if (hours) await changeContactHours(context, actor.member, hours);
  await closeProfileCard(context);
  return say(views.profileSaved(await profiles.readProfile(tx, actor.member)));
}

/** What was typed wins over what was chosen. `undefined`: what was chosen is no longer there. */
async function nameOrganisation(
  tx: Tx,
  { organisation, organisationName }: ProfileValues,
): Promise<string | null | undefined> {
  if (organisationName) return organisationName;
  if (organisation === undefined || organisation === 'none') return null;
  return (await readOrganisations(tx)).find(({ id }) => id === organisation)?.name;
}
