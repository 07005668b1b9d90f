/** The way back from HighLevel is told for each word that the bridge has, and for no other. */
import { expect, test } from 'vitest';
import { readConsentResult } from './consent-result.ts';

test( 'each word of the bridge has a notice', () => {
	expect( [ 'connected', 'refused', 'failed', 'empty' ].map( ( word ) => readConsentResult( `?page=slotbridge&slotbridge-connect=${ word }` )?.status ) ).toEqual( [ 'success', 'warning', 'error', 'warning' ] );
} );

test( 'anything else says nothing', () => {
	expect( [ '', '?page=slotbridge', '?slotbridge-connect=', '?slotbridge-connect=toString', '?slotbridge-connect=<b>x</b>' ].map( readConsentResult ) ).toEqual( [ null, null, null, null, null ] );
} );
