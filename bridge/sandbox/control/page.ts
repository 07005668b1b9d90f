/** The page for a person: three static files, nothing from elsewhere. */
import { readFileSync } from 'node:fs';
import type { Router } from 'express';

const files = {
	'/': { name: 'index.html', type: 'text/html' },
	'/page.css': { name: 'page.css', type: 'text/css' },
	'/page.js': { name: 'page.js', type: 'text/javascript' },
};

export function servePage( router: Router ): void {
	for ( const [ path, { name, type } ] of Object.entries( files ) ) {
		const content = readFileSync( new URL( `./page/${ name }`, import.meta.url ), 'utf8' );
		router.get( path, ( _request, response ) => {
			response.set( 'Content-Security-Policy', "default-src 'none'; img-src data:; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" );
			response.type( type ).send( content );
		} );
	}
}
