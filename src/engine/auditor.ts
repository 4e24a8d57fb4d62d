import type { Sweep, Work } from '../bot/feature.ts';
import { type CardOf, cardsIn, slotOf } from '../bot/messages/declare.ts';
import { isOnHome, listMissing } from '../bot/messages/mend.ts';
import {
  auditDue,
  type ExpectedMessage,
  type Finding,
  findLate,
  findMissing,
  mendForgotten,
  takeAudit,
  writeFindings,
} from '../outbox/report/auditor.ts';

/** As many open records of a feature are looked at, the newest first. */
const MOST_EXPECTED = 5_000;
/** As many records are named in a log line. */
const NAMED = 20;

/**
 * Compares what open records should have sent with what is in the outbox, and looks for messages that nobody moves. It
 * says so in the log, in the metrics and in the status; only what is safe to mend it mends.
 */
export const audit: Sweep = {
  name: 'auditor',
  due: auditDue,
  async advance(work) {
    const { tx, now, log } = work;
    if (!(await takeAudit(tx, now))) return;
    const findings: Finding[] = [
      ...(await findMissing(tx, await readExpectedMessages(work))),
      ...(await mendForgotten(tx)),
      ...(await findLate(tx)),
    ];
    await writeFindings(tx, findings, now);
    for (const kind of new Set(findings.map((finding) => finding.kind))) {
      const records = findings.filter((finding) => finding.kind === kind).map(({ record }) => record);
      const named = records.slice(0, NAMED).join(' ');
      log({ event: 'auditor.found', kind, count: records.length, records: named });
    }
  },
};

async function readExpectedMessages(work: Work): Promise<ExpectedMessage[]> {
  const all: ExpectedMessage[] = [];
  for (const { messages = [] } of work.features)
    for (const card of cardsIn(messages)) all.push(...(await readExpectedCards(work, card)));
  return all;
}

/** What of it is missing from its reader's home is put there: the records are right. */
async function readExpectedCards(work: Work, card: CardOf<unknown>): Promise<ExpectedMessage[]> {
  const expected =
    (await card.said.expected?.(work.tx, work.now, MOST_EXPECTED, undefined, work.features)) ?? [];
  if (isOnHome(card)) await listMissing(work, card, expected);
  return expected
    .filter(({ unsent }) => !unsent)
    .map(({ record, reader, edition = 0 }) => ({
      record: `${card.kind}:${record}`,
      slot: slotOf(card, { record, reader, edition }),
    }));
}
