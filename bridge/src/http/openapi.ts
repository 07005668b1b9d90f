/** Describes all doors as OpenAPI 3.1, from the same schemas that check the requests. */
import { z } from 'zod';
import { errorCodes } from '../errors/codes.ts';
import { problemSchema } from './problem.ts';
import type { Answer, Route } from './route.ts';

type Json = Record<string, unknown>;

export function describeDoors( routes: readonly Route[], options: { version: string; url: string | null } ): Json {
	const paths: Record<string, Json> = {};
	for ( const route of routes ) {
		const path = route.path.replaceAll( /:(\w+)/g, '{$1}' );
		paths[ path ] = { ...paths[ path ], [ route.method ]: describeRoute( route ) };
	}
	return {
		openapi: '3.1.1',
		info: {
			title: 'SlotBridge bridge',
			version: options.version,
			description: 'Between a WordPress site and HighLevel. Error codes: ' + Object.keys( errorCodes ).join( ', ' ) + '.',
			license: { name: 'GPL-2.0-or-later', identifier: 'GPL-2.0-or-later' },
		},
		servers: [ { url: options.url ?? '/' } ],
		paths,
		components: {
			securitySchemes: {
				site: {
					type: 'http', scheme: 'bearer', bearerFormat: 'JWT',
					description: 'HS256 with the secret from pairing; iss = site id, aud = bridge id, iat, exp (60 s), jti, htm, htu, and bsha = base64url(SHA-256(body)).',
				},
			},
			schemas: { Problem: schemaOf( problemSchema, 'output' ) },
		},
	};
}

function describeRoute( route: Route ): Json {
	const { params, query, body } = route.schemas;
	return {
		summary: route.summary,
		operationId: operationId( route ),
		security: route.signed ? [ { site: [] } ] : [],
		parameters: [ ...parameters( params, 'path' ), ...parameters( query, 'query' ) ],
		...( body && { requestBody: { required: true, content: { [ route.mediaType ]: { schema: schemaOf( body, 'input' ) } } } } ),
		responses: {
			...Object.fromEntries( Object.entries( route.answers ).map( ( [ status, answer ] ) => [ status, describeAnswer( answer ) ] ) ),
			default: { description: 'Refused or failed', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
		},
	};
}

function describeAnswer( answer: Answer ): Json {
	return {
		description: answer.description,
		...( answer.isPage && { content: { 'text/html': { schema: { type: 'string' } } } } ),
		...( answer.schema && { content: { 'application/json': { schema: schemaOf( answer.schema, 'output' ) } } } ),
	};
}

function parameters( schema: z.ZodType | undefined, where: 'path' | 'query' ): Json[] {
	if ( schema === undefined ) {
		return [];
	}
	const { properties = {}, required = [] } = schemaOf( schema, 'input' ) as { properties?: Json; required?: string[] };
	return Object.entries( properties ).map( ( [ name, property ] ) => ( { name, in: where, required: required.includes( name ), schema: property } ) );
}

/** `unrepresentable: any`: what only code can check (a refinement) is left out instead of failing the whole page. */
function schemaOf( schema: z.ZodType, io: 'input' | 'output' ): Json {
	const { $schema: _dialect, ...rest } = z.toJSONSchema( schema, { io, unrepresentable: 'any' } ) as Json;
	return rest;
}

/** `GET /v1/connections/:id/users` → `getConnectionsIdUsers`. */
function operationId( route: Route ): string {
	const words = route.path.split( /[/:.]+/ ).filter( ( word ) => word !== '' && word !== 'v1' );
	return route.method + words.map( ( word ) => word[ 0 ]!.toUpperCase() + word.slice( 1 ) ).join( '' );
}
