/** Gives out, or erases, what the bridge keeps about one person of a site, at the word of WordPress's privacy tools. */
import type { Db } from '../database/client.ts';
import { deleteMemberEvents, deleteMemberTraces, eraseAddress, findMemberByAddress, findMentions, isFull, listExchanges, listMemberEvents, nextWindow } from '../database/member-data.ts';

export interface Person {
	/** `member/12`; null: the site has no such user any more, so it is found by the address. */
	subject: string | null;
	email: string;
}

const PAGE = 50;

/**
 * A page of it: first the member's own events with their exchanges in full, then where else the address is named. Those
 * exchanges may speak of other people as well, so only their number is told.
 *
 * @param after Of the page before; null: the first.
 */
export async function exportMember( deps: { db: Db }, siteId: string, { email, subject: given }: Person, after: string | null ) {
	const subject = given ?? await findMemberByAddress( deps.db, siteId, email );
	const [ part = 'own', id = null ] = after?.split( ':' ) ?? [];
	if ( part === 'own' && subject !== null ) {
		const events = await listMemberEvents( deps.db, siteId, subject, id, PAGE );
		if ( events.length > 0 ) {
			const exchanges = await listExchanges( deps.db, siteId, events.map( ( event ) => event.id ) );
			return {
				events: events.map( ( event ) => ( {
					id: event.id, type: event.type, subject: event.subject, state: event.state, time: event.time.toISOString(), data: event.data,
					exchanges: exchanges.filter( ( exchange ) => exchange.event_id === event.id ).map( ( { operation, method, url, at, request_body, response_body } ) =>
						( { operation, method, url, at: at.toISOString(), request: request_body, response: response_body } ) ),
				} ) ),
				mentions: [], next: `own:${ events[ events.length - 1 ]!.id }`,
			};
		}
	}
	const window = await nextWindow( deps.db, siteId, part === 'mentions' ? id : null );
	const found = await findMentions( deps.db, siteId, window, addressPattern( email ) );
	return {
		events: [],
		mentions: found.filter( ( mention ) => mention.subject !== subject ).map( ( { time, ...mention } ) => ( { ...mention, time: time.toISOString() } ) ),
		next: isFull( window ) ? `mentions:${ window[ window.length - 1 ]! }` : null,
	};
}

/**
 * Erases a part of it: call until `next` is null. `busy` are events that are being delivered at this moment, or wait for it
 * and name the address: they are left as they are, and it has to be asked again.
 *
 * The member's events are deleted whatever their state: one that was not delivered yet is not sent any more.
 */
export async function eraseMember( deps: { db: Db }, siteId: string, { email, subject: given }: Person, after: string | null ) {
	return deps.db.transaction().execute( async ( trx ) => {
		const subject = given ?? await findMemberByAddress( trx, siteId, email );
		const own = subject === null ? { names: [], busy: 0, more: false } : await deleteMemberEvents( trx, siteId, subject );
		const traces = subject === null ? 0 : await deleteMemberTraces( trx, siteId, subject, own.names );
		if ( own.more ) {
			return { erased: own.names.length + traces, busy: 0, next: after ?? '' };
		}
		const window = await nextWindow( trx, siteId, after === '' ? null : after );
		const named = await eraseAddress( trx, siteId, window, addressPattern( email ), subject );
		return {
			erased: own.names.length + traces + named.events + named.exchanges,
			busy: own.busy + named.busy,
			next: isFull( window ) ? window[ window.length - 1 ]! : null,
		};
	} );
}

/**
 * For PostgreSQL: this address and no longer one. Within `joana@example.com` and `ana@example.com.au` there is no
 * `ana@example.com`. In addresses of requests the @ is written as %40.
 */
export function addressPattern( email: string ): string {
	const plain = ( text: string ): string => text.replace( /[.*+?^${}()|[\]\\]/g, '\\$&' );
	const at = email.lastIndexOf( '@' );
	return `(?<![A-Za-z0-9._+'~-])${ plain( email.slice( 0, at ) ) }(?:@|%40)${ plain( email.slice( at + 1 ) ) }(?![A-Za-z0-9-]|\\.[A-Za-z0-9])`;
}
