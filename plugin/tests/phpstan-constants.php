<?php
/**
 * WordPress's constants that its stubs for PHPStan leave out. Read by PHPStan only.
 *
 * @package SlotBridge
 */

define( 'ABSPATH', '/wordpress/' );
define( 'ARRAY_A', 'ARRAY_A' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
define( 'DAY_IN_SECONDS', 86400 );
define( 'WEEK_IN_SECONDS', 604800 );
