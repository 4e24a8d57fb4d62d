/** A26: what somebody's details were handed over for, and for nothing else. */
export const purposeOf = (theme: string): string =>
  `the peer project “${theme}”, so that its host can agree to its team`;
