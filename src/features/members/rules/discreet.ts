import * as privacy from '../routes/privacy.ts';
import * as support from '../routes/support.ts';
import * as routes from '../routes.ts';

/** What somebody keeps for themself: whom they may ask and whom not, how they are, what they need, that they want to go. */
export const DISCREET: readonly string[] = [
  ...[routes.openHelp, routes.openHome, routes.askableView, routes.employerView, routes.stopMessages],
  ...[routes.list, routes.openList, routes.saveList, routes.openNever, routes.saveNever],
  ...[routes.answerResponder, routes.openResponder, routes.saveResponder],
  ...[routes.sayAble, routes.openBackAt, routes.saveBackAt, routes.openReach, routes.forgetReach],
  ...[routes.openBreak, routes.saveBreak, routes.endBreak],
  ...[support.openSupport, support.saveSupport, support.openShares, support.saveShares],
  ...[support.openSharedWithMe, support.readShared],
  ...[privacy.privacy, privacy.openPrivacy, privacy.openKept, privacy.openLookedAt, privacy.sendMyData],
  ...[privacy.readMyData, privacy.askToForget, privacy.forgetMe, privacy.keepMyData],
].map(({ id }) => id);
