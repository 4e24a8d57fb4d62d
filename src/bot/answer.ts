import type { Inbound, InboundOf } from '../chat/inbound.ts';
import { invalid, none, type Reply, say } from '../chat/reply.ts';
import { searchMembers } from '../directory/people.ts';
import { askFarDays } from './far-days.ts';
import type { Binding, Context } from './feature.ts';
import { fieldErrors, missingField } from './fields.ts';
import { readCarried, unkeptFields } from './keepable.ts';
import { mayUse } from './permissions.ts';
import type { Table } from './table.ts';
import { isTalk, readCommand, refusal, staleButton, wrongUsage } from './words.ts';

/** What the route that a delivery names says to it; what cannot be read, or is not for them, is refused kindly. */
export async function answer(table: Table, context: Context, inbound: Inbound): Promise<Reply> {
  switch (inbound.kind) {
    case 'command':
    case 'message':
      return runCommand(table, context, inbound);
    case 'action': {
      const binding = table.action.get(inbound.route);
      const input = binding?.route.input.safeParse(readCarried(inbound.value));
      if (!binding || !input?.success) return say(staleButton);
      if (!mayUse(context.actor, binding.route.permission.by))
        return say(refusal(binding.route.permission.by, context.actor.standing, 'pressed'));
      return binding.handle(context, input.data as never);
    }
    case 'submission': {
      const binding = table.submission.get(inbound.route);
      const state = binding?.route.state.safeParse(readCarried(inbound.state));
      if (!binding || !state?.success) return say(staleButton);
      if (!mayUse(context.actor, binding.route.permission.by))
        return say(refusal(binding.route.permission.by, context.actor.standing, 'pressed'));
      const unkept = unkeptFields(inbound.values);
      if (unkept) return invalid(unkept);
      const values = binding.route.input.safeParse(inbound.values, { error: missingField });
      if (!values.success) return invalid(fieldErrors(values.error));
      const far = await askFarDays(context, inbound, binding.route.input);
      if (far) return invalid(far);
      return binding.handle(context, { state: state.data, values: values.data } as never);
    }
    case 'lookup':
      return suggest(table, context, inbound);
    default:
      return table.arrival(inbound.kind).handle(context, inbound as never);
  }
}

/** Type-ahead offers members by name, to those who may send the form that it stands in. */
async function suggest(
  table: Table,
  { tx, actor }: Context,
  { route, query }: InboundOf<'lookup'>,
): Promise<Reply> {
  const binding = table.submission.get(route);
  if (!binding || !mayUse(actor, binding.route.permission.by)) return { kind: 'options', options: [] };
  const found = await searchMembers(tx, query, actor.member, 15);
  return { kind: 'options', options: found.map(({ member, name }) => ({ value: member, label: name })) };
}

/** The command that was typed, where one was. */
export function commandIn(
  table: Table,
  inbound: Inbound,
): ReturnType<typeof readCommand<CommandBinding['route']>> {
  if (inbound.kind === 'command') return readCommand(typedIn(inbound), table.commands);
  if (inbound.kind !== 'message' || inbound.edited) return undefined;
  const read = readCommand(inbound.text, table.commands);
  return read && isTalk(read, inbound.text, table.commands) ? undefined : read;
}

const typedIn = (inbound: InboundOf<'command' | 'message'>): string =>
  inbound.kind === 'command' ? `${inbound.route} ${inbound.text}` : inbound.text;

function runCommand(
  table: Table,
  context: Context,
  inbound: InboundOf<'command' | 'message'>,
): Promise<Reply> | Reply {
  const read = commandIn(table, inbound);
  if (!read) {
    // What was changed is not asked for a second time.
    if (inbound.kind === 'message' && inbound.edited) return none;
    const text = typedIn(inbound).trim();
    return table.arrival('message').handle(context, { ...inbound, kind: 'message', text } as never);
  }
  const binding = table.command.get(read.route.id);
  return binding ? answerCommand(context, binding, read.text) : say(staleButton);
}

/** A command with what follows its words, typed or behind a button. */
export function answerCommand(
  context: Context,
  { route, handle }: CommandBinding,
  text: string,
): ReturnType<CommandBinding['handle']> {
  const { by } = route.permission;
  if (!mayUse(context.actor, by)) return say(refusal(by, context.actor.standing));
  const input = route.input.safeParse(text);
  if (!input.success) return say(wrongUsage(route, input.error.issues[0]?.message));
  return handle(context, input.data as never);
}

type CommandBinding = Extract<Binding, { kind: 'command' }>;

/** Whether what came only looks: it is answered without a transaction. */
export function isReading(table: Table, inbound: Inbound): boolean {
  switch (inbound.kind) {
    case 'home':
    case 'lookup':
      return true;
    case 'command':
    case 'message':
      return commandIn(table, inbound)?.route.reads === true;
    case 'action':
    case 'submission':
      return table[inbound.kind].get(inbound.route)?.route.reads === true;
    default:
      return false;
  }
}
