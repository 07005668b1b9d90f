/** Refusals for people: at doors that browsers open, as a page where the browser asks for one, and as a problem document for programs. */
import type { Request, RequestHandler, Response } from 'express';
import type { AppError } from '../errors/app-error.ts';
import { problemPage } from './pages/problem-page.ts';

/** Before everything else of such a door, so that its first refusal is already told this way. */
export const markForPeople: RequestHandler = ( _request, response, next ) => {
	response.locals[ 'forPeople' ] = true;
	next();
};

/** @returns Whether the answer was sent. */
export function sendProblemPage( request: Request, response: Response, error: AppError ): boolean {
	// Programs that take anything get the document, as at all other doors.
	if ( response.locals[ 'forPeople' ] !== true || request.accepts( [ 'json', 'html' ] ) !== 'html' ) {
		return false;
	}
	const { status, headers, html } = problemPage( error );
	response.status( status ).set( headers ?? {} ).type( 'html' ).send( html );
	return true;
}
