/** The alerts as they stand in the form, and the way between that and what the bridge reads. */
import { __, sprintf } from '@wordpress/i18n';
import type { AlertRules, Alerts, AlertsInput, Digest, WebhookFormat } from '../../api/alerts.ts';

export type RuleName = keyof AlertRules;

/** A threshold is text as long as somebody types. */
export interface RuleDraft {
	enabled: boolean;
	threshold: string;
}

export interface AlertsDraft {
	/** One address a line. */
	emails: string;
	webhookUrl: string;
	/** Empty: the stored one stays. */
	webhookSecret: string;
	rules: Record<RuleName, RuleDraft>;
	webhookFormat: WebhookFormat;
	digest: Digest & { enabled: boolean };
	/** False: the bridge is too old for formats and digests, and is told of neither. */
	isNew: boolean;
}

/** The highest thresholds that the bridge takes; the lowest is 1 everywhere. A broken token has none. */
export const highest: Partial<Record<RuleName, number>> = { deadLetters: 10_000, queueAge: 10_080, tokenAge: 3_650, resting: 10_080 };

/** @param timeZone The site's, as it is now: the digest's hour is meant in it. */
export function toDraft( { webhook, emails, rules, digest }: Alerts, timeZone: string ): AlertsDraft {
	return {
		emails: emails.join( '\n' ),
		webhookUrl: webhook?.url ?? '',
		webhookSecret: '',
		webhookFormat: webhook?.format ?? 'standard',
		digest: { hour: digest?.hour ?? 8, always: digest?.always ?? false, timeZone, enabled: Boolean( digest ) },
		isNew: digest !== undefined,
		rules: {
			deadLetters: { enabled: rules.deadLetters.enabled, threshold: String( rules.deadLetters.atLeast ) },
			queueAge: { enabled: rules.queueAge.enabled, threshold: String( rules.queueAge.minutes ) },
			tokenBroken: { enabled: rules.tokenBroken.enabled, threshold: '' },
			tokenAge: { enabled: rules.tokenAge.enabled, threshold: String( rules.tokenAge.days ) },
			resting: { enabled: rules.resting.enabled, threshold: String( rules.resting.minutes ) },
		},
	};
}

/** What is sent. Call it for a draft that `checkDraft` finds no fault with. */
export function toInput( { emails, webhookUrl, webhookSecret, webhookFormat, digest, isNew, rules }: AlertsDraft ): AlertsInput {
	const url = webhookUrl.trim();
	const secret = webhookSecret.trim();
	const { enabled, ...summary } = digest;
	return {
		webhook: url === '' ? null : { url, ...( secret !== '' && { secret } ), ...( isNew && { format: webhookFormat } ) },
		...( isNew && { digest: enabled ? summary : null } ),
		emails: readEmails( emails ),
		rules: {
			deadLetters: { enabled: rules.deadLetters.enabled, atLeast: Number( rules.deadLetters.threshold ) },
			queueAge: { enabled: rules.queueAge.enabled, minutes: Number( rules.queueAge.threshold ) },
			tokenBroken: { enabled: rules.tokenBroken.enabled },
			tokenAge: { enabled: rules.tokenAge.enabled, days: Number( rules.tokenAge.threshold ) },
			resting: { enabled: rules.resting.enabled, minutes: Number( rules.resting.threshold ) },
		},
	};
}

/** Addresses as people list them: by lines, commas, semicolons or spaces. */
export function readEmails( text: string ): string[] {
	return text.split( /[\s,;]+/ ).filter( ( part ) => part !== '' );
}

export interface AlertFaults {
	emails?: string;
	webhookUrl?: string;
	webhookSecret?: string;
	digest?: string;
	rules: Partial<Record<RuleName, string>>;
}

/** What can be told without the bridge: too many addresses, a secret without one, a threshold that is no number. */
export function checkDraft( { emails, webhookUrl, webhookSecret, rules }: AlertsDraft ): AlertFaults {
	const faults: AlertFaults = { rules: {} };
	if ( readEmails( emails ).length > 10 ) {
		faults.emails = __( 'Ten addresses are the most. Take some out.', 'slotbridge' );
	}
	if ( webhookUrl.trim() === '' && webhookSecret.trim() !== '' ) {
		faults.webhookUrl = __( 'Enter the address that this secret is for, or empty the secret.', 'slotbridge' );
	}
	for ( const [ name, most ] of Object.entries( highest ) as [ RuleName, number ][] ) {
		const text = rules[ name ].threshold.trim();
		if ( ! /^\d+$/.test( text ) || Number( text ) < 1 || Number( text ) > most ) {
			faults.rules[ name ] = sprintf( /* translators: %d: the highest number that is possible. */ __( 'Give a whole number from 1 to %d.', 'slotbridge' ), most );
		}
	}
	return faults;
}

/**
 * @param fields The bridge's faults by path, for instance `emails/1`.
 * @param sent   What it found them in; addresses are named by it.
 */
export function faultsOf( fields: Record<string, string>, sent: AlertsInput ): AlertFaults {
	const faults: AlertFaults = { rules: {} };
	const atEmails: string[] = [];
	for ( const [ path, words ] of Object.entries( fields ) ) {
		const [ part = '', key = '' ] = path.split( '/' );
		if ( part === 'emails' ) {
			const named = sent.emails[ Number( key ) ];
			atEmails.push( key !== '' && named !== undefined ? `${ named }: ${ words }` : words );
		} else if ( part === 'webhook' ) {
			faults[ key === 'secret' ? 'webhookSecret' : 'webhookUrl' ] = words;
		} else if ( part === 'digest' ) {
			faults.digest = words;
		} else if ( part === 'rules' && key in sent.rules ) {
			faults.rules[ key as RuleName ] = words;
		}
	}
	return atEmails.length > 0 ? { ...faults, emails: atEmails.join( ' ' ) } : faults;
}

/** In the order of the form; empty when nothing is at a field. */
export function listFaults( { emails, webhookUrl, webhookSecret, digest, rules }: AlertFaults ): string[] {
	return [ emails, webhookUrl, webhookSecret, ...Object.values( rules ), digest ].filter( ( words ) => words !== undefined );
}

export function isChanged( draft: AlertsDraft, saved: Alerts ): boolean {
	return JSON.stringify( toInput( draft ) ) !== JSON.stringify( toInput( toDraft( saved, draft.digest.timeZone ) ) ) || draft.webhookSecret.trim() !== '';
}
