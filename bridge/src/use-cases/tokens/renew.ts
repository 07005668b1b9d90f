/** Renews an access token once, however many calls and replicas need it at the same moment. */
import type { Db, Trx } from '../../database/client.ts';
import type { SealedPair } from '../../database/connection-tokens.ts';
import { AppError } from '../../errors/app-error.ts';
import { HighLevelFailure, isFailure } from '../../highlevel/failure.ts';
import type { TokenAnswer } from '../../highlevel/oauth.ts';

/** Before it ends by itself: a call that is just being made, and clocks that differ, need some room. */
export const EARLY_MS = 10 * 60_000;
/** A lost answer is asked for again at once: for 30 seconds the same refresh token gives the same new pair. */
const PAUSES_MS = [ 0, 300, 1_500 ];
/** Each holds a connection to the database while HighLevel answers; the rest of the pool is for everything else. */
const AT_ONCE = 2;

export interface Held {
	/** Sealed. */
	token: string;
	refreshToken: string | null;
	expiresAt: Date | null;
}

/** Something whose token can be renewed: a connection, or an agency. */
export interface Renewable {
	/** Its id. */
	key: string;
	/** Reads it under a row lock; undefined when it is gone. */
	lock( trx: Trx ): Promise<Held | undefined>;
	/** Asks HighLevel; `held.refreshToken` is open here. */
	renew( held: Held ): Promise<TokenAnswer>;
	store( trx: Trx, pair: SealedPair ): Promise<void>;
	/** HighLevel refused for good: the owner has to be told. */
	stop( trx: Trx, failure: HighLevelFailure ): Promise<void>;
}

export interface RenewDeps {
	db: Db;
	box: { open( sealed: string ): string; seal( plain: string ): string };
	now?(): number;
}

/** @returns A token that is good for now. `refused` is one that HighLevel has just turned away, however long it should have lasted. */
export type Renewer = ( what: Renewable, refused?: string ) => Promise<string>;

export function isFresh( expiresAt: Date | null, now: number ): boolean {
	return expiresAt !== null && expiresAt.getTime() - now > EARLY_MS;
}

/** Runs one way to a token at a time for each key; whoever comes meanwhile gets what it brings. */
export type Flights = ( key: string, refused: string | undefined, start: () => Promise<string> ) => Promise<string>;

export function createFlights(): Flights {
	const flights = new Map<string, Promise<string>>();
	return async ( key, refused, start ) => {
		// One that began before anybody knew of the refusal brings just the refused token: then it is our turn, or the next one's.
		for ( let other = flights.get( key ); other !== undefined; other = flights.get( key ) ) {
			const joined = await other;
			if ( joined !== refused ) {
				return joined;
			}
		}
		const flight = start();
		flights.set( key, flight );
		try {
			return await flight;
		} finally {
			flights.delete( key );
		}
	};
}

/** One flight in this process, and one over all replicas by the row lock. */
export function createRenewer( deps: RenewDeps ): Renewer {
	const flights = createFlights();
	const gate = createGate( AT_ONCE );
	return ( what, refused ) => flights( what.key, refused, () => gate( () => renewUnderLock( deps, what, refused ) ) );
}

/**
 * The lock is held while HighLevel is asked. Whoever comes second waits, and then finds the new token. The new pair is
 * committed before anybody uses it, and nothing that the caller does can end this halfway; a process that is killed
 * between HighLevel's answer and the commit leaves the old refresh token, which still works for 30 seconds.
 */
async function renewUnderLock( deps: RenewDeps, what: Renewable, refused: string | undefined ): Promise<string> {
	const result = await deps.db.transaction().execute( async ( trx ): Promise<string | HighLevelFailure> => {
		const held = await what.lock( trx );
		if ( held === undefined || held.token === '' ) {
			throw new AppError( 'connection_broken', 'This connection was taken away. Connect with HighLevel again.' );
		}
		const token = deps.box.open( held.token );
		if ( token !== refused && isFresh( held.expiresAt, deps.now?.() ?? Date.now() ) ) {
			return token;
		}
		try {
			const answer = await askPatiently( () => what.renew( { ...held, refreshToken: held.refreshToken === null ? null : deps.box.open( held.refreshToken ) } ) );
			await what.store( trx, sealPair( deps.box, answer ) );
			return answer.accessToken;
		} catch ( error ) {
			if ( ! isFailure( error, 'highlevel_oauth_refused' ) ) {
				throw error;
			}
			await what.stop( trx, error );
			return error;
		}
	} );
	if ( result instanceof HighLevelFailure ) {
		throw result;
	}
	return result;
}

export function sealPair( box: RenewDeps[ 'box' ], answer: TokenAnswer ): SealedPair {
	return {
		token: box.seal( answer.accessToken ),
		refreshToken: answer.refreshToken === null ? null : box.seal( answer.refreshToken ),
		expiresAt: answer.expiresAt,
		scopes: answer.scopes,
	};
}

async function askPatiently( ask: () => Promise<TokenAnswer> ): Promise<TokenAnswer> {
	for ( const [ index, pause ] of PAUSES_MS.entries() ) {
		await new Promise( ( resolve ) => setTimeout( resolve, pause ) );
		try {
			return await ask();
		} catch ( error ) {
			if ( ! ( error instanceof HighLevelFailure ) || ! error.ambiguous || index === PAUSES_MS.length - 1 ) {
				throw error;
			}
		}
	}
	throw new Error( 'unreachable' );
}

/** Lets so many run at a time, the others in the order of their coming. */
function createGate( atOnce: number ): <T>( run: () => Promise<T> ) => Promise<T> {
	let free = atOnce;
	const waiting: ( () => void )[] = [];
	return async ( run ) => {
		if ( free > 0 ) {
			free--;
		} else {
			await new Promise<void>( ( resolve ) => waiting.push( resolve ) );
		}
		try {
			return await run();
		} finally {
			const next = waiting.shift();
			if ( next ) {
				next();
			} else {
				free++;
			}
		}
	};
}
