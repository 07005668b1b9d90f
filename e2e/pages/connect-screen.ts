/** The Connect screen: pairing with the bridge, then giving access to HighLevel. */
import type { Locator } from '@playwright/test';
import { AdminPage } from './admin-page.ts';

export class ConnectScreen extends AdminPage {
	async pair( bridgeUrl: string, code: string ): Promise<void> {
		await this.page.getByLabel( 'Bridge address' ).fill( bridgeUrl );
		await this.page.getByLabel( 'Pairing code' ).fill( code );
		await this.page.getByRole( 'button', { name: 'Pair with the bridge' } ).click();
	}

	get token(): Locator {
		return this.page.getByLabel( 'Private integration token' );
	}

	async test( token: string, locationId: string ): Promise<void> {
		await this.token.fill( token );
		await this.page.getByLabel( 'Location ID' ).fill( locationId );
		await this.page.getByRole( 'button', { name: 'Test the connection' } ).click();
	}

	get connectButton(): Locator {
		return this.page.getByRole( 'button', { name: 'Connect this location' } );
	}

	/** Of a site with a location it offers another one, of one without the first. */
	get oauthButton(): Locator {
		return this.page.getByRole( 'button', { name: /^Connect (another location )?with HighLevel$/ } );
	}

	/** The row of one scope in the result of a test. */
	scope( name: string ): Locator {
		return this.page.getByRole( 'row' ).filter( { hasText: name } );
	}

	/** What a screen reader is told at once. */
	get alert(): Locator {
		return this.content.getByRole( 'alert' );
	}
}
