/** Notes on an appointment. */
import { notesQuery, noteWrite } from '../data/shapes.ts';
import { created, ok, type Call, type Handler } from '../doors/call.ts';
import { checkBody, checkQuery } from '../doors/check-shape.ts';
import { notFound } from '../refusal.ts';
import { newId } from '../world/ids.ts';
import type { Note } from '../world/types.ts';
import { findEvent } from './find.ts';

export const listNotes: Handler = ( call ) => {
	const { limit, offset } = checkQuery( call.query, notesQuery ) as { limit: number; offset: number };
	const { id } = appointment( call );
	const notes = call.world.state.notes.filter( ( note ) => note.appointmentId === id );
	return ok( { notes: notes.slice( offset, offset + limit ).map( ( note ) => readable( call, note ) ), hasMore: notes.length > offset + limit } );
};

export const createNote: Handler = ( call ) => {
	const body = checkBody( call.body, noteWrite ) as { body: string; userId?: string };
	const { id, contactId } = appointment( call );
	const note: Note = { id: newId(), appointmentId: id, ...body, contactId: contactId ?? '', dateAdded: new Date( call.now ).toISOString() };
	call.world.state.notes.push( note );
	call.world.changed();
	return created( { note: readable( call, note ) } );
};

export const updateNote: Handler = ( call ) => {
	const body = checkBody( call.body, noteWrite );
	const note = Object.assign( find( call ), body );
	call.world.changed();
	return ok( { note: readable( call, note ) } );
};

export const deleteNote: Handler = ( call ) => {
	const note = find( call );
	call.world.state.notes = call.world.state.notes.filter( ( other ) => other !== note );
	call.world.changed();
	return ok( { success: true } );
};

const appointment = ( call: Call ): ReturnType<typeof findEvent> => findEvent( call, 'appointment', call.path[ 'appointmentId' ] );

function find( call: Call ): Note {
	const { id } = appointment( call );
	const note = call.world.state.notes.find( ( candidate ) => candidate.id === call.path[ 'noteId' ] && candidate.appointmentId === id );
	if ( ! note ) {
		throw notFound( 'Note not found' );
	}
	return note;
}

function readable( call: Call, { appointmentId: _, ...note }: Note ): Record<string, unknown> {
	const author = call.world.state.users.find( ( user ) => user.id === note.userId );
	return author ? { ...note, createdBy: { id: author.id, name: `${ author.firstName } ${ author.lastName }` } } : note;
}
