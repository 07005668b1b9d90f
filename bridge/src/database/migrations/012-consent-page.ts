/**
 * A consent begins at a page of the bridge and is bound to the browser that went on from there. Only additions: a bridge of
 * the version before ignores the columns, and a consent that it began while both ran has no browser and is refused here.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		ALTER TABLE oauth_state
			-- SHA-256 of what opens the page; until its button is pressed, the row's own hash is of a state that nobody has.
			ADD COLUMN ticket text UNIQUE,
			-- SHA-256 of the cookie of the browser that pressed it.
			ADD COLUMN browser text,
			ADD COLUMN wish text CHECK (wish IN ('location', 'agency')),
			-- What the page showed is what HighLevel is asked for, also when the mapping changes in between.
			ADD COLUMN scopes text;
	`.execute( db );
}
