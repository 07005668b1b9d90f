/** How the OAuth side begins: one app, installed nowhere, with a key of its own. */
import { generateKeyPairSync } from 'node:crypto';
import type { OAuthApp, OAuthState } from './types.ts';

export const defaultClientId = '5a4db0c50000400080000001-sandbox';
export const defaultClientSecret = '5a4db0c5-0000-4000-8000-000000000002';

export function beginOAuth( app: Partial<OAuthApp> = {} ): OAuthState {
	return {
		app: {
			clientId: defaultClientId,
			clientSecret: defaultClientSecret,
			webhookUrl: null,
			webhookRetryMs: 600_000,
			acceptsPkce: true,
			privateKey: generateKeyPairSync( 'ed25519' ).privateKey.export( { type: 'pkcs8', format: 'pem' } ).toString(),
			...app,
		},
		codes: [], refreshTokens: [], installs: [],
	};
}

/** HighLevel's client ids begin with the id of the app. */
export const appIdOf = ( app: OAuthApp ): string => app.clientId.split( '-' )[ 0 ]!;
