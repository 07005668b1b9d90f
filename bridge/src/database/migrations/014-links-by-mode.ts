/**
 * A connection that is switched between live and sandbox keeps two sets of links. Those of the server that it is on stand in
 * `link`, as ever; the others are parked. So no query can cross from one to the other, whoever wrote it: also a bridge of the
 * version before, beside this one, finds in `link` only what is true where it sends, and its own switch parks them as well.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		-- While it lies ahead, no delivery of this connection begins or makes a call: it is about to be switched.
		ALTER TABLE connection ADD COLUMN switching_until timestamptz;

		ALTER TABLE link ADD COLUMN server text CHECK (server IN ('live', 'sandbox'));
		UPDATE link SET server = connection.server FROM connection WHERE connection.id = link.connection_id;
		ALTER TABLE link ALTER COLUMN server SET NOT NULL;

		-- An id means a thing of one server; two sites may have one location on both.
		DROP INDEX link_highlevel;
		CREATE UNIQUE INDEX link_highlevel ON link (server, location_id, highlevel_id) WHERE state = 'linked' AND subject NOT LIKE 'contact/%';

		CREATE TABLE parked_link (
			LIKE link,
			PRIMARY KEY (site_id, subject, connection_id, server),
			FOREIGN KEY (site_id) REFERENCES site (id) ON DELETE CASCADE,
			FOREIGN KEY (connection_id) REFERENCES connection (id) ON DELETE CASCADE
		);

		-- A bridge of the version before does not name the server: then it is the connection's. One that names another comes
		-- late: the connection was switched under it, and what it knows belongs to the parked links.
		CREATE FUNCTION keep_link_on_its_server() RETURNS trigger LANGUAGE plpgsql AS $$
		DECLARE
			on_server text;
		BEGIN
			SELECT server INTO on_server FROM connection WHERE id = NEW.connection_id FOR KEY SHARE;
			IF NEW.server IS NULL THEN
				NEW.server := coalesce(on_server, 'live');
			ELSIF NEW.server <> on_server THEN
				RAISE EXCEPTION 'the connection of this link was switched to %', on_server USING ERRCODE = 'SB014';
			END IF;
			RETURN NEW;
		END
		$$;
		CREATE TRIGGER link_on_its_server BEFORE INSERT ON link FOR EACH ROW EXECUTE FUNCTION keep_link_on_its_server();

		CREATE FUNCTION change_links() RETURNS trigger LANGUAGE plpgsql AS $$
		DECLARE
			names text := 'site_id, subject, connection_id, location_id, highlevel_id, marker, state, base, applied_sequence, applied_event_id, synced_at, created_at, server';
		BEGIN
			EXECUTE format('INSERT INTO parked_link (%1$s) SELECT %1$s FROM link WHERE connection_id = $1', names) USING NEW.id;
			DELETE FROM link WHERE connection_id = NEW.id;
			EXECUTE format('INSERT INTO link (%1$s) SELECT %1$s FROM parked_link WHERE connection_id = $1 AND server = $2', names) USING NEW.id, NEW.server;
			DELETE FROM parked_link WHERE connection_id = NEW.id AND server = NEW.server;
			RETURN NULL;
		END
		$$;
		CREATE TRIGGER connection_switched AFTER UPDATE OF server ON connection FOR EACH ROW WHEN (OLD.server IS DISTINCT FROM NEW.server) EXECUTE FUNCTION change_links();

		-- Under which name a location's limits, calls and circuit breaker are kept: a sandbox counts by itself.
		CREATE FUNCTION budget_key(server text, location_id text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
			SELECT CASE server WHEN 'live' THEN location_id ELSE server || ':' || location_id END
		$$;

		CREATE OR REPLACE FUNCTION lane_group(of_site uuid) RETURNS text LANGUAGE sql STABLE AS $$
			SELECT coalesce((
				SELECT budget_key(connection.server, connection.location_id)
				FROM connection
				LEFT JOIN config ON config.site_id = connection.site_id
				WHERE connection.site_id = of_site
				ORDER BY (config.body ->> 'connectionId' = connection.id::text) DESC NULLS LAST, connection.created_at
				LIMIT 1
			), of_site::text)
		$$;
	`.execute( db );
}
