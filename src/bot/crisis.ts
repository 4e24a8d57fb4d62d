import type { Inbound } from '../chat/inbound.ts';
import { readings, unaccented } from '../text/normalise.ts';

/** What somebody's words may be about. Only ever used to show numbers at once: never stored, counted, logged or reported. */
export type Concern = 'self' | 'abuse' | 'others';

// The phrases are compared with words as `spoken` makes them: small letters, no accents or apostrophes, single blanks.
const NOT = '(?:dont|do ?n ?t|donot|do not|dnt|didnt|no longer|not)';
const CANNOT = '(?:cant|can t|can ?not|carnt|couldnt|could not)';
const ANY_MORE = '(?:any ?more|any longer|no more|much longer)';
const MYSELF = '(?:my ?self|me ?self|myslef)';
/** What a diary is about: "I can't go on Tuesday" is one of the most ordinary things that a peer says. */
const IN_A_DIARY =
  '(?:the |a |an |that |this |any |either |both |my |our |every )?(?:\\d|(?:mon|tues|wednes|thurs|fri|satur|sun)?days?\\b(?! longer| more)|tue|wed|thu|jan|feb|march|april|may\\b|june|july|aug|sep|oct|nov|dec|dates?\\b|week|trip|visit|course|holiday|leave\\b|train|bus\\b|call\\b|zoom|teams|website|portal|to the (?:website|portal|call)|first|second|third|last)';

/** Somebody speaks of themselves, whatever else they speak of. */
const MINE = [
  `\\b(?:kill(?:ed|in|ing)?|hurt(?:in|ing)?|harm(?:ed|in|ing)?|cut(?:t?ing)?|hang(?:ed|ing)?|drown(?:ed|ing)?|shoot(?:ing)?|stab(?:bing)?|poison(?:ing)?|starv(?:e|ing)|end(?:ing)?|unaliv(?:e|ing)|top(?:ping)?(?! ${MYSELF} up)) ?${MYSELF}\\b`,
  `\\b(?:do|doing) ${MYSELF} in\\b`,
  '\\b(?:end|ended|ending) (?:my|me) (?:own )?life\\b',
  '\\b(?:take|taking|took) (?:my|me) (?:own life|life)\\b(?! (?:back|savings|story|insurance|experience|lessons|in a|in the|further|forward|seriously))',
  '\\b(?:slit|slash|cut)(?:t?ing)? my (?:wrists?|arms?|legs?|thighs?|throat)\\b',
  '\\b(?:throw|throwing|chuck|chucking) myself (?:off|under|in front)\\b',
  '\\bdanger to myself\\b',
  `\\b${CANNOT} keep (?:myself|me) safe\\b`,
  '\\b(?:i|im|ive|id|me)(?: (?:am|have|had|been|was|being|feel|felt|feeling|getting|really|so|very|just|still|often|always|now|actually|quite|sometimes|do|and|also|too|both|a bit))* (?:suicid|self ?harm|want(?:ed)? (?:to|2) die|wan+a die)',
];
/** Suicide or self-harm. */
const SELF = [
  '\\b(?:suicid|sucid|suicd|suisid|suiside|suicied)',
  '\\bself ?(?:harm|injur|mutilat)',
  '\\b(?:end|ending|ended|take|taking) (?:it|everything) all\\b|\\bend everything\\b|\\bend it tonight\\b|\\bend (?:it|my life) (?:for good|for ever|forever)\\b',
  '\\b(?:want|wanted|wanting|going|ready|rather|wish|need|trying|tried|like|prefer|plan|planning|deserve) (?:to|2) (?:just )?die+\\b',
  '\\b(?:wan+a|gon+a|rather|let me|might as well|may as well|wish i could|wish i would|hope i) (?:just )?die+\\b',
  '\\b(?:want to be|wan+a be|rather be|wish i was|wish i were|better off|better) dead\\b',
  '\\bwish i (?:wasnt|werent|was not|were not) (?:here|alive|born)\\b|\\bwish i (?:had|d|was|were) ?never (?:been )?born\\b|\\bwishd? ?id never been born\\b',
  '\\b(?:better off|better|easier) (?:without me|if i (?:was|were|wasnt|werent) (?:dead|gone|not here|here|not around|around|alive))\\b',
  '\\bno (?:reason|point|will) (?:to|in|for me to) (?:live|living|go on|going on|be here|being here|be alive|being alive|carry on|carrying on|stay alive|exist|existing)\\b',
  '\\bnothing (?:left )?to live for\\b|\\b(?:not|isnt|aint) worth living\\b',
  '\\b(?:tired|sick) of (?:living|being alive|being here|life)\\b|\\bhate being alive\\b',
  `\\b${NOT} (?:(?:really|even|just|actually) )*(?:want to|wanna|wana|want 2|wanting to|wanted to|wish to) (?:live|be alive|wake up|exist|go on living|carry on living|keep living|be in this world|be on this (?:earth|planet)|be here ${ANY_MORE})\\b`,
  `\\b${NOT} (?:want to|wanna|wana|wanting to) (?:go on|carry on|live like this)(?: (?:${ANY_MORE}|like this))?(?! [a-z\\d])`,
  `\\b${CANNOT} (?:go on|carry on)\\b(?! ${IN_A_DIARY})`,
  `\\b${CANNOT} (?:do this|do it|take this|take it|cope|live|live like this|be here) ${ANY_MORE}\\b|\\b${CANNOT} (?:live like this|live with this|face another day)\\b`,
  '\\b(?:take|taken|taking|took|want|wanted|wanna|going|gonna|thinking|might|could|tempted) (?:to |about |of )?(?:take |taking )?(?:an |another )?overdos|\\bi(?: have|ve)? (?:just )?overdosed\\b',
  '\\b(?:took|taken|swallowed) (?:too many|all|loads of|lots of|a load of|a lot of) (?:of )?(?:my |the )?(?:pills|tablets|meds|medication|painkillers|paracetamol)\\b',
  '\\bjump(?:ing)? (?:off|in front of|under) (?:a |the |that )?(?:bridge|building|roof|cliff|car park|multi storey|train|tube|bus|lorry)\\b',
  '\\b(?:feel like|think(?:ing)? (?:about|of)|thoughts? (?:about|of)) (?:dying|being dead|killing|ending (?:it|my life|everything))\\b',
  '\\bunaliv',
  // Alone it is short for "kill myself"; behind a number it is a distance.
  '^kms$|\\b(?:i|im|ill|id|to|gonna|wanna|just|might|should|could|will) kms\\b',
];
const ABUSE = [
  '\\b(?:hit|hits|hitting|beat|beats|beating|hurts|hurting|kicks?|kicked|punch(?:es|ed)|slap(?:s|ped)|chok(?:es|ed)|strangl(?:es|ed)|threaten(?:s|ed|ing)?|rap(?:es|ed)|abus(?:es|ed|ing)) me\\b(?! to (?:it|the|that))',
  '\\b(?:i am|im|being|ive been|i have been|i was) (?:being |getting )?(?:abused|beaten|stalked|raped|hit by|strangled)\\b',
  '\\b(?:afraid|scared|frightened|terrified) of (?:him|her|them|my (?:partner|husband|wife|boyfriend|girlfriend|ex|father|mother|dad|mum|son|manager|boss))\\b',
  '\\b(?:afraid|scared|frightened|terrified) to go home\\b',
  '\\bdomestic (?:abuse|violence)\\b',
];
const SOMEBODY =
  '(?:he|she|they|hes|shes|theyre|client|person i support|somebody|someone|friend|colleague|son|daughter|mum|dad|mother|father|brother|sister|partner|husband|wife|girlfriend|boyfriend|neighbour)';
const THEIR_LIFE = '(?:his|her|their) (?:own )?life';
const OTHERS = [
  '\\b(?:kill|hurt|harm|cut|hang|end|unalive)(?:t?ing|s|ed)? (?:himself|herself|themself|themselves|hisself|themselfs)\\b',
  `\\b(?:end|ends|ended|ending|take|takes|taking|took) ${THEIR_LIFE}\\b(?! (?:savings|story|insurance|experience))`,
  `\\b${SOMEBODY}\\b.{0,30}\\b(?:suicid|sucid|self ?harm|wants to die|(?:doesnt|does not|dont|do not) want to (?:live|be alive|be here any ?more|wake up|exist)\\b)`,
  '\\b(?:child|children|kid|kids|baby|minor|young person|vulnerable adult)\\b.{0,40}\\b(?:abus|hurt|harm|neglect|beaten|unsafe|at risk|danger)',
  '\\bsafeguarding (?:concern|issue|worry)\\b',
];

/** Somebody else is looked for before what may be about either: "she may be suicidal" is about her. */
const READ: readonly [Concern, readonly RegExp[]][] = (
  [
    ['self', MINE],
    ['others', OTHERS],
    ['self', SELF],
    ['abuse', ABUSE],
  ] as const
).map(([concern, phrases]) => [concern, phrases.map((phrase) => new RegExp(phrase))]);

/** Everything that somebody typed, wherever they typed it, each text by itself: no phrase runs from one field into the next. */
export function wordsIn(inbound: Inbound): readonly string[] {
  if (inbound.kind === 'command') return [inbound.text];
  if (inbound.kind === 'message') return [inbound.text, ...(inbound.attached ?? [])];
  if (inbound.kind !== 'submission') return [];
  return Object.values(inbound.values).flat();
}

/**
 * As if it were said aloud: what was written round the words (bold, quotes, commas, emoji) is no part of them, and an
 * apostrophe is left out by half of all people. The end of a sentence stays.
 */
const spoken = (typed: string): string =>
  unaccented(typed)
    .replaceAll("'", '')
    .replace(/\.{2,}/g, ' ')
    .replace(/[^\p{L}\p{N}.!?]+/gu, ' ')
    .trim();

/** `dieee` and `killl`: a letter that is drawn out is the letter, once or twice. */
const drawnOut = (words: string): string[] => {
  const repeated = /([a-z])\1{2,}/g;
  const once = words.replace(repeated, '$1');
  return once === words ? [words] : [words, once, words.replace(repeated, '$1$1')];
};

/** Read in memory, phrase by phrase, and forgotten. */
export function readConcern(typed: string | readonly string[]): Concern | undefined {
  const said = [typed]
    .flat()
    .flatMap(readings)
    .flatMap((text) => drawnOut(spoken(text)));
  return READ.find(([, phrases]) => phrases.some((phrase) => said.some((words) => phrase.test(words))))?.[0];
}
