import type { z } from 'zod';
import type { Binding, Context } from '../../../bot/feature.ts';
import { on } from '../../../bot/on.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Invalid, invalid, type OpenForm, open, say } from '../../../chat/reply.ts';
import { notMember } from '../../../chat/typed.ts';
import { readCapacities } from '../../../directory/capacity.ts';
import * as store from '../../../directory/circle.ts';
import { readCalendars, readMembers } from '../../../directory/people.ts';
import { readResponders } from '../../../directory/responder.ts';
import { isOnBreak } from '../../../time/calendar.ts';
import * as routes from '../routes/list.ts';
import { arrangeList, changedPlaces, ENOUGH, LIST_PLACES } from '../rules/list.ts';
import * as views from '../views/list.ts';
import { takeBack } from './support.ts';

/**
 * Whether fewer than enough may be asked, whatever the reason: not answered, a no, a break, no space just now. Nothing is
 * said of one person, so that a list tells its owner of nobody what they answered.
 */
async function readListed({ tx, actor, now }: Context): Promise<views.Listed> {
  const people = await store.readList(tx, actor.member);
  const members = people.map(({ member }) => member);
  const responders = await readResponders(tx, members);
  const capacities = await readCapacities(tx, members, now);
  const calendars = await readCalendars(tx, members);
  const reachable = await store.mayContact(tx, actor.member);
  const isThere = (member: MemberId) => {
    const calendar = calendars.get(member);
    const agreed =
      reachable(member) && responders.get(member)?.agreed && capacities.get(member)?.level !== 'not-now';
    return agreed && calendar !== undefined && !isOnBreak(calendar, now);
  };
  return { people, isShort: members.filter(isThere).length < ENOUGH };
}

const showList = async (context: Context): Promise<OpenForm> =>
  open(views.listForm(await readListed(context)));

async function saveList(
  context: Context,
  {
    state: { shown },
    values,
  }: { state: z.output<typeof routes.saveList.state>; values: z.output<typeof routes.saveList.input> },
): Promise<OpenForm | Invalid> {
  const { tx, actor } = context;
  const before = (await store.lockList(tx, actor.member)).map(({ member }) => member);
  const { off, ...places } = values;
  const chosen = views.FIELDS.map((field) => places[field]);
  const errors = await checkChosen(context, changedPlaces(shown, chosen));
  if (Object.keys(errors).length > 0) return invalid(errors);
  const list = arrangeList(before, shown, chosen, off);
  const last = views.FIELDS.findLast((field) => places[field] !== undefined);
  if (list.length > LIST_PLACES) return invalid({ [last ?? 'off']: views.noRoom });
  await store.writeList(tx, actor.member, list);
  return open(views.listSaved(await readListed(context)));
}

async function checkChosen(
  { tx, actor }: Context,
  chosen: readonly (MemberId | undefined)[],
): Promise<Record<string, string>> {
  const known = await readMembers(
    tx,
    chosen.filter((member) => member !== undefined),
  );
  const never = await store.readNeverList(tx, actor.member);
  const errors: Record<string, string> = {};
  chosen.forEach((member, index) => {
    const field = views.FIELDS[index];
    if (member === undefined || field === undefined) return;
    if (member === actor.member) errors[field] = views.thatIsYou;
    else if (!known.has(member)) errors[field] = notMember;
    else if (never.has(member)) errors[field] = views.onNeverList;
    else if (chosen.indexOf(member) < index) errors[field] = views.chosenTwice;
  });
  return errors;
}

const showNever = async ({ tx, actor }: Context): Promise<OpenForm> =>
  open(views.neverForm(await store.readNeverPeople(tx, actor.member)));

async function saveNever(
  context: Context,
  { values: { person, off } }: { values: z.output<typeof routes.saveNever.input> },
): Promise<OpenForm | Invalid> {
  const { tx, actor } = context;
  await store.lockList(tx, actor.member);
  if (person === actor.member) return invalid({ person: views.thatIsYou });
  if (person && !(await readMembers(tx, [person])).has(person)) return invalid({ person: notMember });
  await store.removeNever(tx, actor.member, off);
  if (person) {
    await store.addNever(tx, actor.member, person);
    await takeBack(context, [person]);
  }
  return open(views.neverSaved(await store.readNeverPeople(tx, actor.member)));
}

export const listBindings: readonly Binding[] = [
  on(routes.list, () => say(views.listOffer)),
  on(routes.openList, showList),
  on(routes.saveList, saveList),
  on(routes.openNever, showNever),
  on(routes.saveNever, saveNever),
];
