/** How the bridge's tests run: one embedded PostgreSQL for the whole run, a fresh database for each test file. */
import { defineConfig } from 'vitest/config';

export default defineConfig( {
	test: {
		include: [ 'tests/**/*.test.ts' ],
		globalSetup: [ './tests/helpers/postgres-server.ts' ],
		// Real processes and real PostgreSQL on machines with two cores: generous ends, never a measure of anything.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		pool: 'forks',
		maxWorkers: 3,
	},
} );
