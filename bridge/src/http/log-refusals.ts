/** Tells the log who was turned away and why, in a form that nobody can use to flood it: some lines a minute for each reason, then a count. */
import type { Logger } from 'pino';
import type { AppError } from '../errors/app-error.ts';
import type { ErrorCode } from '../errors/codes.ts';

export interface RefusedRequest {
	method: string;
	/** Without its query. */
	path: string;
	/** Of the caller. */
	address: string | undefined;
}

export interface RefusalLogOptions {
	/** Lines a reason in one window; the rest is counted. */
	lines?: number;
	windowMs?: number;
}

/** Not let in, or held back: what tells of guessing, of replays, of a clock or a secret that is wrong. Wrong input of a paired site is not. */
const CODES: ReadonlySet<ErrorCode> = new Set( [
	'authorization_missing', 'authorization_invalid', 'authorization_expired', 'authorization_replayed', 'site_unpaired',
	'pairing_code_invalid', 'too_many_requests', 'webhook_signature_invalid', 'oauth_state_invalid',
] );

/** @returns Notes a request that ended with this error; it is for every error, and picks those that are refusals. */
export function createRefusalLog( log: Logger, { lines = 10, windowMs = 60_000 }: RefusalLogOptions = {} ): ( request: RefusedRequest, error: AppError ) => void {
	const counts = new Map<ErrorCode, number>();
	const endWindow = () => {
		for ( const [ code, count ] of counts ) {
			if ( count > lines ) {
				log.info( { code, more: count - lines }, 'More requests were refused for this reason' );
			}
		}
		counts.clear();
	};
	return ( { method, path, address }, { code, message } ) => {
		if ( ! CODES.has( code ) ) {
			return;
		}
		if ( counts.size === 0 ) {
			setTimeout( endWindow, windowMs ).unref();
		}
		const count = ( counts.get( code ) ?? 0 ) + 1;
		counts.set( code, count );
		if ( count <= lines ) {
			log.info( { code, method, path, address, reason: message }, 'A request was refused' );
		}
	};
}
