/** Unit tests of the admin's pure logic; the screens themselves are tested in a browser, on a real WordPress. */
import { defineConfig } from 'vitest/config';

export default defineConfig( {
	test: {
		environment: 'node',
		include: [ 'src/**/*.test.ts' ],
	},
} );
