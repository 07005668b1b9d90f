/** A text that is to be translated, as it was found in the source, and what is wrong with it. */

export interface Message {
	single: string;
	plural?: string;
	context?: string;
	/** What the translator should know. */
	comment?: string;
	/** The file that WordPress loads the translation for, below plugin/. */
	reference: string;
	/** Where it stands, for people: file and line. */
	place: string;
}

export interface Extraction {
	messages: Message[];
	faults: string[];
}

/** Where each function has its texts; the domain is the argument after them. */
export const functions: Record<string, { single: 0; plural?: 1; context?: number; domain: number }> = {};
for ( const name of [ '__', '_e', 'esc_html__', 'esc_html_e', 'esc_attr__', 'esc_attr_e' ] ) {
	functions[ name ] = { single: 0, domain: 1 };
}
for ( const name of [ '_x', '_ex', 'esc_html_x', 'esc_attr_x' ] ) {
	functions[ name ] = { single: 0, context: 1, domain: 2 };
}
functions[ '_n' ] = { single: 0, plural: 1, domain: 3 };
functions[ '_nx' ] = { single: 0, plural: 1, context: 3, domain: 4 };

export const DOMAIN = 'slotbridge';

/** A call as it stands in the source: each argument's text, or null where it is no plain text. */
export interface Call {
	name: string;
	args: ( string | null )[];
	line: number;
	/** Characters from the beginning of the file. */
	offset: number;
}

interface Comment {
	text: string;
	end: number;
	line: number;
}

/** Makes messages of the calls of one file. */
export function toMessages( calls: readonly Call[], source: string, place: string, references: readonly string[] ): Extraction {
	const comments = findComments( source );
	const result: Extraction = { messages: [], faults: [] };
	for ( const call of calls ) {
		const at = `${ place }:${ call.line }`;
		const shape = functions[ call.name ]!;
		const [ single, plural, context ] = [ call.args[ 0 ], shape.plural && call.args[ shape.plural ], shape.context === undefined ? undefined : call.args[ shape.context ] ];
		if ( typeof single !== 'string' || plural === null || context === null ) {
			result.faults.push( `${ at } ${ call.name }() must have its texts as they are, or translators never see them.` );
			continue;
		}
		if ( call.args[ shape.domain ] !== DOMAIN ) {
			result.faults.push( `${ at } ${ call.name }( '${ single }' ) lacks the text domain "${ DOMAIN }".` );
		}
		const comment = commentOf( call, comments );
		if ( comment === undefined && /%(?:\d+\$)?[sdf]/.test( single + ( plural ?? '' ) ) ) {
			result.faults.push( `${ at } "${ single }" has placeholders, and no comment that tells translators what they are.` );
		}
		for ( const reference of references ) {
			result.messages.push( { single, ...( plural !== undefined && { plural } ), ...( context !== undefined && { context } ), ...( comment !== undefined && { comment } ), reference, place: at } );
		}
	}
	return result;
}

function findComments( source: string ): Comment[] {
	return [ ...source.matchAll( /\/\*\s*(translators:[\s\S]*?)\s*\*\/|\/\/\s*(translators:.*)/gi ) ].map( ( match ) => {
		const end = match.index + match[ 0 ].length;
		return { text: ( match[ 1 ] ?? match[ 2 ]! ).replace( /\s+/g, ' ' ), end, line: source.slice( 0, end ).split( '\n' ).length };
	} );
}

/** The last one before the call, in its line or the line above, as WordPress's own tools look for it. */
function commentOf( call: Call, comments: readonly Comment[] ): string | undefined {
	return comments.filter( ( comment ) => comment.end <= call.offset && call.line - comment.line <= 1 ).at( -1 )?.text;
}
