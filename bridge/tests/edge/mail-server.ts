/** A real SMTP server on this machine that keeps what it gets, and refuses as real ones do. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export interface ReceivedMail {
	from: string;
	to: string[];
	/** With its headers. */
	text: string;
}

export interface MailServer {
	/** What came since the current test began. */
	readonly mails: ReceivedMail[];
	/** @param login Such as `me:right`; no other password is taken. */
	url( login?: string ): string;
}

/** Runs with the tests of a file. Mails to "refused@…" are refused. */
export function withMailServer(): MailServer {
	const mails: ReceivedMail[] = [];
	const server = new SMTPServer( {
		authOptional: true, disabledCommands: [ 'STARTTLS' ], logger: false,
		onAuth: ( auth, _session, done ) => done( auth.password === 'right' ? null : new Error( `no entry for ${ auth.password }` ), { user: 'me' } ),
		onRcptTo: ( { address }, _session, done ) => done( address.startsWith( 'refused' ) ? Object.assign( new Error( `mailbox of ${ address } is full` ), { responseCode: 452 } ) : null ),
		onData: ( stream, { envelope }, done ) => void text( stream ).then( ( received ) => {
			mails.push( { from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to: envelope.rcptTo.map( ( { address } ) => address ), text: received } );
			done();
		} ),
	} );
	const port = () => ( server.server.address() as AddressInfo ).port;
	beforeAll( () => new Promise<void>( ( resolve ) => void server.listen( 0, '127.0.0.1', resolve ) ) );
	beforeEach( () => {
		mails.length = 0;
	} );
	afterAll( () => new Promise<void>( ( resolve ) => server.close( resolve ) ) );
	return { mails, url: ( login ) => `smtp://${ login === undefined ? '' : `${ login }@` }127.0.0.1:${ port() }` };
}
