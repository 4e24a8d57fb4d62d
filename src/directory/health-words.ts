import { plainly } from '../text/normalise.ts';

/** Work that is about health, and says nothing of whoever does it. */
const WORK =
  /\b(public health|health and safety|health and wellbeing boards?|health services?|health scrutiny)\b/g;

/** What plainly says how somebody is, or what they have lived through; short on purpose: a coordinator judges the rest. */
const HEALTH =
  /\b(health|lived experience|lived through|living with|experts? by experience|survivors?|service users?|in recovery|ill|illness(es)?|mentally|diagnos\w+|depress\w+|anxiety|psycho(sis|ses|tic)|schizophreni\w+|bipolar|autis\w+|adhd|addict\w*|alcoholi\w+|suicid\w+|self-harm\w*|trauma\w*|eating disorders?|dementia|cancer|hiv|ptsd|ocd|ex-offenders?)\b/;

/** People would have to out themselves to be found by it, so that it is no skill. */
export const namesHealth = (words: string): boolean => HEALTH.test(plainly(words).replace(WORK, ''));
