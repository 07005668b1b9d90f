/** Copies the sandbox's request log while the drill runs, since the sandbox keeps the last 10,000 only. */
import { sleep } from '../base/poll-until.ts';
import type { SandboxClient, SandboxRequest } from '../stack/sandbox-client.ts';

/** One request at HighLevel's doors, cut down to what the checks need. */
export interface Call {
	id: number;
	/** Epoch ms. */
	at: number;
	method: string;
	path: string;
	locationId: string | null;
	/** Where it says so itself, though it was refused before its token was looked at. */
	named: string | null;
	status: number | null;
	faults: string[];
	/** The name in its body. */
	name: unknown;
	done: boolean;
}

export interface RequestLog {
	calls: () => Call[];
	/** Reads the rest and ends the copying. */
	finish: () => Promise<void>;
}

function toCall( { id, at, method, path, query, body, locationId, status, fault, durationMs }: SandboxRequest ): Call {
	const fields = ( body ?? {} ) as Record<string, unknown>;
	const named = query[ 'locationId' ] ?? fields[ 'locationId' ];
	return {
		id, at: Date.parse( at ), method, path, locationId, status, name: fields[ 'name' ], done: durationMs !== null,
		named: typeof named === 'string' ? named : null, faults: fault === null ? [] : fault.split( ', ' ),
	};
}

export function copyRequestLog( sandbox: SandboxClient, everyMs = 2_000 ): RequestLog {
	const known = new Map<number, Call>();
	let after = 0;
	let over = false;
	const read = async (): Promise<void> => {
		const fresh = ( await sandbox.requests( { after: String( after ) } ) ).map( toCall );
		if ( fresh.length > 0 && fresh[ 0 ]!.id > after + 1 ) {
			throw new Error( 'the sandbox’s request log ran over before it was copied: the checks would not see everything' );
		}
		fresh.forEach( ( call ) => known.set( call.id, call ) );
		// From the first one that still runs, so that its end is seen too.
		after = ( fresh.find( ( { done } ) => ! done )?.id ?? ( fresh.at( -1 )?.id ?? after ) + 1 ) - 1;
	};
	const loop = ( async () => {
		while ( ! over ) {
			await read();
			await sleep( everyMs );
		}
	} )();
	loop.catch( () => undefined ); // Told by finish().
	return {
		calls: () => [ ...known.values() ].sort( ( a, b ) => a.id - b.id ),
		finish: async () => {
			over = true;
			await loop;
			await read();
		},
	};
}
