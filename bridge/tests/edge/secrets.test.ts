/** Secrets at rest: sealed, opened by the right key alone, moved to a new one, the key file's own care. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseKeys } from '../../src/crypto/key-file.ts';
import { createSecretBox, SecretBoxError } from '../../src/crypto/secret-box.ts';
import { insertConnection, listConnections } from '../../src/database/connections.ts';
import { findSite } from '../../src/database/sites.ts';
import { checkSecrets, resealSecrets, WrongKeyError } from '../../src/use-cases/check-secrets.ts';
import { withBridge } from './helpers.ts';

const [ key, newKey ] = [ randomBytes( 32 ), randomBytes( 32 ) ];
const plain = 'pit-0b1c2d3e-canary 🗝️';

describe( 'the box', () => {
	test( 'gives back what was put in, and never looks the same twice', () => {
		const box = createSecretBox( [ key ] );
		const [ one, two ] = [ box.seal( plain ), box.seal( plain ) ];
		expect( [ box.open( one ), box.open( two ) ] ).toEqual( [ plain, plain ] );
		expect( one ).not.toBe( two );
		expect( one ).toMatch( /^[\w-]{8}(\.[\w-]+){3}$/ );
		expect( Buffer.from( one, 'base64url' ).toString() ).not.toContain( 'canary' );
	} );

	test( 'notices every changed part', () => {
		const box = createSecretBox( [ key ] );
		const parts = box.seal( plain ).split( '.' );
		for ( const index of parts.keys() ) {
			const changed = parts.map( ( part, at ) => ( at === index ? ( part[ 0 ] === 'A' ? 'B' : 'A' ) + part.slice( 1 ) : part ) ).join( '.' );
			expect( () => box.open( changed ) ).toThrow( SecretBoxError );
		}
		const shortTag = [ parts[ 0 ], parts[ 1 ], Buffer.from( parts[ 2 ]!, 'base64url' ).subarray( 0, 4 ).toString( 'base64url' ), parts[ 3 ] ].join( '.' );
		expect( () => box.open( shortTag ) ).toThrow( SecretBoxError );
		expect( () => box.open( '' ) ).toThrow( SecretBoxError );
	} );

	test( 'of another key opens nothing, and its error tells no secret', () => {
		const sealed = createSecretBox( [ key ] ).seal( plain );
		expect( () => createSecretBox( [ newKey ] ).open( sealed ) ).toThrow( /not here/ );
	} );

	test( 'with the old key behind the new one opens both and seals with the new', () => {
		const old = createSecretBox( [ key ] ).seal( plain );
		const box = createSecretBox( [ newKey, key ] );
		expect( box.open( old ) ).toBe( plain );
		expect( [ box.isOutdated( old ), box.isOutdated( box.seal( plain ) ) ] ).toEqual( [ true, false ] );
	} );
} );

describe( 'the stored secrets', () => {
	const bridge = withBridge();

	const connect = async ( siteId: string ) => insertConnection( bridge.database.db, {
		siteId, label: 'One', locationId: `loc${ randomBytes( 8 ).toString( 'hex' ) }`, locationName: null, timeZone: null, sealedToken: bridge.deps.box.seal( plain ), scopes: [],
	} );

	test( 'fit the key they were sealed with, and no other', async () => {
		const site = await bridge.pair();
		await connect( site.id );
		await checkSecrets( bridge.database.db, bridge.deps.box );
		const before = await bridge.database.db.selectFrom( 'site' ).selectAll().execute();
		await expect( checkSecrets( bridge.database.db, createSecretBox( [ newKey ] ) ) ).rejects.toThrow( WrongKeyError );
		expect( await bridge.database.db.selectFrom( 'site' ).selectAll().execute() ).toEqual( before );
	} );

	test( 'move to a new key, tokens and previous secrets too', async () => {
		const site = await bridge.pair();
		await connect( site.id );
		await site.call( 'POST', '/v1/pair/secret' );
		// The key of the running bridge is not known here, so its secrets are first sealed with one that is.
		const [ row, [ connection ] ] = [ ( await findSite( bridge.database.db, site.id ) )!, await listConnections( bridge.database.db, site.id ) ];
		const old = createSecretBox( [ key ] );
		const moved = ( sealed: string ) => old.seal( bridge.deps.box.open( sealed ) );
		await bridge.database.db.deleteFrom( 'site' ).where( 'id', '<>', site.id ).execute();
		await bridge.database.db.updateTable( 'site' ).set( { secret: moved( row.secret ), previous_secret: moved( row.previous_secret! ) } ).execute();
		await bridge.database.db.updateTable( 'connection' ).set( { token: moved( connection!.token ), next_token: old.seal( 'next' ), refresh_token: old.seal( 'refresh' ) } ).execute();
		await bridge.database.db.insertInto( 'agency' ).values( { id: randomUUID(), site_id: site.id, company_id: 'company', token: old.seal( 'agency' ), refresh_token: old.seal( 'agency refresh' ), token_expires_at: new Date() } ).execute();

		const box = createSecretBox( [ newKey, key ] );
		expect( await resealSecrets( bridge.database.db, box ) ).toBe( 7 );
		expect( await resealSecrets( bridge.database.db, box ) ).toBe( 0 );
		const newOnly = createSecretBox( [ newKey ] );
		await checkSecrets( bridge.database.db, newOnly );
		const after = ( await findSite( bridge.database.db, site.id ) )!;
		expect( newOnly.open( after.previous_secret! ) ).toBe( site.pairing.secret );
		const [ resealed ] = await listConnections( bridge.database.db, site.id );
		expect( [ resealed!.token, resealed!.next_token!, resealed!.refresh_token! ].map( newOnly.open ) ).toEqual( [ plain, 'next', 'refresh' ] );
	} );
} );

describe( 'the key file', () => {
	let folder: string;
	beforeEach( async () => {
		folder = await mkdtemp( join( tmpdir(), 'slotbridge-key-' ) );
	} );
	afterEach( () => rm( folder, { recursive: true } ) );

	test( 'is made when it is kept, for its owner alone, and read again', async () => {
		const choice = await chooseKeys( [], folder );
		expect( await readdir( folder ) ).toEqual( [] );
		await choice.keep();
		const file = join( folder, 'encryption.key' );
		expect( ( await stat( file ) ).mode & 0o777 ).toBe( 0o600 );
		expect( Buffer.from( await readFile( file, 'utf8' ), 'base64' ) ).toEqual( choice.keys[ 0 ] );
		expect( ( await chooseKeys( [], folder ) ).keys ).toEqual( choice.keys );
	} );

	test( 'is not made when the configuration has a key', async () => {
		const choice = await chooseKeys( [ key ], folder );
		await choice.keep();
		expect( choice.keys ).toEqual( [ key ] );
		expect( await readdir( folder ) ).toEqual( [] );
	} );

	test( 'of two bridges that start at once, one keeps its key and the other is refused', async () => {
		const [ one, two ] = [ await chooseKeys( [], folder ), await chooseKeys( [], folder ) ];
		await one.keep();
		await expect( two.keep() ).rejects.toThrow();
		expect( ( await chooseKeys( [], folder ) ).keys ).toEqual( one.keys );
	} );

	test( 'that was damaged is not replaced', async () => {
		await writeFile( join( folder, 'encryption.key' ), 'damaged' );
		await expect( chooseKeys( [], folder ) ).rejects.toThrow( /does not hold a key/ );
		expect( await readFile( join( folder, 'encryption.key' ), 'utf8' ) ).toBe( 'damaged' );
	} );
} );
