/** Finds and checks TCP ports on this machine's loopback address. */
import { createServer } from 'node:net';

export const host = '127.0.0.1';

/** True when nothing listens on the port at 127.0.0.1. */
export function isPortFree( port: number ): Promise<boolean> {
	return new Promise( ( answer ) => {
		const server = createServer();
		server.once( 'error', () => answer( false ) );
		server.listen( { port, host, exclusive: true }, () => server.close( () => answer( true ) ) );
	} );
}

/** A port that was free a moment ago; the system does not hand it out again soon. */
export function findFreePort(): Promise<number> {
	return new Promise( ( answer, refuse ) => {
		const server = createServer();
		server.once( 'error', refuse );
		server.listen( { port: 0, host }, () => {
			const address = server.address();
			const port = address !== null && typeof address === 'object' ? address.port : 0;
			server.close( () => answer( port ) );
		} );
	} );
}
