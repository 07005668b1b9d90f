/** The control API under /__sandbox: state, request log, faults, tokens, limits, and the owner's own hand. Loopback only. */
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { changeAsOwner } from '../operations/calendars.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import { addFault } from './faults.ts';
import { serveOAuthControl } from './oauth.ts';
import { servePage } from './page.ts';
import { listRequests } from './requests.ts';
import { describeState } from './state.ts';
import { addToken, setLimits, setScopes } from './tokens.ts';

export function createControl( sandbox: Sandbox ): Router {
	const router = express.Router();
	router.use( requireLoopback, express.json( { limit: '2mb' } ) );
	servePage( router );
	router.get( '/state', ( _request, response ) => void response.json( describeState( sandbox ) ) );
	router.get( '/requests', listRequests( sandbox ) );
	router.delete( '/requests', ( _request, response ) => {
		sandbox.log.clear();
		response.status( 204 ).end();
	} );
	router.get( '/faults', ( _request, response ) => void response.json( { faults: sandbox.faults.list() } ) );
	router.post( '/faults', addFault( sandbox ) );
	router.delete( '/faults', clearFaults( sandbox ) );
	router.delete( '/faults/:id', clearFaults( sandbox ) );
	router.post( '/reset', ( _request, response ) => {
		sandbox.world.reset();
		sandbox.log.clear();
		sandbox.faults.clear();
		sandbox.limiter.reset();
		response.json( describeState( sandbox ) );
	} );
	router.patch( '/calendars/:id', changeCalendar( sandbox ) );
	router.post( '/tokens', addToken( sandbox ) );
	router.put( '/tokens/:token/scopes', setScopes( sandbox ) );
	router.put( '/limits', setLimits( sandbox ) );
	serveOAuthControl( router, sandbox );
	router.use( ( request ) => {
		throw notFound( `The control API has no ${ request.method } ${ request.originalUrl }.` );
	} );
	router.use( answerControlError );
	return router;
}

/** Only programs on this machine, and no web page of elsewhere that a browser on this machine shows. */
const requireLoopback: RequestHandler = ( request, response, next ) => {
	const host = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
	const origin = request.get( 'origin' );
	const near = /^(::ffff:)?127\.|^::1$/.test( request.socket.remoteAddress ?? '' );
	if ( ! near || ! host.test( request.get( 'host' ) ?? '' ) || ( origin && ! host.test( origin.replace( /^https?:\/\//, '' ) ) ) ) {
		response.status( 403 ).json( { message: 'The control API answers to this machine only.' } );
		return;
	}
	next();
};

function clearFaults( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const id = request.params[ 'id' ] as string | undefined;
		if ( ! sandbox.faults.clear( id ) && id ) {
			throw notFound( `There is no fault ${ id }.` );
		}
		response.status( 204 ).end();
	};
}

/** As the owner changes a calendar in HighLevel's own UI: only what is named changes, nothing is reset. */
function changeCalendar( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const calendar = sandbox.world.state.calendars.find( ( candidate ) => candidate.id === request.params[ 'id' ] );
		if ( ! calendar ) {
			throw notFound( `There is no calendar ${ String( request.params[ 'id' ] ) }.` );
		}
		response.json( { calendar: changeAsOwner( sandbox.world, calendar, request.body ) } );
	};
}

const answerControlError: ErrorRequestHandler = ( error: unknown, _request, response, _next ) => {
	if ( error instanceof Refusal ) {
		response.status( error.status ).json( error.body );
		return;
	}
	const status = ( error as { status?: number } ).status ?? 500;
	response.status( status ).json( { message: ( error as Error ).message } );
};
