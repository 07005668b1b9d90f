/** Finds a Chromium that starts on this machine: Playwright's own, else the system's. */
import { access } from 'node:fs/promises';
import { chromium } from '@playwright/test';

/** No sandbox, since tests may run as root; no background traffic; nothing but this machine is resolved. */
export const browserArguments = [
	'--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
	'--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

const systemBrowsers = [ '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium' ];

async function starts( executablePath: string ): Promise<boolean> {
	try {
		await access( executablePath );
		const browser = await chromium.launch( { executablePath, args: browserArguments, timeout: 60_000 } );
		await browser.close();
		return true;
	} catch {
		return false; // Not there, or without the libraries that it needs.
	}
}

/** @return The path of a browser that was seen starting, or undefined. */
export async function findBrowser(): Promise<string | undefined> {
	for ( const path of [ process.env.SLOTBRIDGE_BROWSER, chromium.executablePath(), ...systemBrowsers ] ) {
		if ( path && ( await starts( path ) ) ) {
			return path;
		}
	}
	return undefined;
}
