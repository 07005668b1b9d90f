/** The AccessAlly screen: triggers, signs, Team names. */
import type { Locator } from '@playwright/test';
import { AdminPage } from './admin-page.ts';

export class AccessAllyScreen extends AdminPage {
	/** The switch of a trigger. */
	trigger( name: string ): Locator {
		return this.content.getByRole( 'checkbox', { name, exact: true } );
	}

	async openTab( name: string ): Promise<void> {
		await this.content.getByRole( 'tab', { name } ).click();
	}

	get undoButton(): Locator {
		return this.page.getByRole( 'button', { name: 'Undo' } ).last();
	}

	get addSignButton(): Locator {
		return this.content.getByRole( 'button', { name: 'Add a sign' } );
	}

	get saveSignsButton(): Locator {
		return this.content.getByRole( 'button', { name: 'Save signs' } );
	}

	sign( number: number ): Locator {
		return this.content.getByRole( 'group', { name: `Sign ${ number }` } );
	}

	/** A message at the corner of the screen. */
	message( words: string | RegExp ): Locator {
		return this.page.locator( '.components-snackbar' ).filter( { hasText: words } );
	}
}
