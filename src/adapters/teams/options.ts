/** The bot's logger, or anything like it. What people wrote is never handed to it. */
export type Log = (line: { event: string } & Record<string, string | number>) => void;

export interface TeamsOptions {
  /** Microsoft App ID of the Azure bot. May be empty only with `local`. */
  appId: string;
  /** Its client secret. */
  appPassword: string;
  /** Only this tenant is served; every other one gets 403. */
  tenantId?: string;
  /** How the Azure bot was registered; SingleTenant when there is a `tenantId`, else MultiTenant. */
  appType?: 'SingleTenant' | 'MultiTenant';
  /** With an empty appId: no tokens are asked for, and only this machine is served. */
  local: boolean;
  log: Log;
  /** Whom to call instead, in one line: said with what fails. */
  helplines: string;
  /**
   * Where to open a chat with somebody who has not written since the start.
   * Microsoft's worldwide address, unless told; one that was heard from goes first.
   */
  serviceUrl?: string;
  /** Whether the bot may write to an address; https only, unless told. Locally: this machine only. */
  trusts?: (serviceUrl: URL) => boolean;
  /** Other places than Microsoft's to check and fetch tokens: for a simulated Teams. */
  auth?: AuthAddresses;
  /** 8 s, unless told. */
  sendMs?: number;
}

export interface AuthAddresses {
  /** `iss` of the tokens that come with activities. */
  issuer: string;
  /** OpenID metadata that leads to the signing keys. */
  metadataUrl: string;
  /** Token endpoint (client credentials) for what the bot sends. */
  loginUrl: string;
}

export const worldwide = 'https://smba.trafficmanager.net/teams/';

/** Throws what is wrong with the options and what to do about it. */
export function checkOptions({ appId, appPassword, local }: TeamsOptions): void {
  if (appId === '' && !local)
    throw new Error(
      'Teams needs an app id: without one anybody who reaches this port is whoever they claim to be. ' +
        'Set the Microsoft App ID of the Azure bot, or switch on local mode for this machine only.',
    );
  if (appId !== '' && appPassword === '')
    throw new Error('Teams needs the client secret of the app: set it beside the app id.');
}
