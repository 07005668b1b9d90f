/** The Alerts card of the Connect screen: who is told, of what, and whether it works. */
import type { Locator } from '@playwright/test';
import { AdminPage } from './admin-page.ts';

export class AlertsCard extends AdminPage {
	get card(): Locator {
		return this.page.getByRole( 'region', { name: 'Alerts', exact: true } );
	}

	get webhook(): Locator {
		return this.card.getByLabel( 'Webhook address' );
	}

	get emails(): Locator {
		return this.card.getByLabel( 'E-mail addresses' );
	}

	get minutes(): Locator {
		return this.card.getByLabel( 'After this many minutes' );
	}

	get saveButton(): Locator {
		return this.card.getByRole( 'button', { name: 'Save alerts' } );
	}

	get testButton(): Locator {
		return this.card.getByRole( 'button', { name: 'Send a test alert' } );
	}

	get result(): Locator {
		return this.card.getByRole( 'status' );
	}

	get alert(): Locator {
		return this.card.getByRole( 'alert' );
	}

	/** The secret that the bridge has just made. */
	get newSecret(): Locator {
		return this.card.getByText( /^whsec_/ );
	}
}
