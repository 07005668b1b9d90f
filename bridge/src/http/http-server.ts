/** The listening socket: taken first, given its application when that is ready, closed without cutting answers off. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class PortTakenError extends Error {
	override readonly name = 'PortTakenError';
}

export interface HttpServer {
	/** `http://host:port` with the port that was really taken. */
	url: string;
	serve( listener: RequestListener ): void;
	/**
	 * Stops accepting, lets requests under way finish, and cuts those that do not within `graceMs`.
	 */
	close( graceMs: number ): Promise<void>;
}

/**
 * Takes the port before anything else is started, so that a taken one costs nothing.
 *
 * @throws PortTakenError in words for whoever starts the bridge.
 */
export async function listen( host: string, port: number, first: RequestListener ): Promise<HttpServer> {
	let listener = first;
	const server = createServer( ( request, response ) => listener( request, response ) );
	server.requestTimeout = 30_000;
	server.headersTimeout = 10_000;
	await new Promise<void>( ( resolve, reject ) => {
		server.once( 'error', ( error: NodeJS.ErrnoException ) => reject( inWords( error, host, port ) ) );
		server.listen( port, host, resolve );
	} );
	return {
		url: addressOf( server ),
		serve: ( next ) => {
			listener = next;
		},
		close: ( graceMs ) => close( server, graceMs ),
	};
}

function inWords( error: NodeJS.ErrnoException, host: string, port: number ): Error {
	if ( error.code === 'EADDRINUSE' ) {
		return new PortTakenError( `Port ${ port } on ${ host } is already in use. Stop what uses it, or set PORT to another one (0 takes a free one).` );
	}
	if ( error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' ) {
		return new PortTakenError( `HOST=${ host } is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all addresses.` );
	}
	if ( error.code === 'EACCES' ) {
		return new PortTakenError( `Port ${ port } is not allowed for this user. Set PORT to one above 1023.` );
	}
	return error;
}

function addressOf( server: Server ): string {
	const { address, family, port } = server.address() as AddressInfo;
	return `http://${ family === 'IPv6' ? `[${ address }]` : address }:${ port }`;
}

async function close( server: Server, graceMs: number ): Promise<void> {
	const closed = new Promise<void>( ( resolve ) => server.close( () => resolve() ) );
	// A connection that is kept alive gets no further request once its answer is out.
	server.closeIdleConnections();
	const cut = setTimeout( () => server.closeAllConnections(), graceMs );
	await closed;
	clearTimeout( cut );
}
