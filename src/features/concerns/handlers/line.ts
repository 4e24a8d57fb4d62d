import type { z } from 'zod';
import type { Binding, Context } from '../../../bot/feature.ts';
import { close, show, tell } from '../../../bot/messages/say.ts';
import { type Guard, on } from '../../../bot/on.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { readPerson } from '../../../directory/people.ts';
import { hasRole } from '../../../directory/roles.ts';
import { lockSafety, readSafety } from '../../../directory/safety.ts';
import { recordAudit } from '../../../store/audit.ts';
import { lineCard, lineTold } from '../messages.ts';
import { keepWebPage } from '../operations.ts';
import * as routes from '../routes.ts';
import { isCoordinators } from '../rules/line.ts';
import * as store from '../store.ts';
import * as lines from '../views/line.ts';

const openLine = async ({ tx }: Context): Promise<OpenForm> =>
  open(lines.lineForm((await store.readLines(tx)).standing));

async function proposeLine(
  context: Context,
  { values: { name, number, person } }: { values: z.output<typeof routes.proposeLine.input> },
): Promise<Say | Invalid> {
  const { tx, actor, now } = context;
  // One proposal at a time, and nobody becomes a coordinator meanwhile unseen: it is looked at again when it is decided.
  const safety = await lockSafety(tx, now);
  const coordinators = await store.readCoordinators(tx, safety, now);
  if (isCoordinators({ name, number }, coordinators)) return invalid({ number: lines.notACoordinators });
  const known = await readPerson(tx, person);
  const isOffice = person === actor.member || coordinators.some(({ member }) => member === person);
  if (known?.standing !== 'member' || isOffice) return invalid({ person: lines.askSomebodyElse });
  const { proposed: before } = await store.readLines(tx);
  if (before) await drop(context, before);
  const proposed = await store.proposeLine(tx, { name, number }, { by: actor.member, asked: person, now });
  show(context, lineCard, proposed);
  await writeDown(context, 'concern-line.proposed', proposed.id);
  return say(lines.asked(proposed));
}

async function drop(context: Context, line: store.Proposed, says = lines.closedCard): Promise<void> {
  await close(context, lineCard, [line], says);
  await store.dropLine(context.tx, line.id);
}

const writeDown = ({ tx, actor, now }: Context, action: string, id: string) =>
  recordAudit(tx, { at: now, actor: actor.member, action, record: `concern-line:${id}` });

const askedLine: Guard<{ line: string }, store.Proposed, 'who was asked about it', Say> = {
  lock: ({ tx }, { line }) => store.lockLine(tx, line),
  stands: {
    'who was asked about it': ({ askedId, state }, { actor }) =>
      state === 'proposed' && askedId === actor.member,
  },
  refuse: say(lines.notAny),
};

/** Whoever became a coordinator since they were asked is not the second person any more. */
async function decideLine(
  context: Context,
  line: store.Proposed,
  { yes }: { yes: boolean },
): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const coordinators = await store.readCoordinators(tx, await readSafety(tx, now), now);
  if (hasRole(actor, 'coordinator') || (yes && isCoordinators(line, coordinators))) {
    await drop(context, line, lines.notAny);
    return update(lines.notAny);
  }
  const answer = yes ? lines.decidedYes(line) : lines.decidedNo;
  await close(context, lineCard, [line], answer);
  tell(context, lineTold, { line, yes }, 'decided');
  await writeDown(context, yes ? 'concern-line.agreed' : 'concern-line.kept', line.id);
  if (!yes) {
    await store.dropLine(tx, line.id);
    return update(answer);
  }
  await store.standLine(tx, line.id);
  await keepWebPage(context);
  return update(answer);
}

async function takeBackLine(context: Context, { line: id }: { line: string }): Promise<Say> {
  const line = await store.lockLine(context.tx, id);
  if (line?.state !== 'proposed') return say(lines.notAny);
  await drop(context, line);
  return say(lines.takenBack);
}

/** Whom to call about whoever runs the bot: two people set it, and one of them is no coordinator. */
export const lineBindings: readonly Binding[] = [
  on(routes.openLine, openLine),
  on(routes.proposeLine, proposeLine),
  on(routes.decideLine, askedLine, decideLine),
  on(routes.takeBackLine, takeBackLine),
];
