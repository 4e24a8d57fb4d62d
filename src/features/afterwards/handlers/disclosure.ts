import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
} from '../../../chat/reply.ts';
import { openRequest } from '../../requests/operations.ts';
import { isOpen, isWhole, mayChange, SAY_I_WAS_THERE } from '../../requests/rules.ts';
import { readWords } from '../../requests/store.ts';
import * as operations from '../operations/disclosure.ts';
import type * as routes from '../routes.ts';
import { answerersFor, readAnswerers } from '../store/answerers.ts';
import type { Disclosure } from '../store/disclosures.ts';
import type { TookPart } from '../store/own-projects.ts';
import * as views from '../views/disclosure.ts';

export async function openAsking({ tx, now }: Context, took: TookPart): Promise<OpenForm> {
  const answerers = await readAnswerers(tx, [took.projectId], now);
  return open(views.askForm(took, answerersFor(answerers, took.projectId, took.peerId)));
}

export async function ask(
  context: Context,
  took: TookPart,
  { values: { words } }: { values: { words: string } },
): Promise<Say> {
  const asked = await operations.askToSay(context, took, words);
  return say(asked ? views.asked(asked.answerers) : views.askedAlready);
}

export async function takeBack(context: Context, before: Disclosure): Promise<Say | Update> {
  const taken = await operations.takeBack(context, before);
  return say(taken ? views.takenBack : views.answeredAlready);
}

/** The answer, for whoever asked: their own words are in it. */
export async function readAnswer({ tx, vault }: Context, disclosure: Disclosure): Promise<OpenForm | Say> {
  if (disclosure.request.state !== 'answered') return say(views.notAnswered);
  return open(views.answerPage(disclosure, await readWords(tx, vault, disclosure.request)));
}

/** Read, and with it what may be answered. */
export async function consider(context: Context, disclosure: Disclosure): Promise<OpenForm | Say> {
  const { request } = disclosure;
  const { actor, now } = context;
  if (!isOpen(request) && !mayChange(request, actor.member, now)) return say(views.answeredAlready);
  return open(views.answerForm(disclosure, await openRequest(context, request, actor.member)));
}

export async function answer(
  context: Context,
  before: Disclosure,
  { values }: { values: z.output<typeof routes.answer.input> },
): Promise<Say | Invalid> {
  const words = values.words || undefined;
  if (!isWhole(SAY_I_WAS_THERE, values.answer, words)) return invalid({ words: views.sayWhich });
  const answered = await operations.answer(context, before, context.actor.member, { ...values, words });
  return say(answered ? views.answered(answered) : views.answeredAlready);
}
