/**
 * What the replicas count together: how much room a site has left, and how often pairing has failed. Both tables are
 * UNLOGGED: they cost no write-ahead log and are in no back-up, and after a crash of PostgreSQL the counting begins anew.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		CREATE UNLOGGED TABLE site_room (
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			kind text NOT NULL,
			-- What was left at that moment; it grows with time.
			room double precision NOT NULL,
			at timestamptz NOT NULL,
			-- What the last one who asked was given.
			granted integer NOT NULL,
			PRIMARY KEY (site_id, kind)
		) WITH (fillfactor = 50);

		CREATE UNLOGGED TABLE pairing_failure (
			-- An address or a whole network; '*' for all together.
			network text PRIMARY KEY,
			failures integer NOT NULL,
			ends_at timestamptz NOT NULL
		);
	`.execute( db );
}
