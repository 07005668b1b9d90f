/** The browser tests: on native PHP with MariaDB in full, on Playground as a smoke test. One stack for all of a project's specs. */
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { artifactsDir } from './base/paths.ts';
import { browserArguments, findBrowser } from './base/find-browser.ts';
import type { StackFixtureOptions } from './fixtures/test.ts';

/** `npm test` has found it already and says so; alone, Playwright looks for itself. */
const executablePath = process.env.SLOTBRIDGE_BROWSER ?? ( await findBrowser() );
const playgroundSpecs = /playground.*\.spec\.ts$/;

export default defineConfig<object, StackFixtureOptions>( {
	testDir: './specs',
	outputDir: join( artifactsDir, 'browser' ),
	// Generous ends for slow machines; no test measures time.
	timeout: 180_000,
	expect: { timeout: 30_000 },
	workers: 1,
	fullyParallel: false,
	retries: 0,
	forbidOnly: true,
	reporter: 'list',
	use: {
		viewport: { width: 1280, height: 900 },
		actionTimeout: 30_000,
		navigationTimeout: 60_000,
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure',
		launchOptions: { executablePath, args: browserArguments },
	},
	projects: [
		{ name: 'native', testIgnore: playgroundSpecs, use: { runtime: 'native' } },
		{ name: 'playground', testMatch: playgroundSpecs, timeout: 600_000, use: { runtime: 'playground' } },
	],
} );
