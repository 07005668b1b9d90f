/** `GET /metrics`: the numbers for Prometheus. For whoever has METRICS_TOKEN; without one, for programs on this machine alone. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { AppError } from '../errors/app-error.ts';

export interface MetricsDoorOptions {
	/** Null: only calls from this machine that no proxy passed on. */
	token: string | null;
	render(): Promise<{ text: string; mediaType: string }>;
}

export function createMetricsDoor( options: MetricsDoorOptions ): RequestHandler {
	return ( request, response, next ) => {
		const refusal = refuse( request, options.token );
		if ( refusal ) {
			next( refusal );
			return;
		}
		options.render().then( ( { text, mediaType } ) => {
			response.set( 'Content-Type', mediaType ).send( text );
		} ).catch( next );
	};
}

function refuse( request: Request, token: string | null ): AppError | undefined {
	if ( token === null ) {
		return isLocal( request ) ? undefined : new AppError( 'not_found', 'Metrics are shown to programs on the bridge\'s own machine only. For others, set METRICS_TOKEN and send it as Authorization: Bearer.' );
	}
	const given = /^Bearer +(\S+)$/i.exec( request.get( 'authorization' ) ?? '' )?.[ 1 ];
	if ( given === undefined ) {
		return new AppError( 'authorization_missing', 'Metrics need the token of METRICS_TOKEN as Authorization: Bearer.' );
	}
	return timingSafeEqual( digest( given ), digest( token ) ) ? undefined : new AppError( 'authorization_invalid', 'This is not the token of METRICS_TOKEN.' );
}

/** By the socket itself: behind a proxy on the same machine every caller would look local, so one that was passed on is not. */
function isLocal( request: Request ): boolean {
	const address = ( request.socket.remoteAddress ?? '' ).replace( /^::ffff:/, '' );
	const passedOn = [ 'x-forwarded-for', 'forwarded', 'x-real-ip', 'via' ].some( ( name ) => request.get( name ) !== undefined );
	return ! passedOn && ( address === '::1' || address.startsWith( '127.' ) );
}

/** Of one length, whatever was given: timingSafeEqual wants that. */
function digest( text: string ): Buffer {
	return createHash( 'sha256' ).update( text ).digest();
}
