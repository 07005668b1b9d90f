/** Turns an unsuccessful answer, or the lack of one, into a HighLevelFailure. */
import type { Operation } from '@slotbridge/catalogue';
import { failureTable } from './failure-table.ts';
import { HighLevelFailure } from './failure.ts';

export interface PlainAnswer {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string | undefined>;
	/** Parsed JSON where it was JSON, else the text. */
	body: unknown;
}

const MAX_WORDS = 500;
const DEFAULT_INTERVAL_MS = 10_000;

/** What an answer that is no 2xx means. */
export function classifyAnswer( operation: Operation, answer: PlainAnswer ): HighLevelFailure {
	const words = wordsOf( answer );
	const row = failureTable.find(
		( { status, says } ) => ( typeof status === 'number' ? status === answer.status : status( answer.status ) ) && ( says?.test( words ) ?? true )
	)!;
	const used = answer.status === 429 && answer.headers[ 'x-ratelimit-daily-remaining' ] === '0';
	return new HighLevelFailure( {
		code: used ? 'highlevel_daily_limit' : row.code,
		detail: used ? 'The daily limit of HighLevel calls for this location is used up.' : row.detail( operation, words ),
		remedy: row.remedy,
		breaksConnection: row.breaksConnection,
		ambiguous: row.ambiguous === true && operation.method !== 'GET',
		afterMs: answer.status === 429 ? pauseAsked( answer.headers, used ) : retryAfter( answer.headers ),
		status: answer.status,
		data: row.code === 'highlevel_scope_missing' ? { scope: operation.scope } : undefined,
	} );
}

/** A 2xx whose body cannot be read: the work is done, only the answer is lost. */
export function unreadableAnswer( operation: Operation, status: number, cause: unknown ): HighLevelFailure {
	return new HighLevelFailure( {
		code: 'highlevel_answer_unreadable',
		detail: `HighLevel answered with something that is no readable JSON when asked to ${ operation.summary }.`,
		remedy: 'retry',
		ambiguous: operation.method !== 'GET',
		status,
		cause,
	} );
}

/** Faults before a byte of the request can have arrived; anything else leaves it open whether HighLevel acted. */
const NEVER_ARRIVED = new Set( [ 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ERR_INVALID_URL' ] );
const CONNECTING = new Set( [ 'lookup', 'socket', 'connect', 'secureConnect' ] );

/** No answer at all, or one that broke off. */
export function classifyNetworkFault( operation: Operation, error: unknown ): HighLevelFailure {
	const { code = '', event = '', message = String( error ) } = error as { code?: string; event?: string; message?: string };
	const timedOut = code === 'ETIMEDOUT';
	const arrived = ! NEVER_ARRIVED.has( code ) && ! CONNECTING.has( event );
	return new HighLevelFailure( {
		code: timedOut ? 'highlevel_timeout' : 'highlevel_unreachable',
		detail: timedOut ? 'HighLevel did not answer in time.' : `HighLevel could not be reached, or the connection broke off (${ code || message }).`,
		remedy: 'retry',
		ambiguous: arrived && operation.method !== 'GET',
		cause: error,
	} );
}

/** HighLevel's own words: `message` is a text, a list of texts, or the body is no JSON at all. */
export function wordsOf( { status, body }: PlainAnswer ): string {
	const message = typeof body === 'object' && body !== null ? ( body as { message?: unknown; error?: unknown } ).message ?? ( body as { error?: unknown } ).error : body;
	const texts = ( Array.isArray( message ) ? message : [ message ] ).filter( ( text ): text is string => typeof text === 'string' && text.trim() !== '' );
	const words = texts.join( '; ' ).replace( /<[^>]*>/g, ' ' ).replace( /\s+/g, ' ' ).trim().slice( 0, MAX_WORDS );
	return words === '' ? `status ${ status }` : words;
}

/** How long a 429 asks us to wait, in ms: Retry-After, else the day's reset, else the interval that the limit counts in. */
function pauseAsked( headers: PlainAnswer[ 'headers' ], dayIsUsed: boolean ): number {
	const number = ( name: string ) => Number( headers[ name ] ) || undefined;
	return retryAfter( headers ) ?? ( dayIsUsed ? number( 'x-ratelimit-daily-reset' ) : undefined ) ?? number( 'x-ratelimit-interval-milliseconds' ) ?? DEFAULT_INTERVAL_MS;
}

/** Seconds or a date, as RFC 9110 has it; bounded to a day, so that no wrong clock stops us for ever. */
function retryAfter( headers: PlainAnswer[ 'headers' ] ): number | undefined {
	const text = headers[ 'retry-after' ];
	if ( text === undefined ) {
		return undefined;
	}
	const ms = /^\d+$/.test( text.trim() ) ? Number( text ) * 1000 : Date.parse( text ) - Date.now();
	return Number.isFinite( ms ) ? Math.min( Math.max( ms, 0 ), 24 * 3_600_000 ) : undefined;
}
