/** Runs an owner's Liquid template within limits: no files, no prototypes, bounded time, memory and length. */
import { Liquid } from 'liquidjs';

const MAX_TEMPLATE = 4000;
const MAX_RESULT = 20_000;

const liquid = new Liquid( {
	templates: {},
	ownPropertyOnly: true,
	strictFilters: true,
	parseLimit: MAX_TEMPLATE,
	// Milliseconds for rendering, and roughly characters and list items made on the way.
	renderLimit: 200,
	memoryLimit: 200_000,
} );

/**
 * @param scope What the template sees, such as `{ entity }`.
 * @throws Error whose message says what is wrong with the template, fit for its owner.
 */
export function renderTemplate( template: string, scope: Record<string, unknown> ): string {
	let text: string;
	try {
		text = String( liquid.parseAndRenderSync( template, scope ) );
	} catch ( error ) {
		throw new Error( plainWords( error ), { cause: error } );
	}
	if ( text.length > MAX_RESULT ) {
		throw new Error( `The template gives more than ${ MAX_RESULT } characters.` );
	}
	return text;
}

/** What is wrong with a template, without running it; undefined when it can be read. */
export function findTemplateFault( template: string ): string | undefined {
	try {
		liquid.parse( template );
		return undefined;
	} catch ( error ) {
		return plainWords( error );
	}
}

/** liquidjs adds the place and an excerpt of the template; the first line is what an owner can use. */
function plainWords( error: unknown ): string {
	const [ line = '' ] = ( error instanceof Error ? error.message : String( error ) ).split( '\n' );
	return `The template cannot be used: ${ line }`;
}
