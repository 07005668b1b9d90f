/** The bridge's page between WordPress and HighLevel, and the sandbox's consent that follows it. */
import type { Locator, Page } from '@playwright/test';

export class ConsentPage {
	readonly page: Page;

	constructor( page: Page ) {
		this.page = page;
	}

	get heading(): Locator {
		return this.page.getByRole( 'heading', { level: 1 } );
	}

	get goOn(): Locator {
		return this.page.getByRole( 'button', { name: 'Continue to HighLevel' } );
	}

	get cancel(): Locator {
		return this.page.getByRole( 'link', { name: 'Cancel' } );
	}

	/** At the sandbox. */
	get allow(): Locator {
		return this.page.getByRole( 'button', { name: 'Allow for this location' } );
	}

	async chooseLocation( id: string ): Promise<void> {
		await this.page.getByRole( 'checkbox', { name: id } ).check();
	}
}
