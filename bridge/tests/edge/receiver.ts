/** A site's callback address: a tiny HTTP server that answers as it is told, and remembers what it got. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export class Receiver {
	readonly received: Received[] = [];
	/** @param count How many messages have come in, this one included. */
	answer: ( count: number ) => number | 'hang' | { redirect: string } = () => 204;
	readonly #server: Server = createServer( ( request, response ) => {
		let body = '';
		request.on( 'data', ( chunk ) => {
			body += String( chunk );
		} );
		request.on( 'end', () => {
			this.received.push( { url: request.url ?? '', headers: request.headers, body } );
			const answer = this.answer( this.received.length );
			if ( typeof answer === 'number' ) {
				response.writeHead( answer ).end();
			} else if ( answer !== 'hang' ) {
				response.writeHead( 307, { location: answer.redirect } ).end();
			}
		} );
	} );

	/** Without a path; after `start`. */
	get address(): string {
		return `http://127.0.0.1:${ ( this.#server.address() as AddressInfo ).port }`;
	}

	/** @returns Its address, without a path. */
	async start(): Promise<string> {
		await new Promise<void>( ( resolve ) => this.#server.listen( 0, '127.0.0.1', resolve ) );
		return this.address;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise( ( resolve ) => this.#server.close( resolve ) );
	}
}
