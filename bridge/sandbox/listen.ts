/** Starts an Express app on the loopback address and stops it again. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface Listening {
	url: string;
	/** Ends every connection and frees the port. */
	close(): Promise<void>;
}

/**
 * @param port 0 takes a free one.
 * @throws Error with `code: 'EADDRINUSE'` when the port is taken.
 */
export async function listen( app: Express, port: number ): Promise<Listening> {
	const server = createServer( app );
	await new Promise<void>( ( resolve, reject ) => {
		server.once( 'error', reject );
		server.listen( port, '127.0.0.1', resolve );
	} );
	return {
		url: `http://127.0.0.1:${ ( server.address() as AddressInfo ).port }`,
		close: () => new Promise( ( resolve ) => {
			server.close( () => resolve() );
			server.closeAllConnections();
		} ),
	};
}
