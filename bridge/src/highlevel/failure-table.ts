/** The one table of what an answer of HighLevel means that is no success. The first row that fits counts; README.md explains it. */
import type { Operation } from '@slotbridge/catalogue';
import { reasonForScope } from '@slotbridge/catalogue';
import type { ErrorCode } from '../errors/codes.ts';
import type { Remedy } from './failure.ts';

export interface FailureRow {
	status: number | ( ( status: number ) => boolean );
	/** What the message says; left out: anything. */
	says?: RegExp;
	code: ErrorCode;
	remedy: Remedy;
	breaksConnection?: true;
	/** A call that changes something may have been carried out nevertheless. */
	ambiguous?: true;
	/** In words for the site's owner; `words` is what HighLevel said. */
	detail( operation: Operation, words: string ): string;
}

const TOKEN_PLACE = 'HighLevel under Settings, Private Integrations';

export const failureTable: readonly FailureRow[] = [
	{
		status: 401, says: /version header/i, code: 'highlevel_version_refused', remedy: 'dead',
		detail: ( operation ) => `HighLevel no longer takes version ${ operation.version } of its interface for this call. SlotBridge needs an update.`,
	},
	{
		status: 401, says: /not authorized for this scope/i, code: 'highlevel_scope_missing', remedy: 'wait',
		detail: ( { scope, summary } ) => `The token lacks the scope "${ scope }", which is needed ${ reasonForScope( scope ) || `to ${ summary }` }. Tick it in ${ TOKEN_PLACE }; the token stays the same.`,
	},
	{
		status: 401, says: /authclass|user type is not yet supported/i, code: 'highlevel_token_kind', remedy: 'wait', breaksConnection: true,
		detail: () => `This is an agency's token. Make one inside the sub-account, in ${ TOKEN_PLACE }.`,
	},
	{
		status: 401, says: /private integration/i, code: 'highlevel_token_invalid', remedy: 'wait', breaksConnection: true,
		detail: () => `HighLevel does not know this private integration token: it was mistyped, deleted or replaced by a new one. Copy the current token from ${ TOKEN_PLACE }.`,
	},
	{
		status: 401, code: 'highlevel_token_invalid', remedy: 'wait', breaksConnection: true,
		detail: ( _operation, words ) => `HighLevel did not accept the token (${ words }). Copy the current private integration token from ${ TOKEN_PLACE }.`,
	},
	{
		status: 403, says: /error code: 1\d{3}|cloudflare/i, code: 'highlevel_unreachable', remedy: 'retry',
		detail: ( _operation, words ) => `The network in front of HighLevel turned the call away (${ words }).`,
	},
	{
		status: 403, code: 'highlevel_location_forbidden', remedy: 'wait',
		detail: () => 'The token belongs to another location. Check the location id, or make a token inside this sub-account.',
	},
	{
		status: 404, says: /^cannot (get|post|put|delete) /i, code: 'highlevel_version_refused', remedy: 'dead',
		detail: ( operation ) => `HighLevel does not offer "${ operation.method } ${ operation.path }" under version ${ operation.version }. SlotBridge needs an update.`,
	},
	{
		status: 404, code: 'highlevel_not_found', remedy: 'dead',
		detail: ( operation, words ) => `HighLevel does not have it any more; it could not ${ operation.summary } (${ words }).`,
	},
	{
		status: 408, code: 'highlevel_timeout', remedy: 'retry', ambiguous: true,
		detail: () => 'HighLevel gave up waiting for the request.',
	},
	{
		status: 429, code: 'highlevel_rate_limited', remedy: 'retry',
		detail: () => 'HighLevel asked us to slow down.',
	},
	{
		status: 400, says: /not available in API version|removed in version/i, code: 'highlevel_version_refused', remedy: 'dead',
		detail: ( operation ) => `HighLevel no longer offers "${ operation.method } ${ operation.path }". SlotBridge needs an update.`,
	},
	{
		status: ( status ) => [ 400, 409, 422 ].includes( status ), says: /slug.*(taken|exist|already|in use|not available|unique)|(taken|exist|already|duplicate).*slug/i,
		code: 'highlevel_slug_taken', remedy: 'dead',
		detail: () => 'Another calendar or group in HighLevel already has this slug. Choose another one.',
	},
	{
		status: ( status ) => status >= 400 && status < 500, code: 'highlevel_refused', remedy: 'dead',
		detail: ( operation, words ) => `HighLevel refused to ${ operation.summary }: ${ words }`,
	},
	{
		status: ( status ) => status >= 500, code: 'highlevel_unavailable', remedy: 'retry', ambiguous: true,
		detail: ( _operation, words ) => `HighLevel had an error of its own (${ words }).`,
	},
	{
		// 1xx and 3xx: no operation of ours answers so.
		status: () => true, code: 'highlevel_answer_unreadable', remedy: 'retry', ambiguous: true,
		detail: ( _operation, words ) => `HighLevel gave an answer that makes no sense here (${ words }).`,
	},
];
