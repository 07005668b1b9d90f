/** The table `site_room`: a bucket a site and kind of request, which all replicas draw from, by the database's clock alone. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

export interface RoomRequest {
	siteId: string;
	/** Which limit it is; each has a bucket of its own. */
	kind: string;
	/** What a full bucket holds. */
	burst: number;
	/** What comes back a second. */
	perSecond: number;
	/** So many are taken if they are there, else as many as there are. */
	wanted: number;
}

export interface RoomAnswer {
	/** From 0 to `wanted`. */
	granted: number;
	/** Until there is room for one again; 0 when something was granted. */
	waitMs: number;
}

/** One statement. Takers of one bucket go one after the other, by the lock on its row, so no room is given twice. */
export async function takeRoom( db: Db, { siteId, kind, burst, perSecond, wanted }: RoomRequest ): Promise<RoomAnswer> {
	const first = Math.min( wanted, burst );
	const { rows } = await sql<{ granted: number; room: number }>`
		INSERT INTO site_room AS known (site_id, kind, room, at, granted)
		VALUES (${ siteId }, ${ kind }, ${ burst }::float8 - ${ first }::int, clock_timestamp(), ${ first })
		ON CONFLICT (site_id, kind) DO UPDATE SET (room, at, granted) = (
			SELECT filled.room - taken, filled.at, taken
			FROM (SELECT clock_timestamp() AS now) AS moment,
				LATERAL (SELECT
					least(${ burst }::float8, known.room + greatest(0, extract(epoch FROM now - known.at)::float8) * ${ perSecond }::float8) AS room,
					greatest(known.at, now) AS at
				) AS filled,
				LATERAL (SELECT least(${ wanted }::int, floor(filled.room)::int) AS taken) AS share
		)
		RETURNING granted, room
	`.execute( db );
	const { granted, room } = rows[ 0 ]!;
	return { granted, waitMs: granted > 0 ? 0 : Math.ceil( ( 1 - room ) / perSecond * 1000 ) };
}
