/** A failure of ours in one short line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const [line = ''] = error.message.split('\n', 1);
  return `${error.name}: ${line.slice(0, 200)}`;
}

/** How the SDK and its libraries begin to say what is wrong with a token. What follows is of the token itself. */
const REFUSALS = [
  'The token has expired',
  'Signing Key could not be retrieved',
  'Could not validate endorsement',
  'Could not validate additional endorsement',
  'Unauthorized. ServiceUrl claim do not match',
  'Unauthorized. Is not authenticated',
  'Unauthorized. Issuer Claim MUST be present',
  'Unauthorized. Invalid AppId passed on token',
  'Unauthorized. No valid identity',
  'Unauthorized Access. Request is not authorized',
  'expected a token issued by',
  'jwt expired',
  'jwt malformed',
  'jwt not active',
  'jwt audience invalid',
  'jwt issuer invalid',
  'jwt signature is required',
  'invalid signature',
  'invalid algorithm',
  'invalid token',
];

/** Only words that are known beforehand: whoever made the token chose the rest. */
export function whyRefused(error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  return REFUSALS.find((known) => said.startsWith(known)) ?? 'the token was not accepted';
}
