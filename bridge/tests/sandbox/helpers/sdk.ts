/** HighLevel's official SDK, pointed at the sandbox; every answer it gets is written down. */
import { HighLevel } from '@gohighlevel/api-client';
import { token, type Json, type RunningSandbox } from './run-sandbox.ts';

export interface Exchange {
	method: string;
	/** Path without query. */
	path: string;
	status: number;
	body: Json;
}

export interface Client {
	sdk: HighLevel;
	exchanges: Exchange[];
}

export function sdkFor( sandbox: RunningSandbox, privateIntegrationToken = token ): Client {
	const sdk = new HighLevel( { privateIntegrationToken, logLevel: 'none' } );
	const http = sdk.getHttpClient();
	const exchanges: Exchange[] = [];
	http.defaults.baseURL = sandbox.url;
	http.interceptors.response.use( ( response ) => {
		exchanges.push( {
			method: String( response.config.method ).toUpperCase(),
			path: new URL( String( response.config.url ), sandbox.url ).pathname,
			status: response.status,
			body: response.data,
		} );
		return response;
	} );
	return { sdk, exchanges };
}
