import type { Tx } from '../store/database.ts';
import { oneLine } from '../text/normalise.ts';
import { INDEPENDENT, isIndependent, organisationKey } from '../text/organisation.ts';

export const ORGANISATION_KINDS = [
  'council',
  'charity',
  'community-group',
  'nhs',
  'housing',
  'education',
  'police-fire',
  'business',
  'other',
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

export interface Organisation {
  id: string;
  name: string;
}

/**
 * The organisation of that name, or of which it is another name; one that nobody named before is proposed. Being
 * independent is none that a coordinator need look at.
 */
export async function findOrganisation(tx: Tx, name: string): Promise<Organisation> {
  const isNobodys = isIndependent(name);
  const known = isNobodys ? INDEPENDENT : oneLine(name);
  const key = organisationKey(known);
  const alias = await tx.organisationAlias.findUnique({
    where: { key },
    select: { organisation: { select: { id: true, name: true } } },
  });
  if (alias) return alias.organisation;
  const state = isNobodys ? 'confirmed' : 'proposed';
  await tx.organisation.createMany({ data: { name: known, key, state }, skipDuplicates: true });
  return tx.organisation.findUniqueOrThrow({ where: { key }, select: { id: true, name: true } });
}

/** Those that are confirmed, and those that members belong to, by name: as many as one list on a form can show. */
export async function readOrganisations(tx: Tx): Promise<Organisation[]> {
  return tx.organisation.findMany({
    where: {
      OR: [{ state: 'confirmed' }, { profiles: { some: { member: { standing: 'member' } } } }],
    },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
    take: 90,
  });
}
