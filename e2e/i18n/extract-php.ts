/** Finds the texts of the plugin's PHP, and of its header. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Engine } from 'php-parser';
import { pluginDir } from '../base/paths.ts';
import { functions, toMessages, type Call, type Extraction, type Message } from './message.ts';

interface PhpNode {
	kind: string;
	loc?: { start: { line: number; offset: number } };
	[ key: string ]: unknown;
}

const parser = new Engine( { parser: { extractDoc: false, suppressErrors: false, version: 801 }, ast: { withPositions: true } } );

export async function extractPhp(): Promise<Extraction> {
	const all: Extraction = { messages: await readHeader(), faults: [] };
	for ( const file of await listFiles() ) {
		const source = await readFile( join( pluginDir, file ), 'utf8' );
		const found = toMessages( findCalls( source, file ), source, `plugin/${ file }`, [ file ] );
		all.messages.push( ...found.messages );
		all.faults.push( ...found.faults );
	}
	return all;
}

async function listFiles(): Promise<string[]> {
	const entries = await readdir( join( pluginDir, 'includes' ), { recursive: true, withFileTypes: true } );
	const files = entries.filter( ( entry ) => entry.isFile() && entry.name.endsWith( '.php' ) ).map( ( entry ) => relative( pluginDir, join( entry.parentPath, entry.name ) ) );
	return [ 'slotbridge.php', 'uninstall.php', ...files.sort() ];
}

function findCalls( source: string, file: string ): Call[] {
	const calls: Call[] = [];
	const visit = ( value: unknown ): void => {
		if ( Array.isArray( value ) ) {
			value.forEach( visit );
		} else if ( typeof value === 'object' && value !== null ) {
			const node = value as PhpNode;
			const call = node.kind === 'call' ? readCall( node ) : undefined;
			if ( call ) {
				calls.push( call );
			}
			for ( const [ key, child ] of Object.entries( node ) ) {
				if ( key !== 'loc' ) {
					visit( child );
				}
			}
		}
	};
	visit( parser.parseCode( source, file ) );
	return calls;
}

function readCall( node: PhpNode ): Call | undefined {
	const what = node[ 'what' ] as PhpNode;
	const name = what.kind === 'name' ? String( what[ 'name' ] ).replace( /^\\/, '' ) : '';
	if ( ! Object.hasOwn( functions, name ) || ! what.loc ) {
		return undefined;
	}
	const args = ( node[ 'arguments' ] as PhpNode[] ).map( ( argument ) => ( argument.kind === 'string' ? String( argument[ 'value' ] ) : null ) );
	return { name, args, line: what.loc.start.line, offset: what.loc.start.offset };
}

/** What the list of plugins shows. */
async function readHeader(): Promise<Message[]> {
	const source = await readFile( join( pluginDir, 'slotbridge.php' ), 'utf8' );
	return [ [ 'Plugin Name', 'Plugin Name of the plugin' ], [ 'Description', 'Description of the plugin' ], [ 'Author', 'Author of the plugin' ] ].flatMap( ( [ field, comment ] ) => {
		const single = new RegExp( `^ \\* ${ field }:\\s*(.+)$`, 'm' ).exec( source )?.[ 1 ]?.trim();
		return single === undefined ? [] : [ { single, comment, reference: 'slotbridge.php', place: 'plugin/slotbridge.php' } ];
	} );
}
