<?php
/**
 * Run by WordPress when the plugin is deleted.
 *
 * @package SlotBridge
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/slotbridge.php';

if ( slotbridge_requirements_met() ) {
	SlotBridge\Settings\Uninstaller::run();
}
