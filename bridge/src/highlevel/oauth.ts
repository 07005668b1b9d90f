/** The OAuth side of HighLevel: a code becomes a pair of tokens, a pair a newer one, an agency's token those of its locations. */
import got from 'got';
import { parseAnswer } from './parse-answer.ts';
import { HighLevelFailure } from './failure.ts';
import { redactText } from './redact.ts';

/** Three tries and their pauses stay within the 30 seconds in which a used refresh token still gives the same new pair. */
const TIMEOUT_MS = 8_000;
const USER_AGENT = 'SlotBridge/0.1.0 (calendar bridge for WordPress)';
const VERSION = '2021-07-28';
const PAGE = 100;

export interface OAuthServer {
	/** Without a path, such as https://services.leadconnectorhq.com. */
	baseUrl: string;
	clientId: string;
	clientSecret: string;
}

export interface TokenAnswer {
	accessToken: string;
	/** Single use, good for a year. */
	refreshToken: string | null;
	expiresAt: Date;
	/** With spaces between. */
	scopes: string;
	/** Company: an agency's token, which opens no location by itself. */
	userType: 'Company' | 'Location';
	locationId: string | null;
	companyId: string | null;
}

export interface InstalledLocation {
	id: string;
	name: string | null;
}

/**
 * @param input.verifier Of PKCE. HighLevel does not document PKCE: where the field is refused by name, the exchange is done without it.
 * @throws HighLevelFailure `highlevel_oauth_refused` when the code is wrong, used or too old.
 */
export async function exchangeCode( server: OAuthServer, input: { code: string; redirectUri: string; verifier: string } ): Promise<TokenAnswer> {
	const form = { grant_type: 'authorization_code', code: input.code, redirect_uri: input.redirectUri };
	const secrets = [ input.code, input.verifier ];
	const first = await ask( server, { ...form, code_verifier: input.verifier }, secrets );
	const refusesPkce = first.status === 422 && /code_verifier/.test( wordsOf( first.body ) );
	return readTokens( refusesPkce ? await ask( server, form, secrets ) : first, 'HighLevel did not hand over the access' );
}

/** @throws HighLevelFailure `highlevel_oauth_refused` for every refusal: what HighLevel says then is not documented, and trying again does not help. */
export async function refreshTokens( server: OAuthServer, input: { refreshToken: string; userType: 'Company' | 'Location' } ): Promise<TokenAnswer> {
	const form = { grant_type: 'refresh_token', refresh_token: input.refreshToken, user_type: input.userType };
	return readTokens( await ask( server, form, [ input.refreshToken ] ), 'HighLevel no longer renews the access' );
}

/** @throws HighLevelFailure `highlevel_token_invalid` when the agency's token is refused, `highlevel_oauth_refused` for any other refusal. */
export async function mintLocationToken( server: OAuthServer, input: { agencyToken: string; companyId: string; locationId: string } ): Promise<TokenAnswer> {
	const { agencyToken, companyId, locationId } = input;
	const answer = await send( server, 'POST', '/oauth/locationToken', { form: { companyId, locationId }, bearer: agencyToken, secrets: [ agencyToken ] } );
	return { ...readTokens( answer, `HighLevel did not give access to the location ${ locationId }` ), userType: 'Location', companyId, locationId };
}

/** All locations of an agency in which the app is installed, page by page. */
export async function listInstalledLocations( server: OAuthServer, input: { agencyToken: string; companyId: string } ): Promise<InstalledLocation[]> {
	const all: InstalledLocation[] = [];
	for ( let skip = 0; ; skip += PAGE ) {
		// The id of an app is the first part of its client id.
		const query = new URLSearchParams( { companyId: input.companyId, appId: server.clientId.split( '-' )[ 0 ]!, isInstalled: 'true', skip: String( skip ), limit: String( PAGE ) } );
		const answer = await send( server, 'GET', `/oauth/installedLocations?${ query }`, { bearer: input.agencyToken, secrets: [ input.agencyToken ] } );
		if ( answer.status >= 300 ) {
			throw refusal( answer, 'HighLevel did not list the locations of the agency' );
		}
		const page = ( answer.body as { locations?: { _id?: unknown; name?: unknown; isInstalled?: unknown }[] } | null )?.locations ?? [];
		all.push( ...page.filter( ( location ) => typeof location._id === 'string' && location.isInstalled !== false )
			.map( ( location ) => ( { id: location._id as string, name: typeof location.name === 'string' ? location.name : null } ) ) );
		if ( page.length < PAGE ) {
			return all;
		}
	}
}

interface PlainAnswer {
	status: number;
	body: unknown;
}

function ask( server: OAuthServer, form: Record<string, string>, secrets: string[] ): Promise<PlainAnswer> {
	const { clientId, clientSecret } = server;
	return send( server, 'POST', '/oauth/token', { form: { client_id: clientId, client_secret: clientSecret, ...form }, secrets } );
}

/** The error of the HTTP library is not handed on as a cause: it carries the request, and with it every secret in the form. */
async function send( server: OAuthServer, method: 'GET' | 'POST', path: string, options: { form?: Record<string, string>; bearer?: string; secrets: string[] } ): Promise<PlainAnswer> {
	try {
		const response = await got( server.baseUrl.replace( /\/+$/, '' ) + path, {
			method,
			headers: { accept: 'application/json', 'user-agent': USER_AGENT, version: VERSION, ...( options.bearer && { authorization: `Bearer ${ options.bearer }` } ) },
			...( options.form && { form: options.form } ),
			retry: { limit: 0 }, followRedirect: false, throwHttpErrors: false, timeout: { request: TIMEOUT_MS },
		} );
		if ( response.statusCode < 300 ) {
			return { status: response.statusCode, body: parseAnswer( response.body ) };
		}
		const text = redactText( response.body, [ server.clientSecret, ...options.secrets ] );
		return { status: response.statusCode, body: readable( text ) };
	} catch ( error ) {
		const code = String( ( error as { code?: unknown } ).code ?? '' );
		throw new HighLevelFailure( code === 'ETIMEDOUT'
			? { code: 'highlevel_timeout', detail: 'HighLevel did not answer in time.', remedy: 'retry', ambiguous: true }
			: { code: 'highlevel_unreachable', detail: `HighLevel could not be reached, or its answer broke off (${ code || 'unreadable' }).`, remedy: 'retry', ambiguous: true } );
	}
}

function readable( text: string ): unknown {
	try {
		return parseAnswer( text );
	} catch {
		return text;
	}
}

function readTokens( answer: PlainAnswer, failed: string ): TokenAnswer {
	if ( answer.status >= 300 ) {
		throw refusal( answer, failed );
	}
	const body = ( answer.body ?? {} ) as Record<string, unknown>;
	const text = ( name: string ): string | null => typeof body[ name ] === 'string' && body[ name ] !== '' ? body[ name ] : null;
	const accessToken = text( 'access_token' );
	if ( accessToken === null ) {
		throw new HighLevelFailure( { code: 'highlevel_answer_unreadable', detail: 'HighLevel answered without a token when it was asked for one.', remedy: 'retry', ambiguous: true, status: answer.status } );
	}
	const seconds = Number( body[ 'expires_in' ] );
	return {
		accessToken,
		refreshToken: text( 'refresh_token' ),
		expiresAt: new Date( Date.now() + ( seconds > 0 ? seconds : 86_399 ) * 1_000 ),
		scopes: text( 'scope' ) ?? '',
		userType: body[ 'userType' ] === 'Company' ? 'Company' : 'Location',
		locationId: text( 'locationId' ),
		companyId: text( 'companyId' ),
	};
}

function refusal( { status, body }: PlainAnswer, failed: string ): HighLevelFailure {
	const words = wordsOf( body ) || `status ${ status }`;
	if ( status === 408 || status === 429 || status >= 500 ) {
		return new HighLevelFailure( { code: 'highlevel_unavailable', detail: `HighLevel could not give a token just now (${ words }).`, remedy: 'retry', ambiguous: status !== 429, status } );
	}
	if ( status === 401 && /invalid (jwt|token)|access token/i.test( words ) ) {
		return new HighLevelFailure( { code: 'highlevel_token_invalid', detail: `HighLevel no longer takes the agency's token (${ words }). Connect with HighLevel again.`, remedy: 'wait', breaksConnection: true, status } );
	}
	return new HighLevelFailure( { code: 'highlevel_oauth_refused', detail: `${ failed } (${ words }). Connect with HighLevel again.`, remedy: 'wait', breaksConnection: true, status } );
}

function wordsOf( body: unknown ): string {
	const told = body as { message?: unknown; error_description?: unknown; error?: unknown } | string | null;
	const words = typeof told === 'string' ? told : told?.error_description ?? told?.message ?? told?.error ?? '';
	return ( Array.isArray( words ) ? words.join( '; ' ) : String( words ) ).replace( /<[^>]*>/g, ' ' ).replace( /\s+/g, ' ' ).trim().slice( 0, 300 );
}
