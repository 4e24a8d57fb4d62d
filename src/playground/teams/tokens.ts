import {
  createHmac,
  generateKeyPairSync,
  type KeyPairKeyObjectResult,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';

/** Who signs for the simulated Bot Connector, and which tokens it gave to the bot. */
export interface Tokens {
  readonly issuer: string;
  /** A token as Teams would send it with an activity; `claims` and `header` replace what it says. */
  mint(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
  /** The key that checks those tokens, as OpenID publishes it. */
  jwks(): { keys: unknown[] };
  /** A token for what the bot sends. */
  issue(): string;
  wasIssued(authorization: string | undefined): boolean;
}

/** Made once: it takes a tenth of a second. The bot's SDK remembers keys and tokens for as long as the process lives. */
let pair: KeyPairKeyObjectResult | undefined;
const kid = randomUUID();
const issuedTo = new Map<string, Set<string>>();

export function createTokens(about: { appId: string; serviceUrl: () => string }): Tokens {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { privateKey, publicKey } = pair;
  const issuer = 'https://api.botframework.com';
  const issued = issuedTo.get(about.appId) ?? new Set<string>();
  issuedTo.set(about.appId, issued);
  return {
    issuer,
    mint(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const standard = {
        iss: issuer,
        aud: about.appId,
        serviceurl: about.serviceUrl(),
        nbf: now - 60,
        exp: now + 3600,
      };
      const head = { alg: 'RS256', typ: 'JWT', kid, ...header };
      const content = `${encode(head)}.${encode({ ...standard, ...claims })}`;
      if (head.alg === 'none') return `${content}.`;
      if (head.alg === 'HS256')
        return `${content}.${createHmac('sha256', 'guess').update(content).digest('base64url')}`;
      return `${content}.${sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url')}`;
    },
    jwks() {
      return {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: ['msteams'] }],
      };
    },
    issue() {
      const token = randomBytes(24).toString('base64url');
      issued.add(`Bearer ${token}`);
      return token;
    },
    wasIssued: (authorization) => authorization !== undefined && issued.has(authorization),
  };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
