/**
 * Builds the admin apps into the plugin: `admin` (the SlotBridge page), `calendar-editor`, and `block-visibility` (a panel in the block editor).
 * Each screen of `admin` is a chunk of its own, loaded when it is opened.
 */
const path = require( 'path' );
const defaults = require( '@wordpress/scripts/config/webpack.config' );

module.exports = {
	...defaults,
	entry: {
		admin: path.resolve( __dirname, 'src/admin.tsx' ),
		'calendar-editor': path.resolve( __dirname, 'src/calendar-editor.tsx' ),
		'block-visibility': path.resolve( __dirname, 'src/block-visibility.tsx' ),
	},
	output: {
		...defaults.output,
		path: path.resolve( __dirname, '../plugin/build' ),
		// Two apps of one plugin on one page must not share webpack's list of loaded chunks with other plugins.
		chunkLoadingGlobal: 'slotbridgeChunks',
	},
};
