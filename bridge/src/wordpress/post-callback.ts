/** Sends one signed message to a site and tells in words how it went. The only place that calls a site. */
import got, { RequestError } from 'got';
import { isForbiddenSite, siteLookup } from '../outgoing/site-lookup.ts';

export type CallbackResult = { ok: true } | { ok: false; reason: string };

const TIMEOUT_MS = 10_000;
const forbidden = 'No site can be at its callback address (a network that only the machine itself uses).';

/** @param signal Fires when the bridge stops; the message is then sent again by the next one. */
export async function postCallback( url: string, body: string, headers: Record<string, string>, signal: AbortSignal ): Promise<CallbackResult> {
	if ( isForbiddenSite( url ) ) {
		return { ok: false, reason: forbidden };
	}
	try {
		const response = await got.post( url, {
			body,
			headers: { 'content-type': 'application/json', 'user-agent': 'SlotBridge-bridge', ...headers },
			signal,
			dnsLookup: siteLookup,
			timeout: { request: TIMEOUT_MS },
			// The table counts the tries, and a redirect could lead the signed body to somebody else.
			retry: { limit: 0 },
			followRedirect: false,
			throwHttpErrors: false,
		} );
		const { statusCode } = response;
		// Not `response.ok`: got counts a redirect that it was told not to follow as a success.
		return statusCode >= 200 && statusCode < 300 ? { ok: true } : { ok: false, reason: `The site answered ${ statusCode }${ whereTo( response.headers.location ) }.` };
	} catch ( error ) {
		return { ok: false, reason: inWords( error ) };
	}
}

function whereTo( location: string | undefined ): string {
	return location === undefined ? '' : ` (a redirect, which is not followed: check the site's address)`;
}

function inWords( error: unknown ): string {
	if ( ! ( error instanceof RequestError ) ) {
		throw error;
	}
	const words: Record<string, string> = {
		ECONNREFUSED: 'The site refuses connections at its callback address.',
		ENOTFOUND: 'The site\'s host name is not known from here.',
		ETIMEDOUT: `The site did not answer within ${ TIMEOUT_MS / 1000 } seconds.`,
		ECONNRESET: 'The site cut the connection.',
		EFORBIDDENADDRESS: forbidden,
	};
	return words[ error.code ] ?? `The site could not be reached (${ error.code }).`;
}
