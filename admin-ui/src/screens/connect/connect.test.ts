/** What owners paste, and where the words of a failed test go. */
import { describe, expect, it } from 'vitest';
import { readBridgeUrl, readLocationId, readPairingCode } from './location-id.ts';
import { adviceFor, problemAt } from './problems.ts';

describe( 'pasted values', () => {
	it( 'takes the id out of a HighLevel address', () => {
		expect( readLocationId( ' https://app.gohighlevel.com/v2/location/ve9EPM428h8vShlRW1KT/dashboard ' ) ).toBe( 've9EPM428h8vShlRW1KT' );
		expect( readLocationId( ' ve9EPM428h8vShlRW1KT\n' ) ).toBe( 've9EPM428h8vShlRW1KT' );
	} );

	it( 'cleans address and code', () => {
		expect( readBridgeUrl( ' https://bridge.test// ' ) ).toBe( 'https://bridge.test' );
		expect( readPairingCode( ' ab12-cd34 -ef56 ' ) ).toBe( 'AB12-CD34-EF56' );
	} );
} );

describe( 'problems', () => {
	it( 'stand at the field that can mend them', () => {
		const problems = [ { code: 'highlevel_location_forbidden', detail: 'Other location.' } ];
		expect( problemAt( 'locationId', problems ) ).toMatch( /^Other location\. .+sub-account/ );
		expect( problemAt( 'token', problems ) ).toBeUndefined();
	} );

	it( 'knows its own codes by both names, and keeps unknown ones visible', () => {
		expect( adviceFor( 'slotbridge_bridge_unreachable' ).place ).toBe( 'bridgeUrl' );
		expect( adviceFor( 'something_new' ).place ).toBe( 'step' );
		expect( problemAt( 'step', [ { code: 'something_new', detail: 'Odd.' } ] ) ).toBe( 'Odd.' );
	} );
} );
