/**
 * Finds the texts of the admin's TypeScript. Each refers to the built script that WordPress loads translations for: that of
 * the app, also where the text stands in a part of it that is loaded later.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { adminUiDir, rootDir } from '../base/paths.ts';
import { functions, toMessages, type Call, type Extraction } from './message.ts';

/** The apps that are built: what stands at the top of the source, as admin-ui/webpack.config.js names them. */
async function listApps(): Promise<string[]> {
	return ( await readdir( join( adminUiDir, 'src' ) ) ).filter( ( name ) => name.endsWith( '.tsx' ) ).map( ( name ) => basename( name, '.tsx' ) ).sort();
}

export async function extractTypeScript(): Promise<Extraction> {
	const appsOf = new Map<string, string[]>();
	for ( const app of await listApps() ) {
		for ( const file of await reachableFrom( join( adminUiDir, 'src', `${ app }.tsx` ) ) ) {
			appsOf.set( file, [ ...( appsOf.get( file ) ?? [] ), `build/${ app }.js` ] );
		}
	}
	const all: Extraction = { messages: [], faults: [] };
	for ( const [ file, references ] of [ ...appsOf ].sort( ( [ one ], [ other ] ) => ( one < other ? -1 : 1 ) ) ) {
		const source = await readFile( file, 'utf8' );
		const found = toMessages( findCalls( parse( file, source ) ), source, relative( rootDir, file ), references );
		all.messages.push( ...found.messages );
		all.faults.push( ...found.faults );
	}
	return all;
}

const parse = ( file: string, source: string ): ts.SourceFile =>
	ts.createSourceFile( file, source, ts.ScriptTarget.Latest, true, file.endsWith( 'x' ) ? ts.ScriptKind.TSX : ts.ScriptKind.TS );

/** Every file of ours that an app imports, at once or later. */
async function reachableFrom( entry: string ): Promise<Set<string>> {
	const seen = new Set<string>();
	const open = [ entry ];
	for ( let file = open.pop(); file !== undefined; file = open.pop() ) {
		if ( seen.has( file ) || ! /\.tsx?$/.test( file ) || ! existsSync( file ) ) {
			continue;
		}
		seen.add( file );
		for ( const { fileName } of ts.preProcessFile( await readFile( file, 'utf8' ), true, true ).importedFiles ) {
			if ( fileName.startsWith( '.' ) ) {
				open.push( resolve( dirname( file ), fileName ) );
			}
		}
	}
	return seen;
}

function findCalls( file: ts.SourceFile ): Call[] {
	const calls: Call[] = [];
	const visit = ( node: ts.Node ): void => {
		if ( ts.isCallExpression( node ) && ts.isIdentifier( node.expression ) && Object.hasOwn( functions, node.expression.text ) ) {
			const offset = node.expression.getStart( file );
			calls.push( {
				name: node.expression.text, offset, line: file.getLineAndCharacterOfPosition( offset ).line + 1,
				args: node.arguments.map( ( argument ) => ( ts.isStringLiteralLike( argument ) ? argument.text : null ) ),
			} );
		}
		ts.forEachChild( node, visit );
	};
	visit( file );
	return calls;
}
