/** Shapes that several doors share. */
import { z } from 'zod';

export const idParams = z.object( { id: z.uuid() } );

export const time = z.iso.datetime().describe( 'ISO 8601 in UTC' );

/** Names and labels: any language and emoji, but no control characters that could break a line. */
export const shortText = z.string().trim().min( 1 ).max( 200 ).regex( /^[^\p{Cc}]*$/u, 'Line breaks and control characters are not allowed here.' );

/** An absolute http or https address. */
export const webAddress = z.string().max( 2000 ).refine( ( text ) => {
	const url = URL.parse( text );
	return url !== null && [ 'http:', 'https:' ].includes( url.protocol ) && url.username === '' && url.password === '';
}, 'Give a full address that begins with https:// or http://.' );
