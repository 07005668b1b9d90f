/** Refuses to call HighLevel over a connection that is not there, paused or broken, in words for the owner. */
import type { ConnectionRow } from '../database/connections.ts';
import { AppError } from '../errors/app-error.ts';

/** @throws AppError `connection_missing`, `connection_paused`, `connection_broken`. */
export function requireUsable( connection: ConnectionRow | undefined ): asserts connection is ConnectionRow {
	if ( ! connection ) {
		throw new AppError( 'connection_missing', 'No HighLevel location is connected yet. Connect one, and this goes on by itself.' );
	}
	if ( connection.status === 'paused' ) {
		throw new AppError( 'connection_paused', 'The connection to HighLevel is paused. Resume it, and this goes on by itself.' );
	}
	if ( connection.status === 'broken' ) {
		throw new AppError( 'connection_broken', connection.status_reason ?? 'The connection to HighLevel does not work at the moment. Enter its token anew.' );
	}
}
