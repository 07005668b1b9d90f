/** The reference by which we know our own things in HighLevel again, though HighLevel has no idempotency keys. */
import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LABEL = 'SlotBridge ref';

/**
 * Eight characters (40 bits) that stay the same for one entity of one site, whatever happens to our own database.
 *
 * @param subject `calendar/123` or `calendar-group/7`.
 */
export function makeMarker( siteId: string, subject: string ): string {
	const bytes = createHash( 'sha256' ).update( `${ siteId }\n${ subject }` ).digest();
	let bits = bytes.readUIntBE( 0, 5 );
	let marker = '';
	for ( let index = 0; index < 8; index++ ) {
		marker = ( CROCKFORD[ bits % 32 ] as string ) + marker;
		bits = Math.floor( bits / 32 );
	}
	return marker;
}

/** The description with the reference as its last line; a text of its own is kept as it is. */
export function withMarker( description: string, marker: string ): string {
	const text = description.trimEnd();
	return text === '' ? `${ LABEL } ${ marker }` : `${ text }\n\n${ LABEL } ${ marker }`;
}

/** Whether a description holds this reference, wherever an owner may have moved it. */
export function hasMarker( description: unknown, marker: string ): boolean {
	return typeof description === 'string' && description.includes( `${ LABEL } ${ marker }` );
}

/** The name of a user's schedule that belongs to this entity. */
export function scheduleName( marker: string ): string {
	return `SlotBridge ${ marker }`;
}

/** The end of the title of a blocked time that belongs to this entity. */
export function titleMarker( marker: string ): string {
	return `(SlotBridge ${ marker })`;
}
