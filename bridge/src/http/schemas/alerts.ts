/** The alerts of a site as they come in and go out. The webhook's secret only ever comes in, but for one that the bridge made. */
import { z } from 'zod';
import { alertRulesSchema } from '../../use-cases/alerts/alert-rules.ts';
import { digestSchema } from '../../use-cases/alerts/send-digests.ts';
import { time } from './common.ts';

export const alertsInput = z.strictObject( {
	webhook: z.strictObject( {
		url: z.string().trim().min( 1 ).max( 2_000 ),
		secret: z.string().max( 200 ).optional().describe( 'Write-only; whsec_ and 24 to 64 random bytes in base64, as Standard Webhooks has it' ),
		format: z.enum( [ 'standard', 'slack' ] ).optional().describe( 'standard: signed JSON; slack: { text }, as Slack, Mattermost and Discord take it' ),
	} ).nullable(),
	emails: z.array( z.email( 'Give an e-mail address such as me@example.com.' ).max( 254 ) ).max( 10 ).refine( ( list ) => new Set( list ).size === list.length, 'Name each address once.' ),
	rules: alertRulesSchema,
	digest: digestSchema.nullable().optional(),
} );

/** `strictObject`: a secret that a later change lets slip out fails the tests of the door. */
export const alertsSchema = z.strictObject( {
	webhook: z.strictObject( { url: z.string(), format: z.enum( [ 'standard', 'slack' ] ), lastError: z.string().nullable() } ).nullable(),
	emails: z.array( z.string() ),
	emailAvailable: z.boolean(),
	emailLastError: z.string().nullable(),
	lastMessageAt: time.nullable(),
	rules: alertRulesSchema,
	digest: digestSchema.nullable(),
	nextDigestAt: time.nullable(),
} );

export const incidentSchema = z.strictObject( { rule: z.string(), title: z.string(), detail: z.string(), since: time, toldAt: time.nullable() } );

export const testResults = z.strictObject( {
	results: z.array( z.strictObject( { channel: z.enum( [ 'webhook', 'email' ] ), receiver: z.string(), ok: z.boolean(), reason: z.string().nullable() } ) ),
} );
