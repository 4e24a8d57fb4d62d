export const PLACEMENT_STATES = [
  'interested',
  'chosen',
  'declined',
  'excluded',
  'released',
  'confirmed',
  'withdrawn',
  'thanked',
  'reserve',
  'offered',
  'not-needed',
  'cancelled',
  'completed',
] as const;
export type PlacementState = (typeof PLACEMENT_STATES)[number];

export type PlacementStep =
  | 'say-yes'
  | 'say-no'
  | 'choose'
  | 'decline'
  | 'exclude'
  | 'clear'
  | 'release'
  | 'recall'
  | 'agree'
  | 'thank'
  | 'stand-by'
  | 'let-go'
  | 'offer'
  | 'accept'
  | 'lapse'
  | 'withdraw'
  | 'cancel'
  | 'complete'
  | 'end';

/**
 * One person on one project: interested, chosen, asked about conflicts in confidence, ruled on, released to the host, confirmed.
 * Whoever says no, or is not needed, may say yes to the call-out after all, and be chosen again; whoever withdrew goes back to
 * where they stood, within ten minutes (`before`); whoever is in reserve is offered a place that came free, until it
 * lapses (A13); what is over stays over.
 */
const TRANSITIONS: Record<PlacementState, Partial<Record<PlacementStep, PlacementState>>> = {
  interested: {
    'say-no': 'withdrawn',
    choose: 'chosen',
    thank: 'thanked',
    'let-go': 'not-needed',
    cancel: 'cancelled',
    end: 'not-needed',
  },
  chosen: {
    decline: 'declined',
    exclude: 'excluded',
    clear: 'chosen',
    release: 'released',
    thank: 'thanked',
    withdraw: 'withdrawn',
    cancel: 'cancelled',
    end: 'not-needed',
  },
  declined: { 'say-yes': 'interested', choose: 'chosen' },
  excluded: { clear: 'chosen', withdraw: 'withdrawn' },
  released: {
    agree: 'confirmed',
    recall: 'chosen',
    thank: 'thanked',
    clear: 'released',
    decline: 'withdrawn',
    exclude: 'excluded',
    withdraw: 'withdrawn',
    cancel: 'cancelled',
    end: 'not-needed',
  },
  confirmed: {
    recall: 'released',
    clear: 'confirmed',
    decline: 'withdrawn',
    exclude: 'excluded',
    withdraw: 'withdrawn',
    cancel: 'cancelled',
    complete: 'completed',
  },
  withdrawn: { 'say-yes': 'interested', choose: 'chosen' },
  thanked: {
    choose: 'chosen',
    'stand-by': 'reserve',
    'let-go': 'not-needed',
    cancel: 'cancelled',
    end: 'not-needed',
  },
  reserve: {
    choose: 'chosen',
    offer: 'offered',
    accept: 'chosen',
    'let-go': 'not-needed',
    cancel: 'cancelled',
    end: 'not-needed',
  },
  offered: {
    choose: 'chosen',
    accept: 'chosen',
    lapse: 'reserve',
    'let-go': 'not-needed',
    cancel: 'cancelled',
    end: 'not-needed',
  },
  'not-needed': { 'say-yes': 'interested', choose: 'chosen', 'stand-by': 'reserve' },
  cancelled: {},
  completed: {},
};

export const nextPlacementState = (from: PlacementState, step: PlacementStep): PlacementState | undefined =>
  TRANSITIONS[from][step];

/** In these a yes to the call-out is one anew. */
export const SAYS_YES_ANEW: readonly PlacementState[] = PLACEMENT_STATES.filter(
  (state) => nextPlacementState(state, 'say-yes') !== undefined,
);

/** Put forward, and not off the project. */
export const isLive = (state: PlacementState): boolean =>
  state === 'chosen' || state === 'released' || state === 'confirmed';

/** Their details are with the host. */
export const isWithHost = (state: PlacementState): boolean => state === 'released' || state === 'confirmed';

export type Ruling = 'clear' | 'conditions' | 'excluded';
export type ConflictAnswer = 'none' | 'told' | 'declined';
/** A10: political activity, or anything else. */
export type ConflictKind = 'political' | 'other';

/** In these somebody may be told who the host is. */
export const HOST_KNOWN: readonly PlacementState[] = [
  'chosen',
  'declined',
  'released',
  'confirmed',
  'completed',
];
