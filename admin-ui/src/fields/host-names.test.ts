/** Hosts are chosen by name and stored by id. */
import { describe, expect, it } from 'vitest';
import { hostNames, hostOptions, idOfHost } from './host-names.ts';

const options = hostOptions( [
	{ id: 'u1', name: 'Ana Ruiz' },
	{ id: 'u2', firstName: 'Ana', lastName: 'Ruiz', email: 'ana2@example.test' },
	{ id: 'u3', email: 'bo@example.test' },
] );

describe( 'hosts', () => {
	it( 'tells namesakes apart', () => {
		expect( options.map( ( { label } ) => label ) ).toEqual( [ 'Ana Ruiz (u1)', 'Ana Ruiz (ana2@example.test)', 'bo@example.test' ] );
	} );

	it( 'goes from names to ids and back, unknown ones untouched', () => {
		const ids = [ 'u2', 'gone' ];
		expect( hostNames( ids, options ).map( ( name ) => idOfHost( name, options ) ) ).toEqual( ids );
	} );
} );
