/** What a door is: data for its check and its documentation, and one function that does the work. */
import type { z } from 'zod';
import type { AuthenticatedSite } from '../use-cases/authenticate-site.ts';
import { validate } from './validate.ts';

export interface Reply {
	status: number;
	/** Sent as JSON; left out for 204. */
	body?: unknown;
	/** A page for a person, instead of a body. */
	html?: string;
	headers?: Record<string, string>;
}

export interface RouteRequest {
	site: AuthenticatedSite | undefined;
	/** Of the caller, for limits. */
	address: string;
	params: unknown;
	query: unknown;
	/** Parsed JSON; undefined for a door that takes no body. */
	body: unknown;
	/** The bytes as they came, for a door that checks a signature of its own. */
	raw: Uint8Array;
	header( name: string ): string | undefined;
}

export interface Answer {
	description: string;
	schema?: z.ZodType;
	/** HTML instead of JSON. */
	isPage?: boolean;
}

interface Described {
	method: 'get' | 'post' | 'put' | 'patch' | 'delete';
	/** As Express writes it: `/v1/connections/:id`. */
	path: string;
	summary: string;
	answers: Record<number, Answer>;
	/** Of the body; `application/json` when left out. */
	mediaType?: string;
	/** Browsers open it: they get refusals as a page too. */
	forPeople?: boolean;
	/** The items of the body are judged one by one: what is wrong with one must not refuse the others. */
	judgesItems?: boolean;
}

export interface Schemas<P, Q, B> {
	params?: z.ZodType<P>;
	query?: z.ZodType<Q>;
	body?: z.ZodType<B>;
}

export interface Route extends Described {
	/** Only paired sites get in. */
	signed: boolean;
	mediaType: string;
	schemas: Schemas<unknown, unknown, unknown>;
	handle( request: RouteRequest ): Promise<Reply>;
}

interface Input<P, Q, B> {
	params: P;
	query: Q;
	body: B;
	address: string;
	raw: Uint8Array;
	header( name: string ): string | undefined;
}

/** A door for paired sites: the request is verified before `handle` is called. */
export function signedRoute<P = undefined, Q = undefined, B = undefined>(
	definition: Described & Schemas<P, Q, B> & { handle( input: Input<P, Q, B> & { site: AuthenticatedSite } ): Promise<Reply> },
): Route {
	return toRoute( definition, true, ( input, site ) => definition.handle( { ...input, site: site as AuthenticatedSite } ) );
}

/** A door for everybody. */
export function openRoute<P = undefined, Q = undefined, B = undefined>(
	definition: Described & Schemas<P, Q, B> & { handle( input: Input<P, Q, B> ): Promise<Reply> },
): Route {
	return toRoute( definition, false, ( input ) => definition.handle( input ) );
}

function toRoute<P, Q, B>(
	definition: Described & Schemas<P, Q, B>,
	signed: boolean,
	run: ( input: Input<P, Q, B>, site: AuthenticatedSite | undefined ) => Promise<Reply>,
): Route {
	const { method, path, summary, answers, params, query, body } = definition;
	return {
		method, path, summary, answers, signed,
		mediaType: definition.mediaType ?? 'application/json',
		forPeople: definition.forPeople ?? false,
		schemas: { params, query, body } as Schemas<unknown, unknown, unknown>,
		handle: ( request ) => run( {
			params: check( params, request.params, 'path' ),
			query: check( query, request.query, 'query' ),
			body: check( body, request.body, 'body', ! definition.judgesItems ),
			address: request.address,
			raw: request.raw,
			header: request.header,
		}, request.site ),
	};
}

function check<T>( schema: z.ZodType<T> | undefined, value: unknown, part: 'body' | 'query' | 'path', storable?: boolean ): T {
	return schema === undefined ? undefined as T : validate( schema, value, part, storable );
}
