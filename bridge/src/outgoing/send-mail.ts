/** E-mail through the operator's own SMTP server; the only place that speaks SMTP. */
import { createTransport } from 'nodemailer';

export interface MailSettings {
	/** `smtp://user:password@host:587` (STARTTLS where offered; `?requireTLS=true` insists) or `smtps://…:465`. */
	url: string;
	from: string;
}

export interface Mail {
	/** The same for every try, so that a repeated one can be told. */
	id: string;
	to: string;
	subject: string;
	text: string;
}

export type MailResult = { ok: true } | { ok: false; reason: string };

export interface Mailer {
	send( mail: Mail ): Promise<MailResult>;
	close(): void;
}

const TIMEOUT_MS = 10_000;

export function createMailer( settings: MailSettings ): Mailer {
	const transport = createTransport( settings.url, {
		connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS,
		// Nothing that is put into a mail may make it read a file or fetch an address.
		disableFileAccess: true, disableUrlAccess: true,
	} as Parameters<typeof createTransport>[ 1 ] );
	return {
		send: async ( { id, to, subject, text } ) => {
			try {
				await transport.sendMail( { from: settings.from, to, subject, text, messageId: `<${ id }@slotbridge>`, headers: { 'Auto-Submitted': 'auto-generated' } } );
				return { ok: true };
			} catch ( error ) {
				return { ok: false, reason: inWords( error ) };
			}
		},
		close: () => transport.close(),
	};
}

/** Only the code and the status: a server's own words may repeat what it was sent. */
function inWords( error: unknown ): string {
	const { code, responseCode } = error as { code?: string; responseCode?: number };
	const words: Record<string, string> = {
		EAUTH: 'The mail server did not accept the user name and password in SMTP_URL.',
		ECONNECTION: 'The mail server in SMTP_URL could not be reached.',
		ESOCKET: 'The mail server in SMTP_URL could not be reached.',
		EDNS: 'The host name of the mail server in SMTP_URL is not known from here.',
		ETIMEDOUT: 'The mail server in SMTP_URL did not answer in time.',
		EENVELOPE: 'The mail server refused the sender or the receiver.',
	};
	const known = words[ code ?? '' ] ?? `The mail server failed (${ code ?? 'without a reason' }).`;
	return responseCode === undefined ? known : `${ known } It answered ${ responseCode }.`;
}
