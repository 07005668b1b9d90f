/** Words of the bridge, in the reader's language. */
import { setLocaleData } from '@wordpress/i18n';
import { afterEach, expect, test } from 'vitest';
import { bridgeWords, eventTitle } from './bridge-words.ts';

afterEach( () => setLocaleData( { 'Member "%1$s" got a tag: %2$s': [ '' ], Hosts: [ '' ] }, 'slotbridge' ) );

test( 'what has a translation is translated, the rest stays', () => {
	setLocaleData( { Hosts: [ 'Gastgeber' ] }, 'slotbridge' );
	expect( [ bridgeWords( 'Hosts' ), bridgeWords( 'Something new' ), bridgeWords( '' ) ] ).toEqual( [ 'Gastgeber', 'Something new', '' ] );
} );

test( 'names stand where the language wants them, and are never read as placeholders', () => {
	setLocaleData( { 'Member "%1$s" got a tag: %2$s': [ 'Neues Schlagwort %2$s für „%1$s“' ] }, 'slotbridge' );
	const titleParts = { pattern: 'Member "%1$s" got a tag: %2$s', values: [ '100 %s', 'Gold' ] };
	expect( eventTitle( { title: 'x', titleParts } ) ).toBe( 'Neues Schlagwort Gold für „100 %s“' );
} );

test( 'a bridge of an earlier version sends the sentence alone', () => {
	expect( eventTitle( { title: 'Calendar "A" was added' } ) ).toBe( 'Calendar "A" was added' );
} );
