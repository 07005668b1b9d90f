/** The one logger: JSON lines by pino, each of them cleaned of secrets just before it leaves the process. */
import { pino, type DestinationStream, type Logger } from 'pino';
import { scrubText, scrubValue } from './redact.ts';

export type { Logger };

export interface LoggerOptions {
	level: string;
	/** Exact values to remove wherever they turn up, besides everything that looks like a secret. */
	secrets?: readonly string[];
	/** Added to each line: what is under way where it is written. */
	fields?(): object;
	/** Where lines go; standard output unless a test listens. */
	destination?: DestinationStream;
}

/**
 * pino's own `redact` takes fixed paths, a few levels deep. Secrets also hide in the bindings of child loggers, in
 * causes of errors and in messages, so the finished line is parsed and cleaned as a whole. The bridge logs little
 * enough for that.
 */
export function createLogger( options: LoggerOptions ): Logger {
	const known = options.secrets ?? [];
	const settings = {
		level: options.level,
		base: { service: 'slotbridge-bridge' },
		...( options.fields ? { mixin: options.fields } : {} ),
		timestamp: pino.stdTimeFunctions.isoTime,
		hooks: { streamWrite: ( line: string ) => scrubLine( line, known ) },
	};
	return options.destination ? pino( settings, options.destination ) : pino( settings );
}

function scrubLine( line: string, known: readonly string[] ): string {
	try {
		return `${ JSON.stringify( scrubValue( JSON.parse( line ), known ) ) }\n`;
	} catch {
		return scrubText( line, known );
	}
}
