import type { MemberId } from '../../../chat/message.ts';
import { readSameLooking } from '../../../directory/namesakes.ts';
import { holdsRole } from '../../../directory/roles.ts';
import type { Tx } from '../../../store/database.ts';

export type NamesakeState = 'waiting' | 'two' | 'asked';

/** Members whose names look the same; the one who came by it last is asked about. */
export interface SameName {
  member: MemberId;
  looks: string;
  /** Their name as it is written, and with what tells it apart. */
  name: string;
  shown: string;
  others: readonly { member: MemberId; name: string; shown: string }[];
}

/** What the cards of coordinators are about: one for each of them who may judge that name. */
export interface Namesakes {
  member: MemberId;
  /** Undefined: nobody else's name looks like theirs. */
  same: SameName | undefined;
  isWaiting: boolean;
  judges: readonly MemberId[];
}

/** Those of these with whose name another member's looks the same. */
export async function readSame(
  tx: Tx,
  members: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, SameName>> {
  const all = await readSameLooking(tx, members);
  return new Map(
    all
      .filter(({ member }) => members.includes(member))
      .map(({ member, looks, name, shown }) => {
        const others = all.filter((one) => one.looks === looks && one.member !== member);
        return [member, { member, looks, name, shown, others }];
      }),
  );
}

/** Those of these about whose name one coordinator is still asked. Nobody judges their own. */
export async function readNamesakes(
  tx: Tx,
  members: readonly string[],
  coordinator: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, Namesakes>> {
  const waiting = await tx.$queryRaw<{ member: MemberId }[]>`
    SELECT n.member_id AS member FROM namesake n JOIN member m ON m.id = n.member_id
    WHERE n.member_id = ANY(${[...members]}::uuid[]) AND n.state = 'waiting' AND m.standing = 'member'
      AND m.id <> ${coordinator}::uuid AND ${holdsRole(coordinator, 'coordinator', now)}`;
  const same = await readSame(
    tx,
    waiting.map(({ member }) => member),
  );
  return new Map(
    [...same].map(([member, one]) => [member, { member, same: one, isWaiting: true, judges: [coordinator] }]),
  );
}

export async function readLooks(
  tx: Tx,
  memberId: MemberId,
): Promise<{ looks: string; state: NamesakeState } | undefined> {
  const row = await tx.namesake.findUnique({ where: { memberId } });
  return row ? { looks: row.looks, state: row.state as NamesakeState } : undefined;
}

/** It is asked about this name from now on, and no longer about one that they had before. */
export async function writeWaiting(tx: Tx, memberId: MemberId, looks: string, since: Date): Promise<void> {
  const data = { looks, since, state: 'waiting' };
  await tx.namesake.upsert({ where: { memberId }, create: { memberId, ...data }, update: data });
}

export async function deleteNamesake(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.namesake.deleteMany({ where: { memberId } });
}

/** False: it was answered before, or they go by another name now. */
export async function answerNamesake(
  tx: Tx,
  memberId: MemberId,
  looks: string,
  state: Exclude<NamesakeState, 'waiting'>,
): Promise<boolean> {
  const where = { memberId, looks, state: 'waiting' };
  return (await tx.namesake.updateMany({ where, data: { state } })).count === 1;
}
