/** Brings one alert to its receiver: signed by webhook, or by e-mail. */
import type { AddressRules } from '../../outgoing/address-rules.ts';
import { postGuarded } from '../../outgoing/post-guarded.ts';
import type { Mailer } from '../../outgoing/send-mail.ts';
import { signWebhook } from '../../outgoing/sign-webhook.ts';

export interface AlertWays {
	openSecret( sealed: string ): string;
	outgoing: AddressRules;
	mailer: Mailer | null;
}

/** `final`: it cannot help to try again. */
export type AlertResult = { ok: true } | { ok: false; reason: string; final: boolean };

export async function deliverByWebhook( ways: AlertWays, id: string, receiver: { url: string; sealedSecret: string }, payload: unknown, signal?: AbortSignal ): Promise<AlertResult> {
	const body = JSON.stringify( payload );
	const result = await postGuarded( receiver.url, body, signWebhook( id, body, ways.openSecret( receiver.sealedSecret ) ), { rules: ways.outgoing, signal } );
	return result.ok ? { ok: true } : { ok: false, reason: result.detail, final: result.kind === 'refused' };
}

export async function deliverByMail( ways: AlertWays, id: string, to: string, mail: { subject: string; text: string } ): Promise<AlertResult> {
	if ( ways.mailer === null ) {
		return { ok: false, reason: 'This bridge has no mail server any more. Its operator can set SMTP_URL and SMTP_FROM.', final: true };
	}
	const result = await ways.mailer.send( { id, to, ...mail } );
	return result.ok ? result : { ...result, final: false };
}
