import { mayUndo } from '../../../bot/undo.ts';
import { type Card, type Message, message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import { calledOffCard } from '../rules/called-off.ts';
import { isAsked } from '../rules/moved-days.ts';
import type { PlacementState } from '../rules/placement.ts';
import { isOver } from '../rules/project.ts';
import { aboutProject, whenAndWhere } from '../rules/words.ts';
import type { Placed } from '../store/placements.ts';
import { checklistButton } from './checklist.ts';
import { daysNotedCard, movedDaysCard } from './days.ts';
import { employerCard } from './employer.ts';
import { askAgainCard, conflictAnswered, hostCard, notPassedOn, ratherNotCard, stepInCard } from './host.ts';
import { offerCard, reserveCard, steppedInCard } from './reserve.ts';
import { conditionsLine, teamCard } from './team.ts';

const details = (placement: string) =>
  button(routes.openDetails, 'Who it is, and what was passed on', { placement });
/** A10: until the end, something may come up that was none before. */
const changed = (placement: string) => button(routes.seeHost, 'Something’s changed', { placement });
const cannotCome = (placement: string) =>
  button(routes.askToWithdraw, 'I can’t come after all', { placement });

const STOOD_BY: readonly PlacementState[] = ['reserve', 'thanked'];

/** A26: of whom something went to the host sees what, whatever has become of it since. */
const passedOn = ({ isAtHost, placement }: Placed) =>
  isAtHost ? [button(routes.openDetails, 'What was passed on', { placement: placement.id })] : [];

/** A peer’s one card on a project, whatever it has come to. */
export function placementCard(placed: Placed, now: Date): Card {
  const { placement, project, answer, isAskedAgain } = placed;
  const { id: placementId, state } = placement;
  const manager = project.manager.name;
  if (placement.daysAsked && isAsked(placed)) return movedDaysCard(placed);
  switch (state) {
    case 'interested':
      return placement.edition > 0 && placement.days.length > 0 ? daysNotedCard(placed) : takenBack;
    case 'chosen':
      if (placement.before === 'offered' && (answer === undefined || placed.isReleasable))
        return steppedInCard(placed);
      // Chosen after something else: not asked again for a change in their profile.
      if (answer === undefined && placement.before !== null)
        return STOOD_BY.includes(placement.before) ? stepInCard(placed) : hostCard(placed);
      if (isAskedAgain) return askAgainCard(placed);
      if (answer === undefined) return hostCard(placed);
      if (!placed.isReleasable)
        return employerCard(placed, button(routes.seeHost, 'Change my answer', { placement: placementId }));
      return placement.before === 'released' ? notPassedOn(placed) : conflictAnswered(placed);
    case 'declined':
      return ratherNotCard(placed);
    case 'excluded':
      return {
        title: 'You’re not going forward for this one',
        body: [
          paragraph(`${project.theme}. Thank you for telling ${manager} where you stand.`),
          paragraph('It says nothing about you, and never counts against you.'),
        ],
      };
    case 'released':
      if (isAskedAgain) return askAgainCard(placed);
      if (!placed.isReleasable) return employerCard(placed, cannotCome(placementId));
      return {
        title: 'Your name is with the host',
        body: [
          ...aboutProject(project),
          paragraph(`${manager} will tell you here whether they’d like you to come.`),
          ...conditionsLine(placed),
        ],
        actions: [details(placementId), changed(placementId), cannotCome(placementId)],
      };
    case 'confirmed':
      if (isAskedAgain) return askAgainCard(placed);
      if (!placed.isReleasable) return employerCard(placed, cannotCome(placementId));
      return teamCard(placed, [
        checklistButton(placementId),
        button(routes.addToCalendar, 'Add to my calendar', { placement: placementId }),
        details(placementId),
        changed(placementId),
        cannotCome(placementId),
      ]);
    case 'withdrawn':
      return {
        title: 'Thank you for telling us',
        body: [paragraph(`${project.theme}. ${manager} knows. You don’t have to say why.`)],
        actions: [
          ...(placement.noteSealed === null
            ? [button(routes.openNote, `Add a note only ${manager} can open`, { placement: placementId })]
            : []),
          ...(placement.before !== null && mayUndo(placement.withdrawnAt, now)
            ? [button(routes.comeBack, 'That was a mistake', { placement: placementId })]
            : []),
          ...passedOn(placed),
        ],
      };
    case 'thanked':
      return {
        title: 'Thank you for offering',
        body: [
          paragraph(
            placement.before === 'released' || placement.before === 'chosen'
              ? `${project.theme}. This time others go; it says nothing about you.`
              : `${project.theme}. The places are filled; it says nothing about you.`,
          ),
          paragraph('Would you be in reserve, in case somebody can’t come?'),
        ],
        actions: [
          button(
            routes.standBy,
            'Yes, keep me in reserve',
            { placement: placementId, willing: true },
            'primary',
          ),
          button(routes.standBy, 'No, thanks', { placement: placementId, willing: false }),
        ],
      };
    case 'reserve':
      return reserveCard(placed);
    case 'offered':
      return offerCard(placed);
    case 'not-needed':
      return {
        title: 'Thank you for offering',
        body: [paragraph(`${project.theme}. Nothing more is needed from you.`)],
        actions: [
          ...(isOver(project.state)
            ? []
            : [
                button(routes.standBy, 'Keep me in reserve after all', {
                  placement: placementId,
                  willing: true,
                }),
              ]),
          ...passedOn(placed),
        ],
      };
    case 'cancelled':
      return { ...calledOffCard(project), actions: passedOn(placed) };
    case 'completed':
      return {
        title: 'Thank you for giving your time',
        body: [
          paragraph(
            `${project.theme} is over. ${manager} and the people you worked with had your time and your care.`,
          ),
          paragraph('What was handed over about you stays listed here.'),
        ],
        actions: [button(routes.openDetails, 'What was passed on', { placement: placementId })],
      };
  }
}

/** In the place of a card that asked something, once nothing is needed. */
export const takenBack: Card = {
  title: 'Nothing is needed here any more',
  body: [paragraph('Your name goes no further. You don’t have to say why.')],
};

/** What an earlier card says once there is a newer one. */
export const movedOn: Card = {
  title: 'There’s news about this',
  body: [paragraph('It’s in a newer message from me, further down.')],
};

export const confirmWithdraw = ({ project, placement }: Placed): Message =>
  message({
    title: 'You can’t come after all?',
    body: [
      paragraph(
        `${project.theme}, ${whenAndWhere(project)}. I’ll tell ${project.manager.name}, so that they can ask somebody else.`,
      ),
      paragraph('You don’t have to say why, and it never counts against you.'),
    ],
    actions: [button(routes.withdraw, 'I can’t come', { placement: placement.id }, 'primary')],
  });

export const tooLateToReturn = (manager: string): Message =>
  message({
    title: 'That can’t be undone with a press any more',
    body: [
      paragraph(
        `${manager} may have asked somebody else by now. If you can come after all, please write to them: they’ll be glad to hear it.`,
      ),
    ],
  });

export const overNow: Message = message({
  title: 'Nothing is needed here any more',
  body: [paragraph('Nothing was changed. Type “home” to see what is waiting for you.')],
});
