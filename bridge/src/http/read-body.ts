/** The body of a request: first as the bytes that were signed, then, once they are trusted, as JSON. */
import express, { type Request, type RequestHandler } from 'express';
import { AppError } from '../errors/app-error.ts';

export const BODY_LIMIT = 1_048_576;

/**
 * Keeps the bytes of every body up to 1 MiB, whatever its type. Compressed bodies are refused: their size is only
 * known after unpacking, and the signature is over what was sent.
 *
 * One that says itself that it is too large is refused at once: the reader would first wait for all of it.
 */
export function keepRawBody(): RequestHandler {
	const read = express.raw( { type: () => true, limit: BODY_LIMIT, inflate: false } );
	return ( request, response, next ) => {
		if ( Number( request.get( 'content-length' ) ?? 0 ) > BODY_LIMIT ) {
			next( bodyTooLarge() );
			return;
		}
		read( request, response, next );
	};
}

export function bodyTooLarge( cause?: unknown ): AppError {
	return new AppError( 'body_too_large', 'A request may have 1 MiB at most. Send fewer items at a time.', { cause } );
}

export function rawBody( request: Request ): Uint8Array {
	return Buffer.isBuffer( request.body ) ? request.body : Buffer.alloc( 0 );
}

/** What a form sends. */
export const FORM = 'application/x-www-form-urlencoded';

/**
 * @param mediaType The one type that this door takes.
 * @throws AppError media_type_unsupported or body_unreadable.
 */
export function parseBody( request: Request, mediaType: string ): unknown {
	if ( ! request.is( mediaType ) ) {
		throw new AppError( 'media_type_unsupported', `Send the body with Content-Type: ${ mediaType }.` );
	}
	const isForm = mediaType === FORM;
	try {
		// Not Buffer.toString(), which would put replacement characters in the place of broken UTF-8.
		const text = new TextDecoder( 'utf-8', { fatal: true } ).decode( rawBody( request ) );
		return isForm ? Object.fromEntries( new URLSearchParams( text ) ) : JSON.parse( text );
	} catch ( error ) {
		throw new AppError( 'body_unreadable', `The body is not ${ isForm ? 'a valid form' : 'valid JSON' } in UTF-8.`, { cause: error } );
	}
}
