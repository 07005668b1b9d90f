/** Makes sure that there is a browser for the tests: one that is there, else Playwright's download, else Debian's package. */
import { join } from 'node:path';
import { findBrowser } from '../base/find-browser.ts';
import { rootDir } from '../base/paths.ts';
import { step, type Say } from '../base/progress.ts';
import { runCommand } from '../base/run-command.ts';
import { canInstall, installPackages } from './install-tools.ts';

/** @return Its path. @throws Error of one line that says how to install one. */
export async function ensureBrowser( say: Say ): Promise<string> {
	const there = await findBrowser();
	if ( there ) {
		return there;
	}
	const playwright = join( rootDir, 'node_modules/@playwright/test/cli.js' );
	const downloaded = await step( say, 'Downloading Playwright’s Chromium', () => runCommand( process.execPath, [ playwright, 'install', 'chromium' ], { timeoutMs: 5 * 60_000 } ) );
	const fresh = downloaded.ok ? await findBrowser() : undefined;
	if ( fresh ) {
		return fresh;
	}
	if ( await canInstall() ) {
		say( '  It could not be had, or does not start here: taking Debian’s.' );
		await installPackages( [ 'chromium' ], say );
		const packaged = await findBrowser();
		if ( packaged ) {
			return packaged;
		}
	}
	throw new Error( 'no Chromium starts here: run "npx playwright install --with-deps chromium", or install your system’s chromium package.' );
}
