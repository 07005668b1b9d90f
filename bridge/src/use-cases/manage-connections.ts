/** The owner connects HighLevel locations, changes them and takes them away. A token is tested before it is stored. */
import { neededScopes } from '@slotbridge/catalogue/needed-scopes.ts';
import { listBreakers } from '../database/circuit-breakers.ts';
import type { Db, Trx } from '../database/client.ts';
import { readConfig } from '../database/configs.ts';
import {
	deleteConnection, findConnection, findConnectionByLocation, insertConnection, listConnections, updateConnection, type ConnectionRow,
} from '../database/connections.ts';
import type { Server } from '../database/schema.ts';
import { AppError } from '../errors/app-error.ts';
import type { TokenSource } from '../highlevel/client.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { describeConnection, type ConnectionView } from './describe-connection.ts';
import { foundBy, recheck, type RecheckDeps } from './recheck-connection.ts';
import { testConnection, type ConnectionTest } from './test-connection.ts';
import { forecastSwitch, switchServer, type SwitchForecast } from './switch-server.ts';
import { serverBudget, serverUrl } from './tokens/servers.ts';

export type ConnectionDeps = RecheckDeps;

export interface ConnectionList {
	connections: ConnectionView[];
	/** What this bridge can do beside private integration tokens on the live server. */
	offers: { oauth: boolean; sandbox: boolean };
}

export async function showConnections( deps: Pick<BridgeDeps, 'db' | 'highLevelApp' | 'highLevelSandboxUrl'>, siteId: string ): Promise<ConnectionList> {
	const [ rows, config, breakers ] = await Promise.all( [ listConnections( deps.db, siteId ), readConfig( deps.db, siteId ), listBreakers( deps.db ) ] );
	return {
		connections: rows.map( ( row ) => describeConnection( row, config, breakers ) ),
		offers: { oauth: Boolean( deps.highLevelApp ), sandbox: Boolean( deps.highLevelSandboxUrl ) },
	};
}

export interface Credentials {
	token: string;
	locationId: string;
	server?: Server;
}

/**
 * Tests a token and, if it is good for its location, keeps it.
 *
 * @throws AppError connection_exists, or connection_test_failed with the whole test in `test`.
 */
export async function addConnection(
	deps: ConnectionDeps, siteId: string, input: Credentials & { label?: string },
): Promise<{ connection: ConnectionView; test: ConnectionTest }> {
	if ( await findConnectionByLocation( deps.db, siteId, input.locationId ) !== undefined ) {
		throw alreadyThere();
	}
	const test = await passTest( deps, siteId, input );
	const row = await insertConnection( deps.db, {
		siteId,
		label: input.label ?? test.location?.name ?? input.locationId,
		locationId: input.locationId,
		locationName: test.location?.name ?? null,
		timeZone: test.location?.timeZone ?? null,
		sealedToken: deps.box.seal( input.token ),
		scopes: test.scopes,
		server: input.server,
	} );
	if ( row === undefined ) {
		throw alreadyThere();
	}
	await deps.wakeWaiting( siteId );
	return { connection: describeConnection( row, await readConfig( deps.db, siteId ) ), test };
}

export interface ConnectionChanges {
	token?: string;
	/** Takes over when HighLevel refuses the current one; null takes it out again. */
	nextToken?: string | null;
	label?: string;
	status?: 'active' | 'paused';
	server?: Server;
}

/**
 * A new token is tested like the first one and mends a broken connection; a next token is tested too, and put beside the
 * one in use. Resuming a broken connection needs a token that works, so the stored one is tested; resuming a paused one needs nothing.
 *
 * @returns `switched`, when it went to its other server: what will be sent there.
 * @throws AppError not_found, body_invalid, connection_test_failed, or link_conflict while something is being sent: nothing is changed then.
 */
export async function changeConnection(
	deps: ConnectionDeps, siteId: string, id: string, wanted: ConnectionChanges,
): Promise<{ connection: ConnectionView; switched?: { sends: SwitchForecast[ 'sends' ] } }> {
	const old = await getConnection( deps, siteId, id );
	const changes = sortTokens( deps, old, wanted );
	const server = changes.server ?? old.server;
	const moves = server !== old.server;
	const mends = changes.token !== undefined || moves || ( changes.status === 'active' && old.status === 'broken' );
	const token = changes.token ?? deps.tokens.sourceOf( old );
	const test = mends ? await passTest( deps, siteId, { token, locationId: old.location_id, server } ) : undefined;
	if ( typeof changes.nextToken === 'string' ) {
		await passTest( deps, siteId, { token: changes.nextToken, locationId: old.location_id, server } );
	}
	const write = ( db: Db | Trx ) => updateConnection( db, siteId, id, {
		...( changes.label !== undefined && { label: changes.label } ),
		...( moves && { server, ...noNextToken } ),
		...( changes.token !== undefined && { kind: 'privateIntegration' as const, token: deps.box.seal( changes.token ), token_added_at: new Date(), ...noNextToken, ...noPair } ),
		...nextSlot( deps, changes.nextToken ),
		...( test && foundBy( test ) ),
		...newStatus( old, changes, mends ),
	} );
	const { written: row, sends } = moves ? await switchServer( deps.db, old, server, write ) : { written: await write( deps.db ), sends: undefined };
	if ( row === undefined ) {
		throw unknown();
	}
	if ( row.status === 'active' ) {
		await deps.wakeWaiting( siteId );
	}
	return { connection: describeConnection( row, await readConfig( deps.db, siteId ), await listBreakers( deps.db ) ), ...( sends && { switched: { sends } } ) };
}

/** What switching to the other server would mean. @throws AppError not_found. */
export async function forecastConnectionSwitch( deps: Pick<BridgeDeps, 'db'>, siteId: string, id: string ): Promise<SwitchForecast> {
	return forecastSwitch( deps.db, await getConnection( deps, siteId, id ) );
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
export async function tryConnection( deps: ConnectionDeps, siteId: string, input: Credentials ): Promise<ConnectionTest> {
	return testAgainst( deps, siteId, input );
}

/** Tests the stored token and keeps what was found. @throws AppError not_found. */
export async function recheckConnection( deps: ConnectionDeps, siteId: string, id: string ): Promise<ConnectionTest> {
	return recheck( deps, await getConnection( deps, siteId, id ), { priority: 'interactive', breakOnScopes: true } );
}

async function getConnection( deps: Pick<BridgeDeps, 'db'>, siteId: string, id: string ): Promise<ConnectionRow> {
	const row = await findConnection( deps.db, siteId, id );
	if ( row === undefined ) {
		throw unknown();
	}
	return row;
}

/** A next token for a connection that has none that works is simply its token. */
function sortTokens( deps: ConnectionDeps, old: ConnectionRow, wanted: ConnectionChanges ): ConnectionChanges {
	if ( typeof wanted.nextToken !== 'string' ) {
		return wanted;
	}
	if ( old.kind === 'oauth' ) {
		throw refusedNext( 'This location is connected by HighLevel itself and renews its access alone. It needs no next token.' );
	}
	if ( wanted.token === undefined && old.token !== '' && deps.box.open( old.token ) === wanted.nextToken ) {
		throw refusedNext( 'This is the token that is in use already. Paste the new one.' );
	}
	return old.status === 'broken' && wanted.token === undefined ? { ...wanted, token: wanted.nextToken, nextToken: undefined } : wanted;
}

const noNextToken = { next_token: null, next_token_added_at: null, next_token_problem: null };
const noPair = { refresh_token: null, token_expires_at: null, token_scopes: null, agency_id: null };

function nextSlot( deps: ConnectionDeps, nextToken: string | null | undefined ) {
	if ( nextToken === undefined ) {
		return {};
	}
	return nextToken === null ? noNextToken : { next_token: deps.box.seal( nextToken ), next_token_added_at: new Date(), next_token_problem: null };
}

async function testAgainst( deps: ConnectionDeps, siteId: string, input: { token: string | TokenSource; locationId: string; server?: Server } ): Promise<ConnectionTest> {
	const { token, locationId, server = 'live' } = input;
	return testConnection( { ...deps, highLevelBaseUrl: serverUrl( deps, server ), budget: serverBudget( deps.budget, server ) }, { token, locationId }, neededScopes( await readConfig( deps.db, siteId ) ) );
}

async function passTest( deps: ConnectionDeps, siteId: string, input: { token: string | TokenSource; locationId: string; server?: Server } ): Promise<ConnectionTest> {
	const test = await testAgainst( deps, siteId, input );
	if ( ! test.ok ) {
		throw new AppError( 'connection_test_failed', test.problems.map( ( problem ) => problem.detail ).join( ' ' ) || 'HighLevel did not accept this token for this location.', { data: { test } } );
	}
	return test;
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

const unknown = () => new AppError( 'not_found', 'This site has no such connection.' );
const alreadyThere = () => new AppError( 'connection_exists', 'This location is already connected. Change its token there instead.' );
const refusedNext = ( detail: string ) => new AppError( 'body_invalid', detail, { errors: [ { pointer: '/nextToken', detail } ] } );
