/** The owner reads and saves what to be told of and how. The webhook's secret goes in, and never comes out again. */
import { findAlertSettings, lockAlertSettings, saveAlertSettings, type AlertSettingsRow } from '../../database/alert-settings.ts';
import { listOpenIncidents } from '../../database/alert-incidents.ts';
import { AppError, type FieldFault } from '../../errors/app-error.ts';
import { checkAddress } from '../../outgoing/check-address.ts';
import { makeWebhookSecret, WEBHOOK_SECRET } from '../../outgoing/sign-webhook.ts';
import type { BridgeDeps } from '../bridge-deps.ts';
import { alertRulesSchema, defaultRules, type AlertRules } from './alert-rules.ts';
import { nextHour } from './next-hour.ts';
import { storedDigest, type DigestSettings } from './send-digests.ts';

export type AlertDeps = Pick<BridgeDeps, 'db' | 'box' | 'outgoing' | 'mailer'>;

export interface AlertSettingsInput {
	/** Without a secret the stored one stays, or one is made. */
	webhook: { url: string; secret?: string; format?: 'standard' | 'slack' } | null;
	emails: string[];
	rules: AlertRules;
	/** Left out by an older plugin: it stays as it is. */
	digest?: DigestSettings | null;
}

/** What is set, what went wrong with the last messages, and what is the matter now. */
export async function showAlerts( deps: AlertDeps, siteId: string ) {
	const [ row, incidents ] = await Promise.all( [ findAlertSettings( deps.db, siteId ), listOpenIncidents( deps.db, siteId ) ] );
	return {
		alerts: describe( deps, row ),
		incidents: incidents.map( ( { rule, title, detail, opened_at, told_at } ) => ( { rule, title, detail, since: opened_at.toISOString(), toldAt: told_at?.toISOString() ?? null } ) ),
	};
}

/**
 * @return The settings as they are now, and a secret that was made here: told this once.
 * @throws AppError body_invalid for an address that may not be called, a secret of another form, or for e-mail without a mail server.
 */
export async function saveAlerts( deps: AlertDeps, siteId: string, input: AlertSettingsInput ) {
	refuseUnreachable( deps, input );
	return deps.db.transaction().execute( async ( trx ) => {
		const old = await lockAlertSettings( trx, siteId );
		const given = input.webhook?.secret;
		const fresh = input.webhook !== null && given === undefined && ! old?.webhook_secret ? makeWebhookSecret() : undefined;
		const secret = given ?? fresh;
		const row = await saveAlertSettings( trx, siteId, {
			webhookUrl: input.webhook?.url ?? null,
			webhookSecret: input.webhook === null ? null : secret === undefined ? old!.webhook_secret : deps.box.seal( secret ),
			emails: input.emails,
			rules: input.rules,
			webhookFormat: input.webhook?.format ?? ( input.webhook === null ? 'standard' : old?.webhook_format ?? 'standard' ),
			...digestColumns( input.digest === undefined ? storedDigest( old?.digest ) : input.digest ),
		} );
		return { alerts: describe( deps, row ), ...( fresh !== undefined && { webhookSecret: fresh } ) };
	} );
}

export function storedRules( row: Pick<AlertSettingsRow, 'rules'> | undefined ): AlertRules {
	const known = alertRulesSchema.safeParse( { ...defaultRules, ...( row?.rules as Partial<AlertRules> | undefined ) } );
	return known.success ? known.data : defaultRules;
}

/** Saved shortly before its hour, it comes at that hour; saved after it, tomorrow. */
function digestColumns( digest: DigestSettings | null ): { digest: DigestSettings | null; nextDigestAt: Date | null } {
	return { digest, nextDigestAt: digest && nextHour( new Date(), digest.timeZone, digest.hour ) };
}

function refuseUnreachable( deps: AlertDeps, { webhook, emails }: AlertSettingsInput ): void {
	const faults: FieldFault[] = [];
	const check = webhook && checkAddress( webhook.url, deps.outgoing );
	if ( check?.ok === false ) {
		faults.push( { pointer: '/webhook/url', detail: check.detail } );
	}
	if ( webhook?.secret !== undefined && ! WEBHOOK_SECRET.test( webhook.secret ) ) {
		faults.push( { pointer: '/webhook/secret', detail: 'A secret is whsec_ and 24 to 64 random bytes in base64. Leave it out to have one made.' } );
	}
	if ( emails.length > 0 && deps.mailer === null ) {
		faults.push( { pointer: '/emails', detail: 'This bridge has no mail server. Its operator can set SMTP_URL and SMTP_FROM.' } );
	}
	if ( faults[ 0 ] ) {
		throw new AppError( 'body_invalid', faults[ 0 ].detail, { errors: faults } );
	}
}

function describe( deps: AlertDeps, row: AlertSettingsRow | undefined ) {
	return {
		webhook: row?.webhook_url == null ? null : { url: row.webhook_url, format: row.webhook_format, lastError: row.webhook_error },
		emails: row?.emails ?? [],
		emailAvailable: deps.mailer !== null,
		emailLastError: row?.email_error ?? null,
		lastMessageAt: row?.last_message_at?.toISOString() ?? null,
		rules: storedRules( row ),
		digest: storedDigest( row?.digest ),
		nextDigestAt: row?.next_digest_at?.toISOString() ?? null,
	};
}
