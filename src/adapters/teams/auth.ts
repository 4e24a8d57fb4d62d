import {
  type ConfigurationBotFrameworkAuthenticationOptions,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { AuthenticationConfiguration, ServiceClientCredentialsFactory } from 'botframework-connector';
import type { AuthAddresses, TeamsOptions } from './options.ts';

const botFramework = 'https://api.botframework.com';

/** What the SDK needs to check tokens: Microsoft's addresses, or those in `options.auth`. */
export function configure({ appId, appPassword, tenantId, appType, auth }: TeamsOptions) {
  const config = {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppType: appType ?? (tenantId && appId ? 'SingleTenant' : 'MultiTenant'),
    MicrosoftAppTenantId: tenantId ?? '',
  };
  return {
    config: auth ? { ...config, ...otherAddresses(auth) } : config,
    credentials: auth
      ? simulatedCredentials(appId, appPassword, auth)
      : new ConfigurationServiceClientCredentialFactory(config),
    claims: onlyFromTeams(auth?.issuer ?? botFramework),
  };
}

/** The SDK also takes tokens of its emulator and of other bots, whose service URL it doesn't check. */
function onlyFromTeams(issuer: string): AuthenticationConfiguration {
  return {
    requiredEndorsements: [],
    async validateClaims(claims) {
      if (!claims.some(({ type, value }) => type === 'iss' && value === issuer))
        throw new Error(`expected a token issued by ${issuer}`);
    },
  };
}

/** Setting one of these means setting them all. */
function otherAddresses(auth: AuthAddresses): ConfigurationBotFrameworkAuthenticationOptions {
  return {
    ToBotFromChannelTokenIssuer: auth.issuer,
    ToBotFromChannelOpenIdMetadataUrl: auth.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: auth.metadataUrl,
    ToChannelFromBotLoginUrl: auth.loginUrl,
    ToChannelFromBotOAuthScope: `${botFramework}/.default`,
    OAuthUrl: auth.loginUrl,
    CallerId: '',
  } as ConfigurationBotFrameworkAuthenticationOptions;
}

/** The SDK's own credentials insist on Microsoft's login: these ask any token endpoint, and keep its token. */
function simulatedCredentials(
  appId: string,
  appPassword: string,
  { loginUrl }: AuthAddresses,
): ServiceClientCredentialsFactory {
  let token: Promise<string> | undefined;
  const fetchToken = async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: appPassword,
      scope: `${botFramework}/.default`,
    });
    const response = await fetch(loginUrl, { method: 'POST', body });
    const { access_token } = (await response.json()) as { access_token?: string };
    if (access_token === undefined) throw new Error(`no token from ${loginUrl}: ${response.status}`);
    return access_token;
  };
  const credentials = {
    async signRequest<T>(request: T): Promise<T> {
      token ??= fetchToken().catch((error) => {
        token = undefined;
        throw error;
      });
      const { headers } = request as { headers: { set(name: string, value: string): void } };
      headers.set('authorization', `Bearer ${await token}`);
      return request;
    },
  };
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => credentials as never,
  };
}
