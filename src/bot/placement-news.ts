/** What whoever runs a project hears of one person on it; `silent`: has not said whether they still come. */
export interface PlacementNews {
  placement: string;
  what:
    | 'answered'
    | 'changed'
    | 'withdrawn'
    | 'came-back'
    | 'stepped-in'
    | 'some-days'
    | 'silent'
    | 'forgotten';
}
