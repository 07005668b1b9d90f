/** The one door to HighLevel: a call of an operation of the catalogue, within the limit, recorded, its failure understood. */
import { randomUUID } from 'node:crypto';
import { findOperation, type Operation, type OperationId } from '@slotbridge/catalogue';
import got from 'got';
import type { ErrorCode } from '../errors/codes.ts';
import { classifyAnswer, classifyNetworkFault, unreadableAnswer, type PlainAnswer } from './classify.ts';
import type { HighLevelFailure } from './failure.ts';
import { parseAnswer } from './parse-answer.ts';
import { keepAnswerHeaders, redactBody, redactHeaders, redactText } from './redact.ts';
import { markOfToken } from './token-mark.ts';

const TIMEOUT_MS = 10_000;
/** Far above the longest list of calendars, far below what would hurt. */
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
/** Without one, the network in front of HighLevel answers 403. */
const USER_AGENT = 'SlotBridge/0.1.0 (calendar bridge for WordPress)';

/** What a call has to pass before it goes out, and reports to afterwards. The lanes' budget is one. */
export interface CallBudget {
	/** @return To be called as soon as the call has its answer or is given up. */
	take( locationId: string, options: { signal: AbortSignal; priority: Priority } ): Promise<() => void>;
	observe( locationId: string, answer: { status: number; headers: Record<string, string | undefined> } ): Promise<void>;
	/** To be told how every call ended that `take` let through; one that was called off is not told. */
	ended?( locationId: string, end: { ok: true } | { ok: false; code: ErrorCode; reason: string } ): Promise<void>;
	/** For whoever counts and times calls; `status` null when there was no answer. */
	called?( call: MeasuredCall ): void;
}

export interface MeasuredCall {
	operation: OperationId;
	method: Operation[ 'method' ];
	status: number | null;
	at: Date;
	durationMs: number;
}

/** `interactive`: a person waits for it. */
export type Priority = 'interactive' | 'background';

/** Where a client's token comes from, when it can change while the client is used. */
export interface TokenSource {
	/** The token to use now. */
	current(): Promise<string>;
	/** HighLevel refused this one: another to try, once; undefined when there is none. */
	afterRefusal( refused: string ): Promise<string | undefined>;
	/** HighLevel took a token that `afterRefusal` gave. */
	accepted?( token: string ): Promise<void>;
}

export interface CallInput {
	path?: Record<string, string>;
	query?: Record<string, string | number | boolean | undefined>;
	body?: unknown;
}

/** One exchange, fit to be kept: without the token, shortened. */
export interface AttemptRecord {
	id: string;
	operation: OperationId;
	method: string;
	url: string;
	requestHeaders: Record<string, string>;
	requestBody: unknown;
	status: number | null;
	responseHeaders: Record<string, string> | null;
	responseBody: unknown;
	errorCode: string | null;
	error: string | null;
	/** HighLevel's own id of the call, for its support. */
	traceId: string | null;
	durationMs: number;
	at: Date;
}

export interface HighLevelClient {
	/** The location that this client's token is for. */
	readonly locationId: string;
	/**
	 * @return The parsed body of the answer; any 2xx is a success.
	 * @throws HighLevelFailure; AppError of the budget when the wait would be too long; the signal's reason when it fires.
	 */
	call<T = unknown>( operation: OperationId, input?: CallInput ): Promise<T>;
}

export interface HighLevelClientOptions {
	/** Without a path, such as https://services.leadconnectorhq.com. */
	baseUrl: string;
	token: string | TokenSource;
	locationId: string;
	budget: CallBudget;
	priority: Priority;
	signal?: AbortSignal;
	/** Told of every exchange before its result is given back. */
	onAttempt?: ( attempt: AttemptRecord ) => Promise<void>;
	/** For the whole exchange, in ms. */
	timeoutMs?: number;
}

interface Request {
	method: Operation[ 'method' ];
	url: string;
	headers: Record<string, string>;
	body: unknown;
}

export function createHighLevelClient( options: HighLevelClientOptions ): HighLevelClient {
	const signal = options.signal ?? new AbortController().signal;
	const tokens = typeof options.token === 'string' ? fixedToken( options.token ) : options.token;
	return {
		locationId: options.locationId,
		call: async <T>( id: OperationId, input: CallInput = {} ): Promise<T> => {
			const operation = findOperation( id );
			const token = await tokens.current();
			const first = await attempt( options, operation, id, input, token, signal );
			// A refused token has done nothing, so even a create may be sent again with another one.
			const other = isRefusedToken( first ) ? await tokens.afterRefusal( token ) : undefined;
			const outcome = other === undefined ? first : await attempt( options, operation, id, input, other, signal );
			if ( other !== undefined && ! isRefusedToken( outcome ) ) {
				await tokens.accepted?.( other );
			}
			if ( outcome.failure ) {
				outcome.failure.refusedTokens = [ token, ...( other === undefined ? [] : [ other ] ) ].map( markOfToken );
				throw outcome.failure;
			}
			return outcome.answer?.body as T;
		},
	};
}

/** A token that is always the same. */
function fixedToken( token: string ): TokenSource {
	return { current: async () => token, afterRefusal: async () => undefined };
}

function isRefusedToken( { failure }: Exchange ): boolean {
	return failure?.code === 'highlevel_token_invalid';
}

/** One exchange: within the limit, its headers told to the budget, itself put on record. */
async function attempt( options: HighLevelClientOptions, operation: Operation, id: OperationId, input: CallInput, token: string, signal: AbortSignal ): Promise<Exchange> {
	const request = buildRequest( options.baseUrl, token, operation, input );
	const endCall = await options.budget.take( options.locationId, { signal, priority: options.priority } );
	const at = new Date();
	const started = performance.now();
	const outcome = await exchange( operation, request, token, signal, options.timeoutMs ?? TIMEOUT_MS );
	endCall();
	const durationMs = Math.round( performance.now() - started );
	options.budget.called?.( { operation: id, method: request.method, status: outcome.answer?.status ?? null, at, durationMs } );
	if ( outcome.answer ) {
		await options.budget.observe( options.locationId, outcome.answer );
	} else {
		signal.throwIfAborted();
	}
	const { failure } = outcome;
	await options.budget.ended?.( options.locationId, failure ? { ok: false, code: failure.code, reason: failure.message } : { ok: true } );
	await options.onAttempt?.( recordOf( id, request, outcome, token, at, durationMs ) );
	return outcome;
}

function buildRequest( baseUrl: string, token: string, operation: Operation, input: CallInput ): Request {
	const path = operation.path.replace( /\{(\w+)\}/g, ( _all, name: string ) => encodeURIComponent( input.path?.[ name ] ?? '' ) );
	const url = new URL( baseUrl.replace( /\/+$/, '' ) + path );
	for ( const [ name, value ] of Object.entries( input.query ?? {} ) ) {
		if ( value !== undefined ) {
			url.searchParams.set( name, String( value ) );
		}
	}
	return {
		method: operation.method,
		url: url.href,
		headers: {
			authorization: `Bearer ${ token }`,
			version: operation.version,
			accept: 'application/json',
			'user-agent': USER_AGENT,
			...( input.body === undefined ? {} : { 'content-type': 'application/json' } ),
		},
		body: input.body,
	};
}

interface Exchange {
	answer?: PlainAnswer;
	failure?: HighLevelFailure;
}

async function exchange( operation: Operation, request: Request, token: string, signal: AbortSignal, timeoutMs: number ): Promise<Exchange> {
	let raw: { status: number; headers: PlainAnswer[ 'headers' ]; text: string };
	try {
		raw = await send( request, token, signal, timeoutMs );
	} catch ( error ) {
		return { failure: classifyNetworkFault( operation, error ) };
	}
	const success = raw.status >= 200 && raw.status < 300;
	let body: unknown = raw.text;
	try {
		body = parseAnswer( raw.text );
	} catch ( error ) {
		if ( success ) {
			return { answer: { ...raw, body }, failure: unreadableAnswer( operation, raw.status, error ) };
		}
	}
	const answer = { status: raw.status, headers: raw.headers, body };
	return success ? { answer } : { answer, failure: classifyAnswer( operation, answer ) };
}

/** One HTTP exchange: no retry of got's own, no redirect (a token must not follow one), an end to how long and how much. */
async function send( request: Request, token: string, signal: AbortSignal, timeoutMs: number ): Promise<{ status: number; headers: PlainAnswer[ 'headers' ]; text: string }> {
	const tooMuch = new AbortController();
	const promise = got( request.url, {
		method: request.method,
		headers: request.headers,
		...( request.body === undefined ? {} : { body: JSON.stringify( request.body ) } ),
		retry: { limit: 0 },
		followRedirect: false,
		throwHttpErrors: false,
		timeout: { request: timeoutMs },
		signal: AbortSignal.any( [ signal, tooMuch.signal ] ),
	} );
	void promise.on( 'downloadProgress', ( { transferred } ) => {
		if ( transferred > MAX_ANSWER_BYTES ) {
			tooMuch.abort( new Error( `The answer is longer than ${ MAX_ANSWER_BYTES } bytes.` ) );
		}
	} );
	const response = await promise;
	const headers = Object.fromEntries( Object.entries( response.headers ).map( ( [ name, value ] ) => [ name, Array.isArray( value ) ? value.join( ', ' ) : value ] ) );
	// Nobody should send a token back, but a faulty proxy may; from here on it cannot get into a message.
	return { status: response.statusCode, headers, text: response.body.replaceAll( token, '[hidden]' ) };
}

function recordOf( operation: OperationId, request: Request, { answer, failure }: Exchange, token: string, at: Date, durationMs: number ): AttemptRecord {
	const secrets = [ token ];
	const body = answer?.body;
	const traceId = typeof body === 'object' && body !== null ? ( body as { traceId?: unknown } ).traceId : undefined;
	return {
		id: randomUUID(),
		operation,
		method: request.method,
		url: redactText( request.url, secrets ),
		requestHeaders: redactHeaders( request.headers, secrets ),
		requestBody: redactBody( request.body, secrets ),
		status: answer?.status ?? null,
		responseHeaders: answer ? keepAnswerHeaders( answer.headers, secrets ) : null,
		responseBody: redactBody( body, secrets ),
		errorCode: failure?.code ?? null,
		error: failure ? redactText( failure.message, secrets ) : null,
		traceId: typeof traceId === 'string' ? traceId : answer?.headers[ 'x-trace-id' ] ?? null,
		durationMs,
		at,
	};
}
