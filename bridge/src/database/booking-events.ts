/** How the wishes of a site for its bookings stand: the newest event of each. */
import { sql } from 'kysely';
import type { Db } from './client.ts';
import type { EventState } from './schema.ts';

export interface NewestOfBooking {
	booking: number;
	id: string;
	state: EventState;
	reasonCode: string | null;
	reason: string | null;
}

export async function newestByBooking( db: Db, siteId: string, bookings: readonly number[] ): Promise<NewestOfBooking[]> {
	const { rows } = await sql<{ subject: string; id: string; state: EventState; reason_code: string | null; reason: string | null }>`
		SELECT DISTINCT ON (subject) subject, id, state, reason_code, reason FROM event
		WHERE site_id = ${ siteId } AND subject = ANY(${ bookings.map( ( booking ) => `booking/${ booking }` ) }::text[])
		ORDER BY subject, sequence DESC, received_at DESC
	`.execute( db );
	return rows.map( ( row ) => ( { booking: Number( row.subject.split( '/' )[ 1 ] ), id: row.id, state: row.state, reasonCode: row.reason_code, reason: row.reason } ) );
}
