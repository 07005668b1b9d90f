<?php
/**
 * Looks at everything that SlotBridge needs on this site, and says for each thing how it is and what to do.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\Bridge\Loopback;
use SlotBridge\Outbox\OutboxTable;

final class Doctor {

	/**
	 * @return list<array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string}>
	 */
	public function examine(): array {
		return array_merge( array( self::versions(), self::accessally(), self::tables() ), self::site_health(), array( self::cron(), self::loopback() ) );
	}

	/** @return array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string} */
	private static function versions(): array {
		/* translators: 1: version of SlotBridge, 2: version of WordPress, 3: version of PHP. */
		$found = sprintf( __( 'SlotBridge %1$s, WordPress %2$s, PHP %3$s', 'slotbridge' ), SLOTBRIDGE_VERSION, get_bloginfo( 'version' ), PHP_VERSION );
		return self::line( 'versions', 'good', $found, '' ); // With an older WordPress or PHP the plugin would not have started.
	}

	/** @return array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string} */
	private static function accessally(): array {
		if ( ! Adapter::isActive() ) {
			return self::line( 'accessally', 'recommended', __( 'AccessAlly is not active', 'slotbridge' ), __( 'Calendars work without it; audiences by tag, Team or offering do not.', 'slotbridge' ) );
		}
		if ( ! Adapter::isLicensed() ) {
			return self::line( 'accessally', 'recommended', __( 'AccessAlly has no licence', 'slotbridge' ), __( 'Without one AccessAlly does nothing: enter its licence in AccessAlly\'s settings.', 'slotbridge' ) );
		}
		/* translators: %s: a version. */
		return self::line( 'accessally', 'good', sprintf( __( 'AccessAlly %s', 'slotbridge' ), (string) Adapter::version() ), '' );
	}

	/** @return array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string} */
	private static function tables(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$missing = array();
		foreach ( array( ( new OutboxTable() )->name(), $wpdb->prefix . 'slotbridge_callback', ( new AuditTable() )->name() ) as $table ) {
			if ( $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ) !== $table ) {
				$missing[] = $table;
			}
		}
		$done = get_option( Migrations::OPTION, 0 );
		$done = is_numeric( $done ) ? (int) $done : 0;
		if ( array() !== $missing || $done < Migrations::latest() ) {
			/* translators: %s: names of tables. */
			$found = array() === $missing ? __( 'The tables are of an older version', 'slotbridge' ) : sprintf( __( 'Missing: %s', 'slotbridge' ), implode( ', ', $missing ) );
			/* translators: %s: a command. */
			return self::line( 'tables', 'critical', $found, sprintf( __( 'Make the tables anew, nothing is lost by it: %s', 'slotbridge' ), 'wp option delete ' . Migrations::OPTION ) );
		}
		/* translators: %d: number of the table version. */
		return self::line( 'tables', 'good', sprintf( __( 'All tables are there, version %d', 'slotbridge' ), $done ), '' );
	}

	/**
	 * The tests that the plugin has given to WordPress's Site Health.
	 *
	 * @return list<array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string}>
	 */
	private static function site_health(): array {
		$tests = apply_filters( 'site_status_tests', array( 'direct' => array(), 'async' => array() ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own filter.
		$lines = array();
		$tests = is_array( $tests ) ? $tests : array();
		foreach ( array( 'direct', 'async' ) as $kind ) {
			foreach ( is_array( $tests[ $kind ] ?? null ) ? $tests[ $kind ] : array() as $name => $test ) {
				$run = is_array( $test ) ? ( 'async' === $kind ? $test['async_direct_test'] ?? null : $test['test'] ?? null ) : null;
				if ( str_starts_with( (string) $name, 'slotbridge_' ) && is_callable( $run ) ) {
					$lines[] = self::from_site_health( substr( (string) $name, strlen( 'slotbridge_' ) ), $run() );
				}
			}
		}
		return $lines;
	}

	/** @return array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string} */
	private static function from_site_health( string $check, mixed $result ): array {
		$text   = static fn ( string $key ): string => is_array( $result ) && is_string( $result[ $key ] ?? null ) ? trim( wp_specialchars_decode( wp_strip_all_tags( $result[ $key ] ), ENT_QUOTES ) ) : '';
		$status = $text( 'status' );
		$status = 'good' === $status || 'critical' === $status ? $status : 'recommended';
		return self::line( $check, $status, $text( 'label' ), 'good' === $status ? '' : $text( 'description' ) );
	}

	/** @return array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string} */
	private static function cron(): array {
		if ( defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON ) {
			return self::line( 'cron', 'good', __( 'WordPress\'s own cron is switched off in wp-config.php', 'slotbridge' ), __( 'That is well if a cron job of the server calls wp-cron.php every minute; the check "timer" tells whether one does.', 'slotbridge' ) );
		}
		return self::line( 'cron', 'good', __( 'WordPress\'s own cron runs with visits', 'slotbridge' ), __( 'On a quiet site, a cron job of the server that calls wp-cron.php every minute is more punctual.', 'slotbridge' ) );
	}

	/** @return array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string} */
	private static function loopback(): array {
		$problem = Loopback::problem();
		return null === $problem
			? self::line( 'loopback', 'good', __( 'This site can call itself', 'slotbridge' ), '' )
			/* translators: %s: technical reason. */
			: self::line( 'loopback', 'recommended', sprintf( __( 'This site cannot call itself (%s)', 'slotbridge' ), $problem ), __( 'Changes are then sent by the timer, up to a minute later. Often a firewall, a password on the whole site or a name that the server itself cannot resolve is the cause.', 'slotbridge' ) );
	}

	/**
	 * @param 'good'|'recommended'|'critical' $status How bad it is, in Site Health's words.
	 * @return array{check: string, status: 'good'|'recommended'|'critical', finding: string, advice: string}
	 */
	private static function line( string $check, string $status, string $finding, string $advice ): array {
		return array(
			'check'   => $check,
			'status'  => $status,
			'finding' => $finding,
			'advice'  => $advice,
		);
	}
}
