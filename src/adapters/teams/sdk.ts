import { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import type { AuthenticateRequestResult, ConnectorClient } from 'botframework-connector';
import { configure } from './auth.ts';
import type { TeamsOptions } from './options.ts';

/**
 * The SDK's adapter with its steps taken one by one: its own `process` prints what it refuses and answers with the
 * raw error, 500 for a forged signature; and its clients send a failed post again by themselves.
 */
export class Sdk extends TeamsAdapter {
  readonly #appId: string;

  constructor(options: TeamsOptions) {
    const { config, credentials, claims } = configure(options);
    super(config, credentials, claims);
    this.#appId = options.appId;
  }

  /** Throws for whatever is wrong with the token. */
  authenticate(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, header);
  }

  /** Runs one turn; the result is what answers an invoke. */
  take(
    authenticated: AuthenticateRequestResult,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authenticated, activity, logic);
  }

  /** A client that sends once, and tells `sending` when the request leaves: until then nothing was delivered. */
  async openClient(serviceUrl: string, signal: AbortSignal, sending: () => void): Promise<ConnectorClient> {
    const identity = this.createClaimsIdentity(this.#appId);
    const factory = this.botFrameworkAuthentication.createConnectorFactory(identity);
    const connector = await factory.create(serviceUrl, undefined as never);
    const { pipeline } = (connector as unknown as WithPipeline).client;
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    pipeline.addPolicy(
      {
        name: 'onceAndInTime',
        sendRequest(request, next) {
          request.abortSignal = signal;
          sending();
          return next(request);
        },
      },
      { afterPolicies: ['ServiceClientContext_Credentials_SignRequest'] },
    );
    return connector;
  }
}

interface Policy {
  name: string;
  sendRequest(
    request: { abortSignal?: AbortSignal },
    next: (request: unknown) => Promise<unknown>,
  ): Promise<unknown>;
}

/** The client below is not in the SDK's types. */
interface WithPipeline {
  client: {
    pipeline: {
      removePolicy(which: { name: string }): void;
      addPolicy(policy: Policy, where?: { afterPolicies?: string[] }): void;
    };
  };
}
