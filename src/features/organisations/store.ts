import type { ExpectedCard } from '../../bot/messages/declare.ts';
import type { MemberId } from '../../chat/message.ts';
import { findOrganisation, type Organisation, type OrganisationKind } from '../../directory/organisations.ts';
import { readRoleHolders } from '../../directory/roles.ts';
import { TWIN_MARK } from '../../store/compare-keys.ts';
import type { Tx } from '../../store/database.ts';
import { moveReferences, readReferences } from '../../store/references.ts';
import { oneLine } from '../../text/normalise.ts';
import { organisationKey } from '../../text/organisation.ts';

/** As a coordinator sees it. */
export interface KnownOrganisation extends Organisation {
  area: string | null;
  kind: OrganisationKind | null;
  state: 'proposed' | 'confirmed';
  people: number;
  /** Written down beside another one of the same name, from before the two ways to write it were one. */
  isTwin: boolean;
}

const known = {
  id: true,
  name: true,
  key: true,
  area: true,
  kind: true,
  state: true,
  _count: { select: { profiles: true } },
} as const;

const toKnown = ({
  _count,
  key,
  ...row
}: { _count: { profiles: number }; name: string; key: string } & Record<string, unknown>) =>
  ({
    ...row,
    people: _count.profiles,
    isTwin: key.includes(TWIN_MARK),
  }) as KnownOrganisation;

export async function readKnownOrganisations(tx: Tx): Promise<KnownOrganisation[]> {
  return (await tx.organisation.findMany({ select: known, orderBy: { name: 'asc' } })).map(toKnown);
}

/** Every name that an organisation has or had, one for another. */
export async function readNames(tx: Tx): Promise<string[]> {
  const names = { select: { name: true }, orderBy: { name: 'asc' } } as const;
  const all = [...(await tx.organisation.findMany(names)), ...(await tx.organisationAlias.findMany(names))];
  return all.map(({ name }) => name);
}

/** Typed by a member and not looked at yet, or the same as another. */
export const countProposed = (tx: Tx): Promise<number> =>
  tx.organisation.count({
    where: { OR: [{ state: 'proposed', profiles: { some: {} } }, { key: { contains: TWIN_MARK } }] },
  });

/** All of that together, as coordinators are told of it. */
export interface ToLookAt {
  count: number;
  coordinators: readonly MemberId[];
}
export const TO_LOOK_AT = 'all';

/** For one coordinator; nothing for who is none. */
export async function readToLookAt(
  tx: Tx,
  reader: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, ToLookAt>> {
  if (!(await readRoleHolders(tx, 'coordinator', now)).includes(reader)) return new Map();
  return new Map([[TO_LOOK_AT, { count: await countProposed(tx), coordinators: [reader] }]]);
}

/** While there is something to look at, every coordinator has it on home. */
export async function readExpectedToLookAt(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  if ((await countProposed(tx)) === 0) return [];
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  return coordinators
    .filter((one) => reader === undefined || one === reader)
    .slice(0, limit)
    .map((one) => ({ record: TO_LOOK_AT, reader: one, unsent: true }));
}

/** Whether somebody says that they belong to one that nobody has looked at yet. */
export const namesProposed = async (tx: Tx, memberId: MemberId): Promise<boolean> =>
  (await tx.profile.count({ where: { memberId, organisation: { state: 'proposed' } } })) > 0;

/** Locks it, with another where two are to be one, always in the same order. */
export async function lockOrganisations(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, KnownOrganisation>> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM organisation WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
  const rows = await tx.organisation.findMany({ where: { id: { in: [...ids] } }, select: known });
  return new Map(rows.map((row) => [row.id, toKnown(row)]));
}

/** Everybody who says that they belong to it. */
export async function readBelonging(tx: Tx, id: string): Promise<MemberId[]> {
  const rows = await tx.profile.findMany({
    where: { organisationId: id },
    orderBy: { memberId: 'asc' },
    select: { memberId: true },
  });
  return rows.map(({ memberId }) => memberId);
}

export interface OrganisationWords {
  name: string;
  area: string | null;
  kind: OrganisationKind | null;
}

/** Writes it as a coordinator says, and so confirms it. `taken`: another one has that name already. */
export async function writeOrganisation(
  tx: Tx,
  id: string | undefined,
  { name, area, kind }: OrganisationWords,
): Promise<{ taken: string } | { id: string }> {
  const key = organisationKey(name);
  const alias = await tx.organisationAlias.findUnique({ where: { key }, include: { organisation: true } });
  if (alias && alias.organisationId !== id) return { taken: alias.organisation.name };
  const data = { name: oneLine(name), key, area, kind, state: 'confirmed' };
  if (id === undefined) {
    const { count } = await tx.organisation.createMany({ data, skipDuplicates: true });
    if (count === 0) return { taken: (await findOrganisation(tx, name)).name };
    return findOrganisation(tx, name);
  }
  const other = await tx.organisation.findUnique({ where: { key }, select: { id: true, name: true } });
  if (other && other.id !== id) return { taken: other.name };
  if (alias) await tx.organisationAlias.delete({ where: { key } });
  await tx.organisation.update({ where: { id }, data });
  return { id };
}

/** True once: this proposal is ours to confirm. */
export async function confirmOrganisation(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.organisation.updateMany({
    where: { id, state: 'proposed' },
    data: { state: 'confirmed' },
  });
  return count === 1;
}

/**
 * Two become one: all that refers to the one refers to the other, whatever it is, and its name stays known as another
 * name. What the one that stays does not say of itself is taken over.
 */
export async function mergeOrganisations(
  tx: Tx,
  from: KnownOrganisation,
  into: KnownOrganisation,
): Promise<void> {
  await moveReferences(tx, await readReferences(tx, 'organisation'), from.id, into.id);
  await tx.organisation.delete({ where: { id: from.id } });
  const key = organisationKey(from.name);
  const own = organisationKey(into.name);
  // Of one that was written in two ways, the one that stays has the key from now on.
  if (key !== own)
    await tx.organisationAlias.createMany({
      data: { key, name: from.name, organisationId: into.id },
      skipDuplicates: true,
    });
  else if (into.isTwin && (await tx.organisation.count({ where: { key } })) === 0)
    await tx.organisation.update({ where: { id: into.id }, data: { key } });
  await tx.organisation.update({
    where: { id: into.id },
    data: { state: 'confirmed', area: into.area ?? from.area, kind: into.kind ?? from.kind },
  });
}
