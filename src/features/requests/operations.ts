import type { Work } from '../../bot/feature.ts';
import type { MemberId } from '../../chat/message.ts';
import { recordAudit } from '../../store/audit.ts';
import { type AnswerOf, mayChange, nextRequestState, type RequestKind } from './rules.ts';
import * as store from './store.ts';

/** Something is asked. Undefined: the same is open already. */
export async function sendRequest(
  { tx, vault, now }: Work,
  kind: RequestKind,
  asked: store.Asked,
): Promise<store.Request | undefined> {
  const id = await store.createRequest(tx, vault, kind, asked, now);
  return id === undefined ? undefined : (await store.readRequests(tx, kind, [id]))[0];
}

/**
 * It is answered, or its answer changed by whoever gave it. The request is locked. Undefined: somebody has answered it, it
 * was taken back, or it can’t be changed any more.
 */
export async function answerRequest<K extends RequestKind>(
  { tx, vault, now }: Work,
  kind: K,
  request: store.Request,
  about: { by: MemberId; answer: AnswerOf<K>; words: string | undefined },
): Promise<store.Request | undefined> {
  const isNew = nextRequestState(request.state, 'answer') !== undefined;
  if (!isNew && !mayChange(request, about.by, now)) return undefined;
  await store.writeAnswer(tx, vault, request, { ...about, at: now });
  await recordAudit(tx, {
    at: now,
    actor: about.by,
    action: isNew ? 'request.answered' : 'request.changed',
    record: `request:${request.id}`,
    about: [request.askerId],
  });
  return (await store.readRequests(tx, kind, [request.id]))[0];
}

/** Its asker takes it back. The request is locked. Undefined: it is over already. */
export async function takeBackRequest(
  { tx }: Work,
  request: store.Request,
): Promise<store.Request | undefined> {
  if (!nextRequestState(request.state, 'take-back')) return undefined;
  await store.moveRequest(tx, request, 'taken-back');
  return { ...request, state: 'taken-back' };
}

/** The words, for whoever looks after it: that they were read is written down. Who may is for the caller to judge. */
export async function openRequest(
  { tx, vault, now }: Work,
  request: store.Request,
  reader: MemberId,
): Promise<store.RequestWords> {
  await recordAudit(tx, {
    at: now,
    actor: reader,
    action: 'request.read',
    record: `request:${request.id}`,
    about: [request.askerId],
  });
  return store.readWords(tx, vault, request);
}
