import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { type Placed, readPlacedOf } from './placements.ts';

/** What a peer told about conflicts, and who would read it since somebody else runs the project. */
export interface ToAllow extends Placed {
  reader: MemberId;
  before: string | undefined;
  may: boolean | null;
}

/** Of one peer, by what the question is known as. */
export async function readToAllow(tx: Tx, peer: MemberId): Promise<ReadonlyMap<string, ToAllow>> {
  const told = await tx.conflict.findMany({
    where: { peerId: peer, wordsSealed: { not: null }, nextId: { not: null } },
    select: { projectId: true, nextId: true, nextMay: true, reader: { select: { name: true } } },
  });
  if (told.length === 0) return new Map();
  const placed = new Map((await readPlacedOf(tx, peer)).map((one) => [one.placement.projectId, one]));
  return new Map(
    told.flatMap(({ projectId, nextId, nextMay, reader }) => {
      const one = placed.get(projectId);
      if (!one || nextId === null) return [];
      const toAllow = { ...one, reader: nextId, before: reader?.name, may: nextMay };
      return [[toAllowId(one.placement.id, nextId), toAllow] as const];
    }),
  );
}

/** One for each who runs the project after the one to whom it was told. */
export const toAllowId = (placement: string, reader: MemberId): string => `${placement}:${reader}`;
