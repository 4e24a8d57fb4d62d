import { type Button, type Message, message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { confirm, list } from '../../../chat/words.ts';
import type { Missing } from '../../placements/rules/gate.ts';
import { askToDelete } from '../../placements/rules/words.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';
import { agreedTo, deletedButton, peopleButton } from '../rules/links.ts';
import { MISSING } from '../rules/missing.ts';

/** As many as a card has room for beside the rest; “The people” has all. */
const MOST_OTHERS = 3;
export const agreeButton = ({ name, placement }: Placed): Button => agreedTo(placement.id, name);

/** `isAtHost`: somebody there had opened it. */
export const recalled = ({ name, project }: Placed, isAtHost: boolean): Message =>
  message({
    title: isAtHost ? 'It’s taken back' : 'Noted: it didn’t go',
    body: [
      paragraph(
        isAtHost
          ? `Somebody at the host had opened it: they’re asked here to delete it, and ${name} has been told. You can hand their name over again.`
          : `${name} has been told that nothing was passed on after all. You can hand their name over again.`,
      ),
    ],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });
export const confirmAgreed = (
  { name, project, placement }: Placed,
  { isBusy, isFull }: { isBusy: boolean; isFull: boolean },
): Message =>
  confirm({
    title: `${name} on the team as well?`,
    says: [
      ...(isFull ? [`The places of “${project.theme}” are filled: this would be one more.`] : []),
      ...(isBusy
        ? [`${name} is on another team on one of these days. Please ask them first which it is to be.`]
        : []),
    ],
    yes: button(routes.agree, 'Yes, on the team', { placement: placement.id, sure: true }, 'primary'),
    no: button(routes.keep, 'Not now', {}),
  });
/** `others`: of whom the host has not said yet. */
export const agreed = ({ name, project, placement }: Placed, others: readonly Placed[]): Message =>
  message({
    title: `${name} is on the team`,
    body: [paragraph('They’ve been told, with the days and the place.')],
    actions: [
      ...others.slice(0, MOST_OTHERS).map(agreeButton),
      button(routes.showPeople, 'The people', { project: project.id }),
      button(routes.unagree, 'That was a mistake', { placement: placement.id }),
    ],
  });
export const unagreed = ({ name, project }: Placed): Message =>
  message({
    title: `${name} isn’t confirmed`,
    body: [paragraph('They’ve been told that their name is still with the host, and no more.')],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });
export function passedOver(placed: Placed): Message {
  const { name, project, placement } = placed;
  return message({
    title: 'Noted, without a reason',
    body: [
      paragraph(`${name} has been thanked, and asked whether they’d be in reserve.`),
      ...askToDelete(placed).map((words) => paragraph(words)),
    ],
    actions: [
      peopleButton(project.id),
      ...(placed.isOutside ? [deletedButton(project.id, placement.id)] : []),
    ],
  });
}

export const deletionNoted = (project: Project): Message =>
  message({
    title: 'Noted: it’s deleted',
    body: [paragraph('Each peer sees that where they see what was passed on.')],
    actions: [peopleButton(project.id)],
  });
/** Something changed after their name went: the host’s yes is not enough. */
export const notClear = ({ name, project }: Placed, missing: readonly Missing[]): Message =>
  message({
    title: `${name} can’t be confirmed yet`,
    body: [paragraph(`Because ${list(missing.map((one) => MISSING[one]))}. Nothing was changed.`)],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });
