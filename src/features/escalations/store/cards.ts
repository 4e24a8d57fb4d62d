import type { MemberId } from '../../../chat/message.ts';
import type { Nation } from '../../../directory/helplines.ts';
import { readSafety } from '../../../directory/safety.ts';
import type { Tx } from '../../../store/database.ts';
import { ownCardId } from '../rules/cards.ts';
import type { Person } from '../rules/circle.ts';
import { readCircle } from './circle.ts';
import { type Ask, type Call, type Escalation, readLatest, toCall, whole } from './requests.ts';

/** All that the asker's living card shows. */
export interface Shown {
  request: Escalation;
  circle: readonly Person[];
  nation: Nation;
  now: Date;
}

/** What a locked request shows now. */
export async function readShown(tx: Tx, request: Escalation, now: Date): Promise<Shown> {
  const { nation } = await readSafety(tx, now);
  return { request, circle: await readCircle(tx, request.asker, now), nation, now };
}

/** The asker's last request, by what its card is known as. */
export async function readOwnCall(tx: Tx, asker: MemberId, now: Date): Promise<ReadonlyMap<string, Shown>> {
  const request = await readLatest(tx, asker);
  return new Map(request ? [[ownCardId(request), await readShown(tx, request, now)]] : []);
}

/** Somebody who was asked, and what about: all that their card is decided by. */
export interface Asking {
  request: Call;
  ask: Ask;
}

/** These asks of one person, but for those of whoever said "not this person" of them. */
export async function readAsks(
  tx: Tx,
  asks: readonly string[],
  personId: MemberId,
): Promise<ReadonlyMap<string, Asking>> {
  const rows = await tx.escalationAsk.findMany({
    where: {
      id: { in: [...asks] },
      personId,
      person: { standing: 'member' },
      escalation: { asker: { never: { none: { memberId: personId } } } },
    },
    select: { id: true, escalation: { include: whole } },
  });
  return new Map(
    rows.flatMap(({ id, escalation }) => {
      const request = toCall(escalation);
      const ask = request?.asks.find((one) => one.id === id);
      return request && ask ? [[id, { request, ask }]] : [];
    }),
  );
}
