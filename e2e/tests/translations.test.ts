/** What makes a text ready for translators, and what is found to be wrong with one. */
import { expect, test } from 'vitest';
import { toMessages, type Call } from '../i18n/message.ts';
import { makePot } from '../i18n/pot.ts';

const read = ( source: string, args: ( string | null )[], name = '__' ) => {
	const offset = source.indexOf( `${ name }(` );
	const call: Call = { name, args, offset, line: source.slice( 0, offset ).split( '\n' ).length };
	return toMessages( [ call ], source, 'a.php', [ 'a.php' ] );
};

test( 'a text with its domain is taken', () => {
	expect( read( '__( \'Save\', \'slotbridge\' );', [ 'Save', 'slotbridge' ] ) ).toEqual( { messages: [ { single: 'Save', reference: 'a.php', place: 'a.php:1' } ], faults: [] } );
} );

test( 'the comment in the line above belongs to it, one further up does not', () => {
	const source = ( gap: string ) => `/* translators: %s: a name. */\n${ gap }__( 'Hello %s', 'slotbridge' );`;
	expect( read( source( '' ), [ 'Hello %s', 'slotbridge' ] ) ).toMatchObject( { messages: [ { comment: 'translators: %s: a name.' } ], faults: [] } );
	expect( read( source( '\n' ), [ 'Hello %s', 'slotbridge' ] ).faults ).toEqual( [ expect.stringContaining( 'no comment' ) ] );
} );

test.each( [
	[ 'no domain', [ 'Save' ], '__', 'text domain' ],
	[ 'another domain', [ 'Save', 'default' ], '__', 'text domain' ],
	[ 'a text that is put together', [ null, 'slotbridge' ], '__', 'as they are' ],
	[ 'a plural that is put together', [ 'a', null, null, 'slotbridge' ], '_n', 'as they are' ],
	[ 'a placeholder in the plural alone', [ 'One', '%d of them', null, 'slotbridge' ], '_n', 'no comment' ],
] )( '%s is a fault', ( _name, args, name, words ) => {
	expect( read( `${ name }( … );`, args, name ).faults ).toEqual( [ expect.stringContaining( words ) ] );
} );

test( 'texts of PHP and of all apps are there, those of later parts under the script that WordPress loads', async () => {
	const { pot, faults } = await makePot();
	expect( faults ).toEqual( [] );
	expect( pot ).toMatch( /#: build\/admin\.js\nmsgid "Daily summary"\n/ );
	expect( pot ).toMatch( /#: build\/block-visibility\.js\nmsgid "Who sees this block"\n/ );
	expect( pot ).toMatch( /#: includes\/Privacy\/PolicyText\.php\nmsgid "Suggested text:"/ );
	expect( new Set( [ ...pot.matchAll( /^#: build\/(.+)$/gm ) ].map( ( [ , file ] ) => file ) ) ).toEqual( new Set( [ 'admin.js', 'block-visibility.js', 'calendar-editor.js' ] ) );
} );
