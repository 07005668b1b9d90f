/** The one error class that crosses module borders: a code from the list, words for people, and safe details. */
import { errorCodes, type ErrorCode } from './codes.ts';

/** One fault at one place of the input; `pointer` is an RFC 6901 JSON Pointer. */
export interface FieldFault {
	pointer: string;
	detail: string;
}

export interface AppErrorOptions {
	/** Faults at single fields, for 422 answers. */
	errors?: FieldFault[];
	/** Extra members of the problem document; must never hold a secret. */
	data?: Record<string, unknown>;
	cause?: unknown;
}

export class AppError extends Error {
	override readonly name = 'AppError';
	readonly code: ErrorCode;
	readonly errors: FieldFault[] | undefined;
	readonly data: Record<string, unknown> | undefined;

	/**
	 * @param code   One of `errorCodes`.
	 * @param detail What happened and what to do, in words for the site's owner.
	 */
	constructor( code: ErrorCode, detail: string, options: AppErrorOptions = {} ) {
		super( detail, { cause: options.cause } );
		this.code = code;
		this.errors = options.errors;
		this.data = options.data;
	}

	/** The HTTP status of this error at our own doors. */
	get status(): number {
		return errorCodes[ this.code ].status;
	}

	/** The title that belongs to the code (RFC 9457). */
	get title(): string {
		return errorCodes[ this.code ].title;
	}
}
