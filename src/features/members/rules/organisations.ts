import { isIndependent, organisationKey } from '../../../text/organisation.ts';

export const ORGANISATION_KINDS = [
  ...['council', 'charity', 'community-group', 'nhs', 'housing'],
  ...['education', 'police-fire', 'business', 'other'],
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/**
 * What is compared to find colleagues (C4): the name, for one organisation may still be written down twice. Whoever is
 * independent has no colleagues. `null`: not known.
 */
export function teamOf(member: string, organisation: { name: string } | null | undefined): string | null {
  if (!organisation) return null;
  return isIndependent(organisation.name) ? `on their own ${member}` : organisationKey(organisation.name);
}
