/** The owner connects HighLevel locations, changes them and takes them away. A token is tested before it is stored. */
import { listBreakers } from '../database/circuit-breakers.ts';
import {
	deleteConnection, findConnection, findConnectionByLocation, insertConnection, listConnections, updateConnection, type ConnectionRow,
} from '../database/connections.ts';
import { AppError } from '../errors/app-error.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { describeConnection, type ConnectionView } from './describe-connection.ts';
import { testConnection, type ConnectionTest } from './test-connection.ts';

export type ConnectionDeps = Pick<BridgeDeps, 'db' | 'box' | 'budget' | 'highLevelBaseUrl' | 'wakeWaiting'>;

export async function showConnections( deps: Pick<BridgeDeps, 'db'>, siteId: string ): Promise<{ connections: ConnectionView[] }> {
	const [ rows, breakers ] = await Promise.all( [ listConnections( deps.db, siteId ), listBreakers( deps.db ) ] );
	return { connections: rows.map( ( row ) => describeConnection( row, breakers ) ) };
}

/**
 * Tests a token and, if it is good for its location, keeps it.
 *
 * @throws AppError connection_exists, or connection_test_failed with the whole test in `test`.
 */
export async function addConnection(
	deps: ConnectionDeps, siteId: string, input: { token: string; locationId: string; label?: string },
): Promise<{ connection: ConnectionView; test: ConnectionTest }> {
	if ( await findConnectionByLocation( deps.db, siteId, input.locationId ) !== undefined ) {
		throw alreadyThere();
	}
	const test = await passTest( deps, input );
	const row = await insertConnection( deps.db, {
		siteId,
		label: input.label ?? test.location?.name ?? input.locationId,
		locationId: input.locationId,
		locationName: test.location?.name ?? null,
		timeZone: test.location?.timeZone ?? null,
		sealedToken: deps.box.seal( input.token ),
		scopes: test.scopes,
	} );
	if ( row === undefined ) {
		throw alreadyThere();
	}
	await deps.wakeWaiting( siteId );
	return { connection: describeConnection( row ), test };
}

export interface ConnectionChanges {
	token?: string;
	label?: string;
	status?: 'active' | 'paused';
}

/**
 * A new token is tested like the first one and mends a broken connection. Resuming a broken one needs a token that
 * works, so the stored one is tested; resuming a paused one needs nothing.
 *
 * @throws AppError not_found, or connection_test_failed: nothing is changed then.
 */
export async function changeConnection(
	deps: ConnectionDeps, siteId: string, id: string, changes: ConnectionChanges,
): Promise<{ connection: ConnectionView }> {
	const old = await getConnection( deps, siteId, id );
	const mends = changes.token !== undefined || ( changes.status === 'active' && old.status === 'broken' );
	const test = mends ? await passTest( deps, { token: changes.token ?? storedToken( deps, old ), locationId: old.location_id } ) : undefined;
	const row = await updateConnection( deps.db, siteId, id, {
		...( changes.label !== undefined && { label: changes.label } ),
		...( changes.token !== undefined && { token: deps.box.seal( changes.token ), token_added_at: new Date() } ),
		...( test && foundBy( test ) ),
		...newStatus( old, changes, mends ),
	} );
	if ( row === undefined ) {
		throw unknown();
	}
	if ( row.status === 'active' ) {
		await deps.wakeWaiting( siteId );
	}
	return { connection: describeConnection( row, await listBreakers( deps.db ) ) };
}

/** @throws AppError not_found. */
export async function removeConnection( deps: ConnectionDeps, siteId: string, id: string ): Promise<void> {
	if ( ! await deleteConnection( deps.db, siteId, id ) ) {
		throw unknown();
	}
	// Another location takes over, or the events say from now on that there is none.
	await deps.wakeWaiting( siteId );
}

/** Tests a token that is not stored, and does not store it. */
export async function tryConnection( deps: ConnectionDeps, input: { token: string; locationId: string } ): Promise<ConnectionTest> {
	return testConnection( deps, input );
}

/**
 * Tests the stored token and keeps what was found: one that works again is active again, one that HighLevel refuses is
 * broken. That HighLevel cannot be reached says nothing about the token.
 */
export async function recheckConnection( deps: ConnectionDeps, siteId: string, id: string ): Promise<ConnectionTest> {
	const old = await getConnection( deps, siteId, id );
	const test = await testConnection( deps, { token: storedToken( deps, old ), locationId: old.location_id } );
	const [ problem ] = test.problems;
	if ( test.ok ) {
		const mended = old.status === 'broken' ? { status: 'active' as const, status_code: null, status_reason: null } : {};
		await updateConnection( deps.db, siteId, id, { ...foundBy( test ), ...mended } );
		await deps.wakeWaiting( siteId );
	} else if ( isAboutToken( test ) ) {
		const broken = old.status === 'paused' ? {} : { status: 'broken' as const, status_code: problem?.code ?? 'connection_test_failed', status_reason: problem?.detail ?? 'A required scope is missing.' };
		await updateConnection( deps.db, siteId, id, { ...foundBy( test ), ...broken } );
	}
	return test;
}

async function getConnection( deps: ConnectionDeps, siteId: string, id: string ): Promise<ConnectionRow> {
	const row = await findConnection( deps.db, siteId, id );
	if ( row === undefined ) {
		throw unknown();
	}
	return row;
}

async function passTest( deps: ConnectionDeps, input: { token: string; locationId: string } ): Promise<ConnectionTest> {
	const test = await testConnection( deps, input );
	if ( ! test.ok ) {
		throw new AppError( 'connection_test_failed', test.problems.map( ( problem ) => problem.detail ).join( ' ' ) || 'HighLevel did not accept this token for this location.', { data: { test } } );
	}
	return test;
}

function storedToken( deps: ConnectionDeps, row: ConnectionRow ): string {
	if ( row.token === '' ) {
		throw new AppError( 'connection_broken', 'The token was removed when the site was disconnected from the bridge. Enter it again.' );
	}
	return deps.box.open( row.token );
}

/** Only what the test could see; a name that could not be read this time is no reason to forget it. */
function foundBy( test: ConnectionTest ) {
	return {
		checked_at: new Date(),
		scopes: JSON.stringify( test.scopes ),
		...( test.location && { location_name: test.location.name, time_zone: test.location.timeZone } ),
	};
}

function newStatus( old: ConnectionRow, changes: ConnectionChanges, mends: boolean ) {
	const none = { status_code: null, status_reason: null };
	if ( changes.status === 'paused' ) {
		return { status: 'paused' as const, ...none };
	}
	if ( changes.status === 'active' || ( mends && old.status === 'broken' ) ) {
		return { status: 'active' as const, ...none };
	}
	return {};
}

function isAboutToken( test: ConnectionTest ): boolean {
	const passing = new Set<string>( [ 'highlevel_unreachable', 'highlevel_timeout', 'highlevel_unavailable', 'highlevel_rate_limited', 'highlevel_daily_limit', 'highlevel_answer_unreadable', 'highlevel_resting' ] );
	return ! test.problems.some( ( problem ) => passing.has( problem.code ) );
}

const unknown = () => new AppError( 'not_found', 'This site has no such connection.' );
const alreadyThere = () => new AppError( 'connection_exists', 'This location is already connected. Change its token there instead.' );
