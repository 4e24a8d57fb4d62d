import { oneLine, plainly } from '../../../text/normalise.ts';

/** Somebody says hello or asks what this is, or says thank you. */
export type Greeting = 'hello' | 'thanks';

/** English and Welsh, and a few that people write without thinking. */
const HELLO =
  /^((good )?(morning|afternoon|evening|day)|g'day|h+i+|hiya|hi ya|hey+|heya|hell+o+|hullo|helo+|hallo|hola|howdy|yo|greetings|wave|bonjour|bore da|prynhawn da|p'nawn da|noswaith dda|s(hw|u')?'?mae|shwmai|namaste|salaam|as-?salaa?mu? alaikum)$/;
const THANKS =
  /^((many |ok |okay |great |lovely |perfect |brilliant )?(thanks|thank you|thankyou|thx|thanx|ta|cheers|diolch)( (a lot|a million|so much|very much|again|all|both|everyone|in advance|for (this|that|it|your help|the help|letting me know)|yn fawr))?|much appreciated|that's (great|lovely|perfect) thanks)$/;
const WHAT =
  /^(who|what) (are you|is this|is alongside|can you do|do you do|can i (do|type|say|ask))( (here|please|for me))?$|^(are you|is this) a (bot|robot|person|human|real person)$|^how (does this|do you) work$|^(start|menu|begin|commands|options)$/;
/** Whom it is said to; “hello, is anybody there” is somebody talking. */
const TO = /( (alongside|bot|there|again|all|everyone|everybody|team|friend|mate|both|how are you|to you))+$/;

/** A waving hand, alone; a thumb up or folded hands. */
const WAVES = /^(\u{1f44b}|\u{1f64b})+$/u;
const THUMBS = /^(\u{1f44d}|\u{1f64f})+$/u;

/** `undefined`: neither. Whatever stands beside a greeting is somebody talking, and is no greeting. */
export function readGreeting(typed: string): Greeting | undefined {
  const words = plainly(typed);
  const signs = words.replace(/\p{Emoji_Modifier}|\s/gu, '');
  if (WAVES.test(signs)) return 'hello';
  if (THUMBS.test(signs)) return 'thanks';
  const said = oneLine(words.replace(/[^\p{L}\p{N}' -]+/gu, ' '));
  if (WHAT.test(said)) return 'hello';
  const plain = said.replace(TO, '');
  if (THANKS.test(said) || THANKS.test(plain)) return 'thanks';
  if (HELLO.test(plain)) return 'hello';
  // Two in a row, such as “hi, good morning”.
  const [first = '', ...rest] = plain.split(' ');
  return rest.length > 0 && HELLO.test(first) && HELLO.test(rest.join(' ')) ? 'hello' : undefined;
}
