import type { Role } from '../directory/actor.ts';

/** How somebody stands to the one record that a press is about. */
export type Relation =
  | 'its project manager'
  | 'the invited peer'
  | 'one of the pair'
  | 'who wrote the note'
  | 'who asked the question'
  | 'who was asked to read it'
  | 'who answered it'
  | 'who is asked about the topic'
  | 'its organiser'
  | 'in its audience'
  | 'who keeps the channel'
  | 'who asked for the call'
  | 'who is asked to call'
  | 'who sent the wish'
  | 'who reads the wish'
  | 'whose account it is'
  | 'who typed the code'
  | 'whose yes is asked'
  | 'who proposed it';

/** In every state of the record, or in these alone. */
type States = true | readonly string[];

interface Row {
  /** Whom the router lets near at all, by role. */
  by: 'anyone' | 'members' | Role;
  /** Of those, who: by how they stand to the record. Without it the page is the same for all of them, or their own. */
  who?: Partial<Record<Relation | Role, States>>;
  /** What is reached so. */
  routes: readonly string[];
}

const RUNNING = ['active', 'paused'] as const;
const EVER = [...RUNNING, 'ended'] as const;

/**
 * F in one table: who may see or do what, on which record, and while it is how. Nobody else may: whatever is not here
 * is denied. Asked at every press, for a card outlives the right to it; a test drives every route as everybody.
 */
export const ACCESS = {
  // Peers and projects (A10, A12, A21): conflict words go to this project's manager alone, the host to those who may be put forward.
  'call-out.begin': {
    by: 'coordinator',
    routes: ['availability new', 'availability.new', 'availability.keep-host'],
  },
  'call-out.run': {
    by: 'coordinator',
    who: { 'its project manager': true },
    routes: [
      'availability.brief',
      'availability.change',
      'availability.discard',
      'availability.send',
      'availability.take-back',
      'availability.close',
      'availability.ask-host',
      'availability.name-host',
      'availability.show',
    ],
  },
  'peer.read': {
    by: 'coordinator',
    who: { 'its project manager': true },
    routes: ['availability.replies'],
  },
  'conflict.read': {
    by: 'coordinator',
    who: { 'its project manager': true },
    routes: ['availability.conflicts'],
  },
  'invitation.answer': {
    by: 'members',
    who: { 'the invited peer': true },
    routes: [
      'availability.see',
      'availability.reply',
      'availability.decline',
      'availability.cannot-come',
      'availability.let-read',
    ],
  },
  'host.read': {
    by: 'members',
    who: { 'the invited peer': ['named'] },
    routes: ['availability.see-host', 'availability.rather-not', 'availability.conflict'],
  },
  'pool.own': {
    by: 'members',
    routes: ['availability', 'availability.overview', 'availability.join-pool', 'availability.leave-pool'],
  },

  // Buddies (C6, C14, C17): what the two do is theirs; a note is its writer's, and coordinators' while it is shared.
  'buddy.own': {
    by: 'members',
    routes: [
      'buddy',
      'buddies.open',
      'buddy join',
      'buddies.join',
      'buddies.save-join',
      'buddies.leave',
      'buddies.again',
      'buddies.keep',
    ],
  },
  'buddy-round.run': {
    by: 'coordinator',
    routes: [
      'buddy match',
      'buddies.proposals',
      'buddies.drop',
      'buddies.ask-send',
      'buddies.send',
      'buddies.keep-round',
      'buddies.discard',
      'buddies.take-back',
      'buddies.pairs',
    ],
  },
  'buddy-offer.answer': {
    by: 'members',
    who: { 'one of the pair': ['offered'] },
    routes: ['buddies.accept', 'buddies.decline', 'buddies.undo-decline'],
  },
  'buddy-pair.use': {
    by: 'members',
    who: { 'one of the pair': EVER },
    routes: [
      'buddies.reach',
      'buddies.agreement',
      'buddies.save-agreement',
      'buddies.skip',
      'buddies.undo-skip',
      'buddies.pause',
      'buddies.resume',
      'buddies.help',
      'buddies.no-help',
      'buddies.no-visits',
      'buddies.visits',
      'buddies.ask-end',
      'buddies.end',
      'buddies.undo-end',
      'buddies.talk',
      'buddies.date',
      'buddies.save-date',
      'buddies.place',
      'buddies.calendar',
      'buddies.cancel-date',
      'buddies.met',
      'buddies.save-met',
      'buddies.undo-met',
    ],
  },
  'buddy-note.write': {
    by: 'members',
    who: { 'one of the pair': EVER },
    routes: ['buddies.note', 'buddies.save-note', 'buddies.notes', 'buddies.share', 'buddies.unshare'],
  },
  'buddy-note.read': {
    by: 'coordinator',
    who: { 'who wrote the note': true, coordinator: ['shared'] },
    routes: ['buddies.shared-notes'],
  },

  // Quick questions: the asker's, and whoever is asked to read one; what is published has both their yes.
  'question.begin': {
    by: 'members',
    routes: ['ask', 'questions.ask', 'questions.draft', 'questions.anyway', 'questions.send'],
  },
  'question.own': {
    by: 'members',
    who: { 'who asked the question': true },
    routes: [
      'questions.more',
      'questions.again',
      'questions.take-back',
      'questions.restore',
      'questions.read-answer',
      'questions.thank',
      'questions.share',
      'questions.suggested',
    ],
  },
  'question.read': {
    by: 'members',
    who: { 'who was asked to read it': true },
    routes: [
      'questions.read',
      'questions.take',
      'questions.answer',
      'questions.pass',
      'questions.suggest',
      'questions.worried',
    ],
  },
  'answer.publish': {
    by: 'members',
    who: { 'who answered it': true },
    routes: ['questions.edit', 'questions.publish', 'questions.keep', 'questions.take-down'],
  },
  'topic.run': {
    by: 'coordinator',
    routes: ['ask topics', 'questions.topics', 'questions.topic', 'questions.retire'],
  },
  'topic.leave': { by: 'members', routes: ['questions.answer-topic', 'questions.leave-topic'] },

  // The forum (D4, D6, D9): peers' meetings exist for peers alone; access needs are read by the organiser, while it lies ahead.
  'event.begin': {
    by: 'members',
    routes: ['forum', 'forum.overview', 'forum new', 'forum.new', 'forum here', 'forum.keep', 'forum.usual'],
  },
  'event.run': {
    by: 'members',
    who: { 'its organiser': true },
    routes: [
      'forum.what',
      'forum.when',
      'forum.change-what',
      'forum.change-when',
      'forum.discard',
      'forum.ask',
      'forum.choose',
      'forum.announce',
      'forum.take-back',
      'forum.start-move',
      'forum.move',
      'forum.move-now',
      'forum.ask-cancel',
      'forum.cancel',
      'forum.restore',
      'forum.change-agenda',
      'forum.agenda',
      'forum.ask-post',
      'forum.post',
    ],
  },
  'event.read-needs': {
    by: 'members',
    who: { 'its organiser': ['announced'] },
    routes: ['forum.read-needs'],
  },
  'event.join': {
    by: 'members',
    who: { 'in its audience': ['asking', 'announced', 'ended', 'cancelled', 'lapsed'] },
    routes: [
      'forum.hat',
      'forum.choose-times',
      'forum.times',
      'forum.none',
      'forum.not-today',
      'forum.answer',
      'forum.reconsider',
      'forum.see-agenda',
      'forum.note',
      'forum.calendar',
      'forum.tell-needs',
      'forum.needs',
      'forum.let-read',
      'forum.give-feedback',
      'forum.feedback',
    ],
  },
  'channel.forget': { by: 'members', routes: ['forum.forget-channel'] },

  // Support (D25, D31, D34): the asker's; a responder sees who asks when they open it, and words only as the asker chose.
  'help.read': {
    by: 'anyone',
    routes: [
      'help',
      'members.help',
      'members.run',
      'members.run-form',
      'talk',
      'escalations.talk',
      'questions.people',
      'members.employer',
    ],
  },
  'call.begin': {
    by: 'members',
    routes: [
      'escalations.someone-else',
      'escalations.press',
      'escalations.urge',
      'escalations.plan',
      'escalations.tell-reach',
      'escalations.save-reach',
      'escalations.say-more',
      'escalations.send-more',
      'escalations.leave-it',
      'escalations.change-supervisor',
      'escalations.send-wish',
      'escalations.what-to-say',
    ],
  },
  'call.own': {
    by: 'members',
    who: { 'who asked for the call': true },
    routes: [
      'escalations.skip',
      'escalations.share',
      'escalations.another',
      'escalations.undo',
      'escalations.end',
      'escalations.needed',
      'escalations.unsay-needed',
    ],
  },
  'call.answer': {
    by: 'members',
    who: { 'who is asked to call': true },
    routes: ['escalations.open', 'escalations.call', 'escalations.hand-over'],
  },
  'wish.read': {
    by: 'members',
    who: { 'who reads the wish': true },
    routes: ['escalations.open-wish', 'escalations.settle-wish'],
  },
  'wish.move': {
    by: 'members',
    who: { 'who sent the wish': ['sent'] },
    routes: ['escalations.move-wish', 'escalations.save-wish-move'],
  },

  // People: their own things are theirs; coordinators admit, give roles and see to safety.
  'self.arrive': {
    by: 'anyone',
    routes: [
      'setup',
      'home',
      'members.home',
      'join',
      'members.ask',
      'members.stop-messages',
      'link',
      'members.accounts',
      'members.accept-invitation',
      'members.decline-invitation',
    ],
  },
  'account.own': {
    by: 'anyone',
    who: { 'whose account it is': true },
    routes: ['members.prefer-account', 'members.ask-unlink', 'members.unlink'],
  },
  'link.confirm': {
    by: 'anyone',
    who: { 'who typed the code': true },
    routes: ['members.link-yes', 'members.link-no'],
  },
  'self.keep': {
    by: 'members',
    routes: [
      'settings',
      'members.settings',
      'members.hours',
      'profile',
      'members.profile',
      'members.save-profile',
      'members.reach',
      'members.save-reach',
      'members.forget-reach',
      'list',
      'members.list',
      'members.save-list',
      'members.never',
      'members.save-never',
      'members.may-ask',
      'members.responder',
      'members.save-responder',
      'members.able',
      'members.back',
      'members.open-capacity',
      'members.save-back',
      'members.askable',
      'hours',
      'members.open-hours',
      'members.own-hours',
      'members.save-hours',
      'members.break',
      'members.save-break',
      'members.end-break',
      'members.still-right',
      'members.support',
      'members.save-support',
      'members.support-shares',
      'members.save-support-shares',
      'members.shared-with-me',
      'members.read-shared',
    ],
  },
  'member.admit': {
    by: 'coordinator',
    routes: [
      'members.admit',
      'members.decline',
      'members.confirm-hats',
      'members.decline-hats',
      'members.two-people',
      'members.ask-for-name',
    ],
  },
  'organisation.keep': {
    by: 'coordinator',
    routes: [
      'organisations',
      'members.organisations',
      'members.confirm-organisation',
      'members.ask-merge',
      'members.merge',
      'members.new-organisation',
      'members.find-organisation',
      'members.organisation',
      'members.look-up-organisation',
      'members.save-organisation',
    ],
  },
  'list.bring': { by: 'coordinator', routes: ['import', 'members.import', 'members.bring-in'] },
  // What is kept of somebody is theirs, a guest's too; how the network is run is for coordinators, what is between people is not.
  'privacy.own': {
    by: 'anyone',
    routes: [
      'privacy',
      'members.privacy',
      'members.kept',
      'members.looked-at',
      'members.my-data',
      'members.read-my-data',
      'members.ask-forget',
      'members.forget-me',
      'members.keep-my-data',
    ],
  },
  'policy.own': {
    by: 'anyone',
    routes: ['members.documents', 'members.acknowledge'],
  },
  'policy.run': {
    by: 'coordinator',
    routes: [
      'policies',
      'members.policies',
      'members.new-policy',
      'members.save-policy',
      'members.publish-policy',
      'members.policy-needs',
      'members.save-policy-needs',
      'members.ask-begun',
      'members.basis',
      'members.save-basis',
    ],
  },
  'audit.read': { by: 'coordinator', routes: ['audit', 'members.audit'] },
  'role.grant': {
    by: 'coordinator',
    routes: [
      'roles',
      'members.roles',
      'members.start-role',
      'members.choose-role',
      'members.give-role',
      'members.ask-end-role',
      'members.end-role',
      'members.supervised',
      'members.save-supervised',
      'members.open-give',
      'members.give',
      'members.leave-open',
    ],
  },
  'safety.keep': {
    by: 'coordinator',
    routes: [
      'safety',
      'members.safety',
      'members.safety-person',
      'members.save-safety-person',
      'members.out-of-hours',
      'members.save-out-of-hours',
      'members.nation',
      'members.save-nation',
      'members.confirm-number',
      'members.unconfirm-number',
      'members.ring-again',
      'members.own-number',
      'members.save-own-number',
      'members.ask-remove-number',
      'members.remove-number',
      'status',
      'members.status',
    ],
  },
  'safety-change.decide': {
    by: 'members',
    who: { 'whose yes is asked': true, 'who proposed it': true },
    routes: ['members.decide-safety-change'],
  },
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof ACCESS;

/** Whether somebody who stands so to a record may do this, while the record is in this state. */
export function may(what: Permission, standing: readonly (Relation | Role)[], state?: string): boolean {
  const { who }: Row = ACCESS[what];
  return standing.some((one) => {
    const when = who?.[one];
    return when === true || (when !== undefined && state !== undefined && when.includes(state));
  });
}

/** The one relation, if it holds. */
export const stands = <R extends Relation>(as: R, isSo: boolean | undefined): R[] => (isSo ? [as] : []);
