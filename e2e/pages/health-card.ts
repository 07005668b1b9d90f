/** The Health card of the Connect screen: how things stand, and what the owner holds back. */
import type { Locator } from '@playwright/test';
import { AdminPage } from './admin-page.ts';

export class HealthCard extends AdminPage {
	get pauseButton(): Locator {
		return this.page.getByRole( 'button', { name: 'Pause this site' } );
	}

	get resumeButton(): Locator {
		return this.page.getByRole( 'button', { name: 'Resume this site' } );
	}

	get pausedNotice(): Locator {
		return this.content.getByText( /This site is paused: changes are collected/ );
	}

	get question(): Locator {
		return this.page.getByRole( 'dialog', { name: 'Pause this site?' } );
	}

	/** The button of one kind of change; its name says what it does next. */
	workflow( verb: 'Pause' | 'Resume', what: string ): Locator {
		return this.page.getByRole( 'button', { name: `${ verb }: ${ what }` } );
	}
}
