/** The template for translators, in gettext's format: one entry a text, however often it is used. */
import { join } from 'node:path';
import { pluginDir } from '../base/paths.ts';
import { extractCatalogue } from './extract-catalogue.ts';
import { extractPhp } from './extract-php.ts';
import { extractTypeScript } from './extract-ts.ts';
import type { Message } from './message.ts';

export const potFile = join( pluginDir, 'languages/slotbridge.pot' );

/** A text with everything that is known of it from all its places. */
export interface Entry extends Message {
	references: Set<string>;
	comments: Set<string>;
}

// No date and no line numbers: it changes when texts do, and else not.
const HEADER = `# The texts of SlotBridge, for translators. Made by "npm run pot"; do not edit.
# This file is distributed under the GPL-2.0-or-later.
msgid ""
msgstr ""
"Project-Id-Version: SlotBridge\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"
"X-Domain: slotbridge\\n"
`;

/** @returns Every text once, and what is wrong with them in the source. */
export async function collectTexts(): Promise<{ entries: Entry[]; faults: string[] }> {
	const parts = [ await extractPhp(), await extractTypeScript(), await extractCatalogue() ];
	const faults = parts.flatMap( ( part ) => part.faults );
	const entries = new Map<string, Entry>();
	for ( const message of parts.flatMap( ( part ) => part.messages ) ) {
		const key = `${ message.context ?? '' }\u0004${ message.single }`;
		const entry = entries.get( key ) ?? { ...message, references: new Set<string>(), comments: new Set<string>() };
		entries.set( key, entry );
		entry.references.add( message.reference );
		if ( message.comment !== undefined ) {
			entry.comments.add( message.comment );
		}
		if ( message.plural !== undefined && entry.plural !== undefined && message.plural !== entry.plural ) {
			faults.push( `${ message.place } "${ message.single }" has another plural than at ${ entry.place }; gettext knows one.` );
		}
		entry.plural ??= message.plural;
	}
	return { entries: [ ...entries.values() ], faults };
}

/** @returns The file's text, and what is wrong with the texts in the source. */
export async function makePot(): Promise<{ pot: string; faults: string[]; texts: number }> {
	const { entries, faults } = await collectTexts();
	return { pot: `${ HEADER }${ entries.map( write ).join( '' ) }`, faults, texts: entries.length };
}

function write( { references, comments, context, single, plural }: Entry ): string {
	const quoted = ( text: string ): string => `"${ text.replace( /[\\"]/g, '\\$&' ).replaceAll( '\n', '\\n' ).replaceAll( '\t', '\\t' ) }"`;
	return [
		'',
		...[ ...comments ].map( ( comment ) => `#. ${ comment }` ),
		...[ ...references ].sort().map( ( reference ) => `#: ${ reference }` ),
		...( /%(?:\d+\$)?[sdf]/.test( single ) ? [ `#, ${ [ ...references ].every( ( reference ) => reference.endsWith( '.js' ) ) ? 'js' : 'php' }-format` ] : [] ),
		...( context === undefined ? [] : [ `msgctxt ${ quoted( context ) }` ] ),
		`msgid ${ quoted( single ) }`,
		...( plural === undefined ? [ 'msgstr ""' ] : [ `msgid_plural ${ quoted( plural ) }`, 'msgstr[0] ""', 'msgstr[1] ""' ] ),
		'',
	].join( '\n' );
}
