/** ESLint rule: a part imports only the parts that it may know, and a library is used only at its home. */
import { dirname, relative, resolve, sep } from 'node:path';

/** @typedef {{ folder: string, mayImport: string[], mayImportTypesOf?: string[] }} PartRule */
/** @typedef {{ library: string, within: string, homes: string[] }} LibraryHome */

/** Our own workspace packages, by the folder they stand for. */
const packages = { '@slotbridge/catalogue': 'bridge/catalogue' };

const isInside = ( path, folder ) => path === folder || path.startsWith( `${ folder }/` );

/** The file or folder below the root that an import names; undefined for a library. */
function resolveOwn( root, file, source ) {
	if ( source.startsWith( '.' ) ) {
		return relative( root, resolve( dirname( file ), source ) ).split( sep ).join( '/' );
	}
	const name = Object.keys( packages ).find( ( own ) => isInside( source, own ) );
	return name && packages[ name ] + source.slice( name.length );
}

function checkPart( { parts }, place, target, typesOnly ) {
	const part = parts.find( ( { folder } ) => isInside( place, folder ) );
	if ( ! part || isInside( target, part.folder ) ) {
		return undefined;
	}
	const allowed = [ ...part.mayImport, ...( typesOnly ? part.mayImportTypesOf ?? [] : [] ) ];
	return allowed.some( ( folder ) => isInside( target, folder ) ) ? undefined : `${ part.folder } may not import ${ target }.`;
}

function checkLibrary( { libraryHomes }, place, source ) {
	const home = libraryHomes.find( ( { library, within } ) => isInside( source, library ) && isInside( place, within ) );
	return ! home || home.homes.some( ( folder ) => isInside( place, folder ) ) ? undefined : `"${ home.library }" is used in ${ home.homes.join( ' and ' ) } only.`;
}

/** True for tests and configuration beside a part: they may reach for what they test. */
const isTest = ( place ) => /\.test\.tsx?$/.test( place ) || /(^|\/)tests\//.test( place );

export const importArrows = {
	meta: { type: 'problem', schema: [ { type: 'object' } ] },
	create( context ) {
		const options = context.options[ 0 ];
		const place = relative( options.root, context.filename ).split( sep ).join( '/' );
		const check = ( node ) => {
			const source = node.source?.value;
			if ( typeof source !== 'string' || isTest( place ) ) {
				return;
			}
			const typesOnly = node.importKind === 'type' || node.exportKind === 'type';
			const target = resolveOwn( options.root, context.filename, source );
			const fault = target === undefined ? checkLibrary( options, place, source ) : checkPart( options, place, target, typesOnly );
			if ( fault ) {
				context.report( { node, message: fault } );
			}
		};
		return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
	},
};
