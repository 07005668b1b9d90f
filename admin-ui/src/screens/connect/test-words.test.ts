/** A test that went wrong says why; an e-mail that left is not yet one that arrived. */
import { expect, it } from 'vitest';
import { testWords } from './test-words.ts';

it( 'says what came of a test message', () => {
	expect( testWords( { channel: 'webhook', receiver: 'https://a.example', ok: true, reason: null } ) ).toBe( 'Delivered to https://a.example.' );
	expect( testWords( { channel: 'email', receiver: 'me@a.example', ok: true, reason: null } ) ).toContain( 'Handed to the mail server for me@a.example.' );
	expect( testWords( { channel: 'webhook', receiver: 'https://a.example', ok: false, reason: 'It answered with HTTP 500.' } ) ).toBe( 'Not delivered to https://a.example: It answered with HTTP 500.' );
} );
