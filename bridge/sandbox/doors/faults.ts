/** Faults on demand: which are waiting, and which one a request meets. */
import { newId } from '../world/ids.ts';

export const faultKinds = [
	'rate-limit', 'server-error', 'slow', 'cut-before', 'cut-after-commit', 'broken-json', 'html-error', 'token-revoked', 'answer', 'answer-after-commit',
] as const;
export type FaultKind = ( typeof faultKinds )[ number ];

export interface Fault {
	id: string;
	kind: FaultKind;
	match: { method?: string; path?: string };
	/** How many more requests it meets; null: until it is removed. */
	left: number | null;
	/** Only for `slow`: how long the request waits, in ms. */
	ms: number;
	/** Only for `server-error` and the two of `answer`. */
	status?: number;
	/** Only for the two of `answer`: the whole body. */
	body?: unknown;
	met: number;
}

export class Faults {
	#faults: Fault[] = [];

	add( fault: Omit<Fault, 'id' | 'met'> ): Fault {
		const added = { id: newId(), ...fault, met: 0 };
		this.#faults.push( added );
		return added;
	}

	list(): Fault[] {
		return this.#faults;
	}

	clear( id?: string ): boolean {
		const before = this.#faults.length;
		this.#faults = id ? this.#faults.filter( ( fault ) => fault.id !== id ) : [];
		return this.#faults.length < before;
	}

	/** The faults that this request meets: the oldest slow one, and the oldest one of another kind. Both are used up by one. */
	meet( method: string, path: string ): Fault[] {
		const matching = this.#faults.filter( ( fault ) => fits( fault, method, path ) );
		const slow = matching.find( ( fault ) => fault.kind === 'slow' );
		const other = matching.find( ( fault ) => fault.kind !== 'slow' );
		const met = [ slow, other ].filter( ( fault ) => fault !== undefined );
		for ( const fault of met ) {
			fault.met += 1;
			fault.left = fault.left === null ? null : fault.left - 1;
		}
		this.#faults = this.#faults.filter( ( fault ) => fault.left !== 0 );
		return met;
	}
}

function fits( fault: Fault, method: string, path: string ): boolean {
	return ( ! fault.match.method || fault.match.method === method )
		&& ( ! fault.match.path || new RegExp( fault.match.path ).test( path ) );
}
