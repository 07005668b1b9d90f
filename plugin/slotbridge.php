<?php
/**
 * The plugin's entry: checks the versions, registers the autoloader and starts the plugin.
 *
 * This file is written so that any PHP that WordPress ever ran on can read it; everything newer is in includes/.
 *
 * Plugin Name:       SlotBridge
 * Description:       Keeps the calendars and calendar groups of your AccessAlly site in step with HighLevel.
 * Version:           0.1.0
 * Requires at least: 6.8
 * Requires PHP:      8.1
 * Author:            SlotBridge contributors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       slotbridge
 * Domain Path:       /languages
 *
 * @package SlotBridge
 */

defined( 'ABSPATH' ) || exit;

define( 'SLOTBRIDGE_VERSION', '0.1.0' );
define( 'SLOTBRIDGE_FILE', __FILE__ );
define( 'SLOTBRIDGE_MINIMUM_PHP', '8.1' );
define( 'SLOTBRIDGE_MINIMUM_WORDPRESS', '6.8' );

/**
 * Tells whether this machine can run the plugin.
 *
 * @return bool
 */
function slotbridge_requirements_met() {
	return version_compare( PHP_VERSION, SLOTBRIDGE_MINIMUM_PHP, '>=' )
		&& version_compare( get_bloginfo( 'version' ), SLOTBRIDGE_MINIMUM_WORDPRESS . '-alpha', '>=' );
}

/**
 * Says, to those who can act on it, why the plugin rests.
 *
 * @return void
 */
function slotbridge_requirements_notice() {
	if ( ! current_user_can( 'activate_plugins' ) ) {
		return;
	}
	$message = sprintf(
		/* translators: 1: needed PHP version, 2: needed WordPress version, 3: PHP version found, 4: WordPress version found. */
		__( 'SlotBridge needs PHP %1$s and WordPress %2$s or newer. This site has PHP %3$s and WordPress %4$s, so SlotBridge is resting; nothing of it was changed.', 'slotbridge' ),
		SLOTBRIDGE_MINIMUM_PHP,
		SLOTBRIDGE_MINIMUM_WORDPRESS,
		PHP_VERSION,
		get_bloginfo( 'version' )
	);
	echo '<div class="notice notice-error"><p>' . esc_html( $message ) . '</p></div>';
}

/**
 * Loads a class of ours: SlotBridge\Outbox\Outbox is includes/Outbox/Outbox.php.
 *
 * @param string $class_name Full name of the wanted class.
 * @return void
 */
function slotbridge_autoload( $class_name ) {
	if ( 0 !== strpos( $class_name, 'SlotBridge\\' ) ) {
		return;
	}
	$file = __DIR__ . '/includes/' . str_replace( '\\', '/', substr( $class_name, 11 ) ) . '.php';
	if ( is_file( $file ) ) {
		require $file;
	}
}

if ( slotbridge_requirements_met() ) {
	spl_autoload_register( 'slotbridge_autoload' );
	register_activation_hook( __FILE__, array( 'SlotBridge\\Plugin', 'activate' ) );
	register_deactivation_hook( __FILE__, array( 'SlotBridge\\Plugin', 'deactivate' ) );
	add_action( 'plugins_loaded', array( 'SlotBridge\\Plugin', 'boot' ) );
} else {
	add_action( 'admin_notices', 'slotbridge_requirements_notice' );
	add_action( 'network_admin_notices', 'slotbridge_requirements_notice' );
}
