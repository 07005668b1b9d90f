/** What the catalogue tells about one HighLevel operation, and the helper that keeps the ids literal. */

/**
 * Keys that may be sent, as a tree: `true` is any value, an object is a nested object, a list of one is a list
 * of such objects. HighLevel refuses a body with any other key (422), even keys that it sends itself.
 */
export type KeyTree = { readonly [ key: string ]: true | KeyTree | readonly [ KeyTree ] };

/** How a create whose answer got lost is found again, because HighLevel has no idempotency keys. */
export interface Recognition {
	/** What is made, in plain words. */
	what: string;
	/** The operation that lists the candidates. */
	listedBy: string;
	/** What marks ours among them. */
	by: string;
}

export interface Operation {
	/** HighLevel's own operationId. */
	id: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** As in HighLevel's OpenAPI files, slash at the end included. */
	path: string;
	/** Value of the `Version` header that this operation is called with. */
	version: '2021-04-15' | '2021-07-28' | 'v3';
	scope: string;
	/** What it does, to be read after "to": «needed to list calendars». */
	summary: string;
	/** Query parameters, by name. */
	query?: { readonly [ name: string ]: 'required' | 'optional' };
	/** Keys of the request body; a list of one when the body is an array. */
	body?: KeyTree | readonly [ KeyTree ];
	/** Keys of the body without which HighLevel refuses. */
	required?: readonly string[];
	creates?: Recognition;
}

/** Checks a table of operations and keeps its ids as literal types. */
export function defineOperations<const T extends readonly Operation[]>( operations: T ): T {
	return operations;
}
