/** `/v1/members/export` and `/v1/members/erase`: personal data, at the word of WordPress's privacy tools. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { eraseMember, exportMember } from '../../use-cases/member-data.ts';
import { signedRoute, type Route } from '../route.ts';
import { time } from '../schemas/common.ts';

/** In the body, not in the address: addresses are logged on their way. */
const person = {
	subject: z.string().regex( /^member\/[1-9]\d{0,18}$/, 'must be member/ and the id of a user' ).nullable(),
	email: z.string().trim().max( 254 ).regex( /^[^\s@"\\<>]+@[^\s@"\\<>]+$/, 'Give an e-mail address.' ),
};

const exchange = z.object( { operation: z.string(), method: z.string(), url: z.string(), at: time, request: z.unknown(), response: z.unknown() } );
const stored = z.object( { id: z.string(), type: z.string(), subject: z.string(), state: z.string(), time, data: z.unknown(), exchanges: z.array( exchange ) } );
const mention = z.object( { id: z.string(), type: z.string(), subject: z.string(), time, inData: z.boolean(), exchanges: z.number() } );

export function createMemberData( deps: BridgeDeps ): Route[] {
	return [
		signedRoute( {
			method: 'post',
			path: '/v1/members/export',
			summary: 'What is kept about one person of this site, page by page',
			body: z.strictObject( { ...person, after: z.string().regex( /^(own|mentions):[0-9a-f-]{36}$/ ).nullish() } ),
			answers: { 200: { description: 'The member\'s events, and where else the address is named', schema: z.object( { events: z.array( stored ), mentions: z.array( mention ), next: z.string().nullable() } ) } },
			handle: async ( { site, body: { after, ...of } } ) => ( { status: 200, body: await exportMember( deps, site.id, of, after ?? null ) } ),
		} ),
		signedRoute( {
			method: 'post',
			path: '/v1/members/erase',
			summary: 'Erases what is kept about one person of this site, a part a call',
			body: z.strictObject( { ...person, after: z.union( [ z.uuid(), z.literal( '' ) ] ).nullish() } ),
			answers: { 200: { description: 'How much went, and how much is under way and stays for now', schema: z.object( { erased: z.int(), busy: z.int(), next: z.string().nullable() } ) } },
			handle: async ( { site, body: { after, ...of } } ) => {
				const result = await eraseMember( deps, site.id, of, after ?? null );
				deps.log.info( { siteId: site.id, subject: of.subject, erased: result.erased, busy: result.busy }, 'Personal data was erased' );
				return { status: 200, body: result };
			},
		} ),
	];
}
