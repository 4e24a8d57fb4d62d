/** A16: three questions, each with three answers. */
export const OVERALL = ['well', 'mixed', 'badly'] as const;
export const SUPPORT = ['yes', 'partly', 'no'] as const;
export const AGAIN = ['yes', 'perhaps', 'no'] as const;

export interface Feedback {
  overall: (typeof OVERALL)[number];
  support: (typeof SUPPORT)[number];
  again: (typeof AGAIN)[number];
}

/** Nothing is shown of fewer, and more are shown by as many at once: whoever looks before and after sees nobody’s answer. */
export const SHOWN_BY = 5;
