/** From what an owner types to what the bridge takes, and its faults back to the fields. */
import { describe, expect, it } from 'vitest';
import type { Alerts } from '../../api/alerts.ts';
import { checkDraft, faultsOf, isChanged, listFaults, readEmails, toDraft, toInput } from './alerts-draft.ts';

const saved: Alerts = {
	webhook: { url: 'https://hooks.example.com/a', lastError: null },
	emails: [ 'me@example.com', 'you@example.com' ],
	emailAvailable: true,
	emailLastError: null,
	lastMessageAt: null,
	rules: { deadLetters: { enabled: true, atLeast: 1 }, queueAge: { enabled: false, minutes: 15 }, tokenBroken: { enabled: true }, tokenAge: { enabled: true, days: 80 }, resting: { enabled: true, minutes: 5 } },
};
const draft = toDraft( saved, 'Europe/Berlin' );

describe( 'the draft', () => {
	it( 'gives back what was read', () => {
		expect( toInput( draft ) ).toEqual( { webhook: { url: 'https://hooks.example.com/a' }, emails: saved.emails, rules: saved.rules } );
		expect( isChanged( draft, saved ) ).toBe( false );
	} );

	it( 'is changed by a threshold and by a secret, not by spaces', () => {
		expect( isChanged( { ...draft, webhookUrl: ` ${ draft.webhookUrl } `, emails: 'me@example.com, you@example.com\n' }, saved ) ).toBe( false );
		expect( isChanged( { ...draft, webhookSecret: 'whsec_new' }, saved ) ).toBe( true );
		expect( isChanged( { ...draft, rules: { ...draft.rules, tokenAge: { enabled: true, threshold: '70' } } }, saved ) ).toBe( true );
	} );

	it( 'has no webhook without an address', () => {
		expect( toInput( { ...draft, webhookUrl: ' ' } ).webhook ).toBeNull();
		expect( toInput( { ...draft, webhookSecret: ' whsec_x ' } ).webhook ).toEqual( { url: 'https://hooks.example.com/a', secret: 'whsec_x' } );
	} );

	it( 'reads addresses however they are listed', () => {
		expect( readEmails( ' a@example.com;b@example.com,\n\nc@example.com ' ) ).toEqual( [ 'a@example.com', 'b@example.com', 'c@example.com' ] );
		expect( readEmails( ' \n' ) ).toEqual( [] );
	} );
} );

describe( 'the form of the webhook and the digest', () => {
	const of: Alerts = { ...saved, webhook: { url: 'https://hooks.example.com/a', format: 'slack', lastError: null }, digest: { hour: 7, timeZone: 'UTC', always: true } };
	const both = toDraft( of, 'Europe/Berlin' );

	it( 'are sent as they are set, in the time zone that the site has now', () => {
		expect( toInput( both ) ).toMatchObject( { webhook: { format: 'slack' }, digest: { hour: 7, timeZone: 'Europe/Berlin', always: true } } );
		expect( toInput( { ...both, digest: { ...both.digest, enabled: false } } ).digest ).toBeNull();
		expect( isChanged( both, of ) ).toBe( false );
		expect( isChanged( { ...both, digest: { ...both.digest, hour: 8 } }, of ) ).toBe( true );
		expect( isChanged( { ...both, webhookFormat: 'standard' }, of ) ).toBe( true );
	} );

	it( 'are not told to a bridge that knows neither', () => {
		expect( toInput( draft ) ).not.toHaveProperty( 'digest' );
		expect( toInput( draft ).webhook ).not.toHaveProperty( 'format' );
		expect( toInput( toDraft( { ...saved, digest: null }, 'UTC' ) ).digest ).toBeNull();
	} );

	it( 'have their faults told', () => {
		expect( listFaults( faultsOf( { 'digest/timeZone': 'Not known.' }, toInput( both ) ) ) ).toEqual( [ 'Not known.' ] );
	} );
} );

describe( 'faults', () => {
	it( 'are found in thresholds before anything is sent', () => {
		for ( const threshold of [ '', '0', '-1', '1.5', '1e2', 'ten', '10081' ] ) {
			expect( checkDraft( { ...draft, rules: { ...draft.rules, queueAge: { enabled: true, threshold } } } ).rules.queueAge, threshold ).toContain( '10080' );
		}
		expect( listFaults( checkDraft( draft ) ) ).toEqual( [] );
	} );

	it( 'ask for the address of a secret, and for no more than ten addresses of people', () => {
		const eleven = Array.from( { length: 11 }, ( _, index ) => `a${ index }@example.com` );
		expect( checkDraft( { ...draft, emails: eleven.join( ' ' ) } ).emails ).toMatch( /Ten/ );
		expect( checkDraft( { ...draft, emails: eleven.slice( 1 ).join( ' ' ) } ).emails ).toBeUndefined();
		expect( checkDraft( { ...draft, webhookUrl: '', webhookSecret: 'whsec_x' } ).webhookUrl ).toMatch( /address/ );
	} );

	it( 'of the bridge stand at their fields, and name the address that is wrong', () => {
		const sent = { ...toInput( draft ), emails: [ 'me@example.com', 'you' ] };
		const faults = faultsOf( { 'emails/1': 'Give an e-mail address.', 'webhook/url': 'Private.', 'webhook/secret': 'Odd.', 'rules/tokenAge/days': 'Too big.', 'something/else': 'Far.' }, sent );
		expect( faults ).toEqual( { emails: 'you: Give an e-mail address.', webhookUrl: 'Private.', webhookSecret: 'Odd.', rules: { tokenAge: 'Too big.' } } );
		expect( listFaults( faults ) ).toHaveLength( 4 );
		expect( faultsOf( { emails: 'No mail server.' }, sent ).emails ).toBe( 'No mail server.' );
		expect( listFaults( faultsOf( { webhook: 'No.' }, sent ) ) ).toEqual( [ 'No.' ] );
	} );
} );
