import type { MemberId } from '../../../chat/message.ts';
import type { Holder } from '../../../directory/seats.ts';
import type { Tx } from '../../../store/database.ts';
import { SAY_I_WAS_THERE } from '../../requests/rules.ts';
import * as requests from '../../requests/store.ts';
import { answerersFor, readAnswerers } from './answerers.ts';

/** A15: somebody asks whether they may say in public that they took part. */
export interface Disclosure {
  request: requests.Request;
  /** Who answers for the project now. */
  answerers: readonly Holder[];
}

export async function withAnswerers(
  tx: Tx,
  all: readonly requests.Request[],
  now: Date,
  except?: MemberId,
): Promise<Disclosure[]> {
  const projects = all.map(({ scopeId }) => scopeId);
  const answerers = await readAnswerers(tx, projects, now, except);
  return all.map((request) => ({
    request,
    answerers: answerersFor(answerers, request.scopeId, request.askerId),
  }));
}

export const readDisclosures = async (tx: Tx, now: Date, ids: readonly string[]): Promise<Disclosure[]> =>
  withAnswerers(tx, await requests.readRequests(tx, SAY_I_WAS_THERE, ids), now);

export const readDisclosure = async (tx: Tx, now: Date, id: string): Promise<Disclosure | undefined> =>
  (await readDisclosures(tx, now, [id]))[0];

/** Open ones, in order of arrival; `of`: about the projects that this member manages, or what they asked. */
export async function readOpenDisclosures(
  tx: Tx,
  now: Date,
  limit: number,
  of: { manager?: MemberId; except?: MemberId } = {},
): Promise<Disclosure[]> {
  const managed =
    of.manager && (await tx.project.findMany({ where: { managerId: of.manager }, select: { id: true } }));
  const open = await requests.readOpen(
    tx,
    SAY_I_WAS_THERE,
    limit,
    managed?.map(({ id }) => id),
  );
  return withAnswerers(tx, open, now, of.except);
}
