<?php
/**
 * A WordPress of its own without AccessAlly, with half of it, or with one that answers oddly; prints what the adapter makes of it.
 *
 * @package SlotBridge
 */

if ( 'cli' !== PHP_SAPI ) {
	exit( 1 );
}
$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REMOTE_ADDR' => '127.0.0.1' );
define( 'WP_USE_THEMES', false );
define( 'DISABLE_WP_CRON', true );
// WordPress takes filters that are there before it is: only SlotBridge is active in this process.
$wp_filter = array( 'pre_option_active_plugins' => array( 10 => array( array( 'function' => static fn (): array => array( 'slotbridge/slotbridge.php' ), 'accepted_args' => 0 ) ) ) );
require getenv( 'WP_SITE' ) . '/wp-load.php';

if ( 'absent' !== $argv[1] ) {
	class AccessAlly {}
}
if ( 'halved' === $argv[1] ) {
	class AccessAllySettingLicense {}
	class AccessAllyMembershipUtilities {
		public static function get_all_tags() {
			throw new RuntimeException( 'The CRM is away.' );
		}
	}
	class AccessAllyOfferings {
		private static function get_all_offering_settings() {
			return array();
		}
	}
}
if ( 'odd' === $argv[1] ) {
	class AccessAllySettingLicense {
		public static $accessally_enabled = null;
	}
	class AccessAllyAPI {
		public static function get_all_tags() {
			return array( (object) array( 'Id' => 5, 'TagName' => 'Five' ), 'x', null, array( 'TagName' => 'no id' ), array( 'Id' => array() ) );
		}
	}
	class AccessAllyOfferings {
		public static function get_all_offering_settings() {
			return 'none';
		}
	}
}

use SlotBridge\AccessAlly\Adapter;

echo json_encode(
	array(
		'active'    => Adapter::isActive(),
		'version'   => Adapter::version(),
		'licensed'  => Adapter::isLicensed(),
		'tags'      => Adapter::tags(),
		'offerings' => Adapter::offerings(),
		'teams'     => 'absent' === $argv[1] ? Adapter::teams() : array(),
	)
);
