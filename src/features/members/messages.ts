import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { MemberId } from '../../chat/message.ts';
import { type ParticipantKind, participantKindsToConfirm } from '../../directory/participant-kinds.ts';
import { type Asking, readAsking } from './store/asking.ts';
import * as expected from './store/expected.ts';
import { type Namesakes, readNamesakes, type SameName } from './store/namesakes.ts';
import { type Claim, readClaims } from './store/participant-kinds.ts';
import { type ProfileReview, readOpenReviews, reviewId } from './store/profile-review.ts';
import * as joining from './views/joining.ts';
import * as namesakes from './views/namesakes.ts';
import * as kinds from './views/participant-kinds.ts';
import * as review from './views/profile-review.ts';

const { card, news } = messagesOf('members');
const toEach = (members: readonly MemberId[]) => members.map((member) => ({ member }));

/** Somebody would like to join. It names them, and a lock screen does not. */
export const askingCard = card<Asking>('asking', {
  record: ({ asker }) => asker.id,
  to: ({ coordinators }) => toEach(coordinators),
  preview: 'vague',
  draw: ({ asker }) => joining.askingCard(asker),
  waits: ({ asker }) => (asker.standing === 'asked' ? { rank: RANK.person } : undefined),
  read: ({ tx, now }, members, reader) => readAsking(tx, members, reader, now),
  expected: expected.readExpectedAsking,
  lost: 'home',
});

/** A member says what they are: a coordinator confirms it. */
export const kindsCard = card<Claim>('participant-kinds', {
  record: ({ by }) => by.member,
  to: ({ coordinators }) => toEach(coordinators),
  preview: 'vague',
  draw: ({ by }) => kinds.participantKindsCard(by),
  waits: ({ by }) => (participantKindsToConfirm(by).length > 0 ? { rank: RANK.office } : undefined),
  read: ({ tx, now }, members, reader) => readClaims(tx, members, reader, now),
  expected: expected.readExpectedClaims,
  lost: 'home',
  slot: ({ record, reader }) => `members:hats:${record}:${reader}`,
});

/** A member came by a name that looks like another's. */
export const namesakeCard = card<Namesakes>('namesake', {
  record: ({ member }) => member,
  to: ({ judges }) => toEach(judges),
  preview: 'vague',
  draw: ({ same }) => (same ? namesakes.namesakeCard(same) : namesakes.nobodyAlike),
  waits: ({ same, isWaiting }) => (same && isWaiting ? { rank: RANK.office } : undefined),
  read: ({ tx, now }, members, reader) => readNamesakes(tx, members, reader, now),
  expected: expected.readExpectedNamesakes,
  lost: 'home',
});

/** A8: twice a year. */
export const reviewCard = card<ProfileReview>('profile-review', {
  record: reviewId,
  to: ({ member }) => [{ member }],
  preview: 'title',
  draw: ({ isOpen }) => (isOpen ? review.profileCard : review.profileRight),
  waits: ({ isOpen }) => (isOpen ? { rank: RANK.upkeep } : undefined),
  read: async ({ tx }, _records, reader) =>
    new Map((await readOpenReviews(tx, 1, reader)).map((one) => [reviewId(one), one])),
  personal: true,
  expected: expected.readExpectedReviews,
  lost: 'home',
  slot: ({ record }) => `members:profile-check:${record}`,
});

interface Told {
  member: MemberId;
}
const aboutThem = ({ member }: Told): string => member;
const toThem = ({ member }: Told) => [{ member }];

export const admitted = news<Told>('admitted', {
  record: aboutThem,
  to: toThem,
  preview: 'title',
  draw: () => joining.welcome,
  lost: 'nothing',
  key: ({ record, occasion }) => `members:admit:${record}:${occasion}`,
});

export const notAdmitted = news<Told>('not-admitted', {
  record: aboutThem,
  to: toThem,
  preview: 'title',
  draw: () => joining.notAdmitted,
  lost: 'nothing',
  key: ({ record, occasion }) => `members:decline:${record}:${occasion}`,
});

type Decided = Told & { kinds: readonly ParticipantKind[] };

export const kindsConfirmed = news<Decided>('kinds-confirmed', {
  record: aboutThem,
  to: toThem,
  preview: 'vague',
  draw: (decided) => kinds.youAreConfirmed(decided.kinds),
  lost: 'nothing',
  key: ({ record, occasion }) => `members:hats-confirmed:${record}:${occasion}`,
});

export const kindsDeclined = news<Decided>('kinds-declined', {
  record: aboutThem,
  to: toThem,
  preview: 'vague',
  draw: (decided) => kinds.youAreDeclined(decided.kinds),
  lost: 'nothing',
  key: ({ record, occasion }) => `members:hats-declined:${record}:${occasion}`,
});

/** A coordinator asked them to add something to their name. */
export const askedForName = news<SameName>('asked-for-name', {
  record: aboutThem,
  to: toThem,
  preview: 'vague',
  draw: ({ name }) => namesakes.couldYouAdd(name),
  lost: 'nothing',
  key: ({ record, occasion }) => `members:namesake-asked:${record}:${occasion}`,
});

export const MESSAGES = [
  askingCard,
  kindsCard,
  namesakeCard,
  reviewCard,
  admitted,
  notAdmitted,
  kindsConfirmed,
  kindsDeclined,
  askedForName,
];
