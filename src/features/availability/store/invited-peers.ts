import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { type CallOut, whole } from './call-outs.ts';
import { type ConflictRow, readTold } from './conflicts.ts';
import { type Invitation, toInvitation, withDays } from './invitations.ts';

/** A peer who was asked, and by what: all that their cards show. */
export interface Asked {
  callOut: CallOut;
  invitation: Invitation;
  /** What they said about the host; undefined while that waits for an answer. */
  answer: ConflictRow['answer'] | undefined;
  /** Whoever left the pool is asked nothing more. */
  isInPool: boolean;
}

/** These invitations of one peer. */
export async function readAsked(
  tx: Tx,
  invitations: readonly string[],
  peer: MemberId,
): Promise<ReadonlyMap<string, Asked>> {
  const rows = await tx.invitation.findMany({
    where: { id: { in: [...invitations] }, peerId: peer },
    include: {
      days: withDays.days,
      peer: { select: { name: true, pool: { select: { leftAt: true } } } },
      callOut: {
        include: {
          project: { include: { ...whole.project.include, conflicts: { where: { peerId: peer } } } },
        },
      },
    },
  });
  return new Map(
    rows.map(({ callOut, ...row }) => {
      const { conflicts, ...project } = callOut.project;
      const open = conflicts.find(({ reopenedAt }) => reopenedAt === null);
      const asked: Asked = {
        callOut: { ...callOut, project } as CallOut,
        invitation: toInvitation(row),
        answer: open?.answer as Asked['answer'],
        isInPool: row.peer.pool?.leftAt === null,
      };
      return [row.id, asked];
    }),
  );
}

/** What a peer told about conflicts, and who would read it since somebody else runs the project. */
export interface ToAllow extends Asked {
  reader: MemberId;
  before: string | undefined;
  may: boolean | null;
}

/** Of one peer, by what the question is known as. */
export async function readToAllow(tx: Tx, peer: MemberId): Promise<ReadonlyMap<string, ToAllow>> {
  const told = await readTold(tx, peer);
  const asked = await readAsked(
    tx,
    told.map(({ invitation }) => invitation),
    peer,
  );
  return new Map(
    told.flatMap(({ invitation, reader, before, may }) => {
      const one = asked.get(invitation);
      return one ? [[toAllowId(invitation, reader), { ...one, reader, before, may }]] : [];
    }),
  );
}

/** One for each who runs the project after the one to whom it was told. */
export const toAllowId = (invitation: string, reader: MemberId): string => `${invitation}:${reader}`;
