import { faultsOf, mostCharacters } from './check-card.ts';
import { isObject, type Json, objects, words } from './json.ts';

/** Fields of an activity that a bot may send. */
const known = new Set([
  'type',
  'id',
  'text',
  'textFormat',
  'summary',
  'attachments',
  'attachmentLayout',
  'entities',
  'channelData',
  'importance',
  'locale',
  'replyToId',
  'from',
  'recipient',
  'conversation',
  'serviceUrl',
  'channelId',
  'inputHint',
]);

export interface Refusal {
  status: number;
  code: string;
  reason: string;
}

/** Why the Bot Connector would refuse this activity. */
export function refuseActivity(activity: unknown): Refusal | undefined {
  if (!isObject(activity)) return { status: 400, code: 'BadSyntax', reason: 'expected an activity' };
  const size = JSON.stringify(activity).length;
  if (size > mostCharacters)
    return {
      status: 413,
      code: 'MessageSizeTooBig',
      reason: `${size} characters, expected at most ${mostCharacters}`,
    };
  const faults = [...shapeFaults(activity), ...attachmentFaults(activity)];
  return faults.length === 0 ? undefined : { status: 400, code: 'BadSyntax', reason: faults.join('; ') };
}

function shapeFaults(activity: Json): string[] {
  const faults = Object.keys(activity)
    .filter((key) => !known.has(key))
    .map((key) => `unknown field "${key}" of an activity`);
  if (activity.type !== 'message')
    faults.push(`expected an activity of type message, not ${String(activity.type)}`);
  if (words(activity.text) === '' && objects(activity.attachments).length === 0)
    faults.push('expected text or an attachment');
  if (activity.textFormat !== undefined && !['plain', 'markdown', 'xml'].includes(words(activity.textFormat)))
    faults.push(`unknown textFormat ${String(activity.textFormat)}`);
  return faults;
}

function attachmentFaults(activity: Json): string[] {
  return objects(activity.attachments).flatMap(({ contentType, content }) =>
    contentType === 'application/vnd.microsoft.card.adaptive'
      ? faultsOf(content)
      : [`unknown attachment ${String(contentType)}`],
  );
}
