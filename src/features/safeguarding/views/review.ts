import { type Block, bold, type Card, paragraph, row } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import type { SupportNumber } from '../../../directory/helplines.ts';
import { numbersToRing } from '../../../directory/own-helplines.ts';
import type { Safety } from '../../../directory/safety.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';
import * as safetyRoutes from '../routes/safety.ts';
import { leftToRing } from '../rules/review.ts';
import { howToRing } from './own-helplines.ts';

/** One living card for each coordinator: what is left to ring, whoever of them does it. */
export function numbersCard(safety: Safety, asked: string): Card {
  const all = numbersToRing(safety);
  const left = leftToRing(all, safety.checks, asked);
  const actions = [button(safetyRoutes.openSafety, 'Safety set-up', {})];
  if (left.length === 0)
    return {
      title: 'Thank you: every number is confirmed again',
      body: [paragraph('I’ll ask the coordinators again in half a year.')],
      actions,
    };
  return {
    title: 'Please ring these numbers again',
    body: [
      paragraph(`It’s half a year since they were confirmed. ${howToRing}`),
      paragraph(
        'They stay where people can see them meanwhile. If one of your own has changed, mend it in the safety set-up; if another has, please tell whoever runs me.',
      ),
      ...all.map((number) => numberRow(safety, number, left.includes(number))),
    ],
    actions,
  };
}

function numberRow({ nation, checks }: Safety, number: SupportNumber, isLeft: boolean): Block {
  const check = checks.get(number.id);
  const when = check ? `confirmed on ${spokenDateAt(check.at, NETWORK_ZONE)}` : 'not confirmed yet';
  const text = [bold(number.digits), `, ${number.name}: ${when}`];
  if (!isLeft) return { type: 'text', text };
  const label = `I have ${number.readOnly ? 'checked' : 'rung'} ${number.digits}`;
  return row(text, button(safetyRoutes.ringAgain, label, { nation, number: number.id }));
}
