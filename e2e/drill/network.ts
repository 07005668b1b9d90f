/** One stretch of network as a TCP proxy that can be disturbed: it shares connections out among its targets, and cuts, refuses, delays or swallows them. */
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { host } from '../base/ports.ts';
import { sleep } from '../base/poll-until.ts';

export const disturbances = [ 'cut', 'refuse', 'delay', 'black-hole', 'lost-answers' ] as const;

/**
 * cut: every connection breaks, a new one after a moment; refuse: nothing listens; delay: each piece comes late;
 * black-hole: nothing gets through, nothing comes back; lost-answers: what is asked arrives, the answer breaks off.
 */
export type Mood = 'open' | typeof disturbances[ number ];

const delayMs = 1_500;

export class Link {
	readonly label: string;
	readonly port: number;
	readonly #targets: number[];
	readonly #open = new Set<Socket>();
	#server: Server | undefined;
	#mood: Mood = 'open';
	#turn = 0;

	/** @param targets Ports; a target that does not answer is passed over, as a load balancer does. */
	constructor( label: string, port: number, targets: number[] ) {
		this.label = label;
		this.port = port;
		this.#targets = targets;
	}

	/** Begins to listen. */
	async start(): Promise<void> {
		const server = createServer( ( client ) => this.#take( client ) );
		this.#server = server;
		await new Promise<void>( ( done, fail ) => {
			server.once( 'error', fail );
			server.listen( { port: this.port, host }, done );
		} );
	}

	async stop(): Promise<void> {
		const server = this.#server;
		this.#server = undefined;
		const closed = server && new Promise<void>( ( done ) => server.close( () => done() ) );
		this.#breakAll();
		await closed;
	}

	/** Changes the weather; connections that are open meet it at once. */
	async setMood( mood: Mood ): Promise<void> {
		const before = this.#mood;
		this.#mood = mood;
		if ( mood === 'refuse' ) {
			await this.stop();
		} else if ( this.#server === undefined ) {
			await this.start();
		}
		if ( mood === 'cut' || before === 'black-hole' || before === 'lost-answers' ) {
			this.#breakAll();
		}
	}

	#breakAll(): void {
		for ( const socket of this.#open ) {
			socket.destroy();
		}
	}

	#hold( socket: Socket ): void {
		this.#open.add( socket );
		socket.setNoDelay( true );
		socket.once( 'close', () => this.#open.delete( socket ) );
		socket.on( 'error', () => socket.destroy() );
	}

	#take( client: Socket ): void {
		this.#hold( client );
		if ( this.#mood === 'cut' ) {
			setTimeout( () => client.destroy(), 20 );
			return;
		}
		const first = this.#turn++;
		const targets = this.#targets.map( ( _port, index ) => this.#targets[ ( first + index ) % this.#targets.length ]! );
		const upstream = connectToFirst( targets );
		const forth = this.#lane( async ( piece ) => void ( await upstream )?.write( piece ) );
		const back = this.#lane( ( piece ) => client.write( piece ) );
		client.on( 'data', ( piece ) => void ( this.#mood === 'black-hole' || forth( piece ) ) );
		client.once( 'close', () => void upstream.then( ( socket ) => socket?.destroy() ) );
		void upstream.then( ( socket ) => {
			if ( ! socket || client.destroyed ) {
				socket?.destroy();
				client.destroy();
				return;
			}
			this.#hold( socket );
			socket.on( 'data', ( piece ) => void ( this.#mood === 'black-hole' || ( this.#mood === 'lost-answers' ? client.destroy() : back( piece ) ) ) );
			socket.once( 'close', () => void back( undefined ).then( () => client.destroy() ) );
		} );
	}

	/** One direction of a connection: pieces keep their order, late or not; `undefined` only waits for those before it. */
	#lane( write: ( piece: Buffer ) => unknown ): ( piece: Buffer | undefined ) => Promise<void> {
		let last: Promise<void> = Promise.resolve();
		return ( piece ) => ( last = last.then( async () => {
			if ( piece !== undefined ) {
				await ( this.#mood === 'delay' ? sleep( delayMs ) : undefined );
				await write( piece );
			}
		} ) );
	}
}

async function connectToFirst( ports: number[] ): Promise<Socket | undefined> {
	for ( const port of ports ) {
		const socket = createConnection( { port, host } );
		const connected = await new Promise<boolean>( ( answer ) => {
			socket.once( 'connect', () => answer( true ) );
			socket.once( 'error', () => answer( false ) );
		} );
		if ( connected ) {
			return socket;
		}
		socket.destroy();
	}
	return undefined;
}
