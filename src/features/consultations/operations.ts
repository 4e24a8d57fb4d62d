import type { Work } from '../../bot/feature.ts';
import { close, list, refresh, show, showAll, tell, unlist, untell } from '../../bot/messages/say.ts';
import { UNDO_MS } from '../../bot/undo.ts';
import type { Message } from '../../chat/message.ts';
import { recordAudit } from '../../store/audit.ts';
import { endOf } from '../../time/days.ts';
import { halfTime } from '../availability/rules.ts';
import { consultedCard, outcomeCard, quietCard, reminder, runCard } from './messages.ts';
import { isTooSmall, nextConsultationState } from './rules/consultation.ts';
import { belongsTo, consultAudience } from './store/audience.ts';
import * as store from './store/consultations.ts';
import * as people from './store/consulted.ts';
import { endQuiet, markQuiet, readQuiet, readRunOf, readWriters } from './store/run.ts';
import { consultedCard as drawConsulted, outcomeTakenBack, takenBackCard } from './views/person.ts';

type Consultation = store.Consultation;

/** Everybody whom it went to, as their cards show it. */
export const readEverybody = async (work: Work, consultation: Consultation): Promise<people.Asked[]> =>
  (await people.readAllConsulted(work.tx, consultation.id)).map((consulted) => ({ consultation, consulted }));

/** The living card of whoever runs it, if anybody does. It is locked. */
export async function refreshRun(work: Work, consultation: Consultation): Promise<void> {
  if (consultation.ownerId !== null) await showRun(work, consultation);
}

/** The same for the one who pressed. */
export const showRun = async (work: Work, consultation: Consultation): Promise<Message> =>
  show(work, runCard, await readRunOf(work.tx, consultation, work.now));

const audit = ({ tx, now }: Work, { id, ownerId }: Consultation, action: string): Promise<void> =>
  recordAudit(tx, { at: now, action, record: `consultation:${id}`, ...(ownerId && { actor: ownerId }) });

/** Why it does not go. */
export type NotSent = 'sent-before' | 'day-passed' | 'nobody';

/** From a locked draft to everybody in its audience: in as many statements however many they are. */
export async function sendConsultation(work: Work, draft: Consultation): Promise<Consultation | NotSent> {
  const { tx, now } = work;
  const to = nextConsultationState(draft.state, 'send');
  const { ownerId, owner, replyBy } = draft;
  if (!to || !ownerId || !owner) return 'sent-before';
  const closesAt = replyBy === null ? new Date(now.getTime() + UNDO_MS) : endOf(replyBy, owner.timeZone);
  if (now >= closesAt) return 'day-passed';
  const sentTo = await consultAudience(tx, draft, ownerId, now);
  if (sentTo === 0 || isTooSmall(draft, sentTo)) {
    await people.deleteAllConsulted(tx, draft.id);
    return 'nobody';
  }
  const moments = {
    openedAt: now,
    closesAt,
    sentTo,
    remindAt: draft.reminds ? halfTime(now, closesAt) : null,
  };
  if (!(await store.moveConsultation(tx, draft, to, moments))) return 'sent-before';
  const sent: Consultation = { ...draft, ...moments, state: to };
  showAll(work, consultedCard, await readEverybody(work, sent));
  await endSuggestion(work);
  await audit(work, sent, 'consultation.sent');
  return sent;
}

/** Sent by mistake: what nobody has seen is withdrawn, what was read says so, and nothing of what was answered stays. */
export async function takeBack(work: Work, before: Consultation): Promise<Consultation | undefined> {
  const { tx, now } = work;
  const to = nextConsultationState(before.state, 'take-back');
  if (!to || !(await store.moveConsultation(tx, before, to, { closedAt: now }))) return undefined;
  const withdrawn: Consultation = { ...before, state: to, closedAt: now };
  await people.deleteAnswersOf(tx, before.id);
  await close(work, consultedCard, await readEverybody(work, withdrawn), takenBackCard);
  await audit(work, withdrawn, 'consultation.taken-back');
  return withdrawn;
}

/** By its day, or by hand: everybody's card says so, and what has not gone out yet goes without its question. */
export async function closeConsultation(work: Work, before: Consultation): Promise<Consultation | undefined> {
  const { tx, now } = work;
  const to = nextConsultationState(before.state, 'close');
  if (!to || !(await store.moveConsultation(tx, before, to, { closedAt: now }))) return undefined;
  const closed: Consultation = { ...before, state: to, closedAt: now };
  // A text without a question stands as it is.
  if (closed.questionKind === 'none') return closed;
  const asked = (await readEverybody(work, closed)).filter(
    ({ consulted: { away, state } }) => !away || state === 'answered',
  );
  await untell(
    work,
    reminder,
    asked.map(({ consulted }) => consulted.id),
  );
  await refresh(work, consultedCard, asked);
  return closed;
}

export async function closeByHand(work: Work, before: Consultation): Promise<Consultation | undefined> {
  const closed = await closeConsultation(work, before);
  if (closed) await audit(work, closed, 'consultation.closed');
  return closed;
}

/** Whoever has neither answered nor put it away, and belongs to its audience. */
export async function remind(work: Work, consultation: Consultation): Promise<void> {
  if (!(await store.markReminded(work.tx, consultation.id, work.now))) return;
  const reminded = { ...consultation, remindedAt: work.now };
  for (const one of await readEverybody(work, reminded)) {
    const { state, away } = one.consulted;
    if (state === 'asked' && !away) tell(work, reminder, one, 'half-way');
  }
  await refreshRun(work, reminded);
}

/** What came of it, to everybody whom it went to and who is still there. */
export async function tellBack(work: Work, before: Consultation): Promise<Consultation | undefined> {
  const { tx, now } = work;
  const to = nextConsultationState(before.state, 'tell');
  if (!to || before.outcome === null || before.questionKind === 'none') return undefined;
  const told: Consultation = { ...before, state: to, toldAt: now };
  const there = (await readEverybody(work, told)).filter(({ consulted }) => !consulted.away);
  if (there.length === 0) return undefined;
  if (!(await store.moveConsultation(tx, before, to, { toldAt: now }))) return undefined;
  showAll(work, outcomeCard, there);
  await endSuggestion(work);
  await audit(work, told, 'consultation.told-back');
  return told;
}

/** Told by mistake: it is as before, its words among it. */
export async function untellBack(work: Work, before: Consultation): Promise<Consultation | undefined> {
  const { tx } = work;
  const to = nextConsultationState(before.state, 'untell');
  if (!to || !(await store.moveConsultation(tx, before, to, { toldAt: null }))) return undefined;
  const closed: Consultation = { ...before, state: to, toldAt: null };
  await people.forgetOutcomeRead(tx, before.id);
  await close(work, outcomeCard, await readEverybody(work, closed), outcomeTakenBack);
  await audit(work, closed, 'consultation.told-by-mistake');
  return closed;
}

/**
 * Somebody left its audience: what has not gone out never comes, and what they answered stands. Or they came back, and
 * find it on their home. It is locked.
 */
export async function followMove(work: Work, asked: people.Asked): Promise<void> {
  const { consultation, consulted } = asked;
  const away = !(await belongsTo(work.tx, consultation.audience, consulted.memberId));
  if (away === consulted.away) return;
  await people.writeAway(work.tx, consulted.id, away);
  const moved: people.Asked = { consultation, consulted: { ...consulted, away } };
  if (away) {
    await untell(work, reminder, [consulted.id]);
    // An answer can still be changed where it stands.
    if (consulted.state === 'answered') unlist(work, consultedCard, [moved]);
    else
      await close(
        work,
        consultedCard,
        [moved],
        consultation.state === 'open' ? drawConsulted(moved) : undefined,
      );
    if (consultation.state === 'told-back') await close(work, outcomeCard, [moved]);
  } else {
    await refresh(work, consultedCard, [moved]);
    list(work, outcomeCard, [moved]);
  }
  // Its card says to how many what came of it goes.
  if (consultation.state === 'closed') await refreshRun(work, consultation);
}

// --- the pool has not heard for a while ---------------------------------------------------------------------------------

/** On the homes of whoever may write, once. */
export async function suggestWriting(work: Work, consultation: Consultation): Promise<void> {
  const { tx, now } = work;
  if (!(await markQuiet(tx, consultation.id, now))) return;
  list(work, quietCard, [
    { consultation: { ...consultation, quietAt: now }, writers: await readWriters(tx, now) },
  ]);
}

/** Somebody has written, or put it away: for all of them. */
export async function endSuggestion(work: Work): Promise<void> {
  const { tx, now } = work;
  const quiet = await readQuiet(tx);
  if (quiet.length === 0) return;
  await endQuiet(
    tx,
    quiet.map(({ id }) => id),
    now,
  );
  const writers = await readWriters(tx, now);
  unlist(
    work,
    quietCard,
    quiet.map((consultation) => ({ consultation, writers })),
  );
}
