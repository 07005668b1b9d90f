/** The words and the file of the audit log. */
import { expect, test } from 'vitest';
import type { AuditItem } from '../../api/audit.ts';
import { auditCsv } from './audit-csv.ts';
import { deedWords, personWords, valueWords } from './audit-words.ts';

const item: AuditItem = { id: 1, at: '2026-11-25T10:00:00Z', user: { id: 1, name: 'Olga "O" Owner' }, source: 'wp-cli', what: 'settings', subject: '', changes: [] };

test( 'values are told in words', () => {
	expect( [ null, '', [], true, false, 3, 'x', [ 'a', 'b' ], { a: 1 }, '(hidden)' ].map( valueWords ) ).toEqual( [ 'nothing', 'nothing', 'nothing', 'yes', 'no', '3', 'x', 'a, b', '{"a":1}', '(hidden)' ] );
} );

test( 'a deed of a later version is told by its own name, and a person without a name by the number', () => {
	expect( deedWords( 'moon.landed' ) ).toBe( 'moon.landed' );
	expect( deedWords( 'mapping' ) ).not.toBe( 'mapping' );
	expect( [ personWords( { id: 7, name: '' } ), personWords( { id: 0, name: '' } ) ] ).toEqual( [ 'User 7', 'Nobody who was logged in' ] );
} );

test( 'the file quotes what has to be quoted and holds no formula', () => {
	const csv = auditCsv( [ { ...item, changes: [ { path: 'a', old: '=1+1', new: 'two\nlines' } ] }, item ] ).split( '\r\n' );
	expect( csv ).toHaveLength( 3 );
	expect( csv[ 1 ] ).toBe( '2026-11-25T10:00:00Z,"Olga ""O"" Owner",by WP-CLI,Changed the settings,,a,\'=1+1,"two\nlines"' );
	expect( csv[ 2 ]?.endsWith( ',,,,' ) ).toBe( true );
} );
