/**
 * Finds the texts that the bridge sends in English and the admin translates: those of the catalogue, and the names of steps.
 * What the bridge puts together at run time (reasons, summaries of steps) is not among them.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { titlePatterns } from '@slotbridge/catalogue/events/titles.ts';
import { bookingScopes, fields, scopes, transforms } from '@slotbridge/catalogue/index.ts';
import ts from 'typescript';
import { bridgeDir, rootDir } from '../base/paths.ts';
import type { Extraction, Message } from './message.ts';

/** The script whose translations have them. */
const reference = 'build/admin.js';

export async function extractCatalogue(): Promise<Extraction> {
	const messages = [
		...Object.values( fields ).flat().flatMap( ( { label, note } ) => [ { single: label }, { single: note } ] ),
		...transforms.map( ( { title } ) => ( { single: title } ) ),
		...[ ...scopes, ...bookingScopes ].map( ( { why } ) => ( { single: why, comment: 'translators: what a scope of HighLevel is for, as in: calendars.write, "to add and change calendars".' } ) ),
		...[ ...new Set( titlePatterns() ) ].map( ( single ) => ( { single, comment: 'translators: 1: name of what the event is about. 2: name of something else, such as a tag.' } ) ),
	].filter( ( { single } ) => single !== '' ).map( ( message ): Message => ( { ...message, reference, place: 'bridge/catalogue' } ) );
	return { messages: [ ...messages, ...await findSteps() ], faults: [] };
}

/** Each `step( 'name', 'Title', … )` of the bridge. */
async function findSteps(): Promise<Message[]> {
	const entries = await readdir( join( bridgeDir, 'src' ), { recursive: true, withFileTypes: true } );
	const files = entries.filter( ( entry ) => entry.isFile() && entry.name.endsWith( '.ts' ) ).map( ( entry ) => join( entry.parentPath, entry.name ) ).sort();
	const messages: Message[] = [];
	for ( const path of files ) {
		const file = ts.createSourceFile( path, await readFile( path, 'utf8' ), ts.ScriptTarget.Latest, true );
		const visit = ( node: ts.Node ): void => {
			const title = ts.isCallExpression( node ) && ts.isIdentifier( node.expression ) && node.expression.text === 'step' ? node.arguments[ 1 ] : undefined;
			if ( title !== undefined && ts.isStringLiteralLike( title ) ) {
				messages.push( { single: title.text, comment: 'translators: a step on the way to HighLevel.', reference, place: relative( rootDir, path ) } );
			}
			ts.forEachChild( node, visit );
		};
		visit( file );
	}
	return messages;
}
