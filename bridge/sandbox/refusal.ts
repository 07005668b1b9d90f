/** Every way the sandbox says no: a status and the body that HighLevel sends with it. */

const titles: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	422: 'Unprocessable Entity',
	429: 'Too Many Requests',
};

export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly status: number;
	/** The JSON body, without its traceId; a string is sent as plain text. */
	readonly body: Record<string, unknown> | string;

	constructor( status: number, body: Record<string, unknown> | string ) {
		super( typeof body === 'string' ? body : String( body[ 'message' ] ) );
		this.status = status;
		this.body = body;
	}
}

/**
 * The usual error body, `{statusCode, message, error}`.
 *
 * @param message One sentence, or the list that validation gives.
 */
export function refuse( status: number, message: string | string[] ): Refusal {
	return new Refusal( status, { statusCode: status, message, error: titles[ status ] ?? 'Error' } );
}

export const badRequest = ( message: string ): Refusal => refuse( 400, message );
export const unauthorized = ( message: string ): Refusal => refuse( 401, message );
export const forbidden = ( message: string ): Refusal => refuse( 403, message );
export const notFound = ( message: string ): Refusal => refuse( 404, message );
export const unprocessable = ( messages: string[] ): Refusal => refuse( 422, messages );
