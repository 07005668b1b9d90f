<?php
/**
 * Site Health about what surrounds SlotBridge: the site's address, AccessAlly, and whether the site can call itself.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\Bridge\SiteAddress;
use SlotBridge\Bridge\SiteGuard;

final class HealthOfSurroundings {

	/** Registers the hooks. */
	public static function register(): void {
		add_filter( 'site_status_tests', array( self::class, 'add_tests' ) );
		add_filter( 'debug_information', array( self::class, 'add_facts' ), 20 ); // After SiteHealth, which makes the section.
	}

	/**
	 * @param array<string, mixed> $tests WordPress's list.
	 * @return array<string, mixed>
	 */
	public static function add_tests( array $tests ): array {
		$direct = is_array( $tests['direct'] ?? null ) ? $tests['direct'] : array();
		$async  = is_array( $tests['async'] ?? null ) ? $tests['async'] : array();

		$direct['slotbridge_address']    = array(
			'label' => __( 'SlotBridge: the site is where it was connected', 'slotbridge' ),
			'test'  => array( self::class, 'test_address' ),
		);
		$direct['slotbridge_accessally'] = array(
			'label' => __( 'SlotBridge: AccessAlly', 'slotbridge' ),
			'test'  => array( self::class, 'test_accessally' ),
		);
		$async['slotbridge_loopback']    = array(
			'label'             => __( 'SlotBridge: changes are sent at once', 'slotbridge' ),
			'test'              => rest_url( 'slotbridge/v1/health/loopback' ),
			'has_rest'          => true,
			'async_direct_test' => array( self::class, 'test_loopback' ),
		);

		$tests['direct'] = $direct;
		$tests['async']  = $async;
		return $tests;
	}

	/** @return array<string, mixed> Result in WordPress's form. */
	public static function test_address(): array {
		return SiteGuard::is_elsewhere()
			? SiteHealth::result( 'slotbridge_address', 'critical', __( 'SlotBridge has stopped sending: the site\'s address has changed', 'slotbridge' ), SiteGuard::words() )
			: SiteHealth::result( 'slotbridge_address', 'good', __( 'SlotBridge: the site is where it was connected', 'slotbridge' ), __( 'The site\'s address has not changed since it was connected, or it is not connected.', 'slotbridge' ) );
	}

	/** @return array<string, mixed> Result in WordPress's form. */
	public static function test_accessally(): array {
		if ( ! Adapter::isActive() ) {
			return SiteHealth::result( 'slotbridge_accessally', 'good', __( 'SlotBridge works without AccessAlly', 'slotbridge' ), __( 'AccessAlly is not active on this site. Calendars work; audiences can be made of roles.', 'slotbridge' ) );
		}
		if ( ! Adapter::isLicensed() ) {
			return SiteHealth::result( 'slotbridge_accessally', 'recommended', __( 'SlotBridge: AccessAlly has no licence', 'slotbridge' ), __( 'AccessAlly is active, but its licence is missing or has ended. It tells little without, so audiences made of tags, Teams or offerings may let nobody in.', 'slotbridge' ) );
		}
		/* translators: %s: version number. */
		return SiteHealth::result( 'slotbridge_accessally', 'good', __( 'SlotBridge has found AccessAlly', 'slotbridge' ), sprintf( __( 'AccessAlly %s is active and has a licence.', 'slotbridge' ), (string) Adapter::version() ) );
	}

	/** @return array<string, mixed> Result in WordPress's form. */
	public static function test_loopback(): array {
		$good = __( 'SlotBridge: changes are sent at once', 'slotbridge' );
		if ( self::can_finish_pages() ) {
			return SiteHealth::result( 'slotbridge_loopback', 'good', $good, __( 'This server hands a page out and lets SlotBridge send afterwards, so the site need not call itself.', 'slotbridge' ) );
		}
		if ( ! class_exists( \WP_Site_Health::class ) ) {
			require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php'; // @phpstan-ignore requireOnce.fileNotFound (WordPress is not on the path that PHPStan knows.)
		}
		$answer = \WP_Site_Health::get_instance()?->can_perform_loopback();
		if ( 'good' === ( $answer->status ?? '' ) ) {
			return SiteHealth::result( 'slotbridge_loopback', 'good', $good, __( 'The site can call itself, by which SlotBridge sends right after a page.', 'slotbridge' ) );
		}
		$message = $answer->message ?? null;
		$words   = is_string( $message ) ? wp_strip_all_tags( $message ) : '';
		return SiteHealth::result( 'slotbridge_loopback', 'recommended', __( 'SlotBridge: changes are sent a minute late', 'slotbridge' ), trim( __( 'The site cannot call itself, so SlotBridge cannot send right after a page and waits for WordPress\'s cron. Nothing is lost.', 'slotbridge' ) . ' ' . $words ) );
	}

	/**
	 * @param array<string, mixed> $info WordPress's list.
	 * @return array<string, mixed>
	 */
	public static function add_facts( array $info ): array {
		$section = is_array( $info['slotbridge'] ?? null ) ? $info['slotbridge'] : array( 'label' => 'SlotBridge' );
		$fields  = is_array( $section['fields'] ?? null ) ? $section['fields'] : array();
		$ally    = Adapter::isActive() ? trim( (string) Adapter::version() . ' ' . ( Adapter::isLicensed() ? 'licensed' : 'not licensed' ) ) : 'not found';
		$facts   = array(
			'address'        => array( __( 'Address of the site', 'slotbridge' ), SiteAddress::now() ),
			'paired_address' => array( __( 'Address when it was connected', 'slotbridge' ), SiteAddress::kept() ?? '–' ),
			'stopped'        => array( __( 'Stopped because the address changed', 'slotbridge' ), SiteGuard::is_elsewhere() ? 'yes' : 'no' ),
			'accessally'     => array( 'AccessAlly', $ally ),
			'sends'          => array( __( 'Sends after a page by', 'slotbridge' ), self::can_finish_pages() ? 'fastcgi_finish_request' : 'loopback' ),
			'wp_cron'        => array( __( 'WordPress\'s cron', 'slotbridge' ), defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON ? 'by the system' : 'by visits' ),
			'network'        => array( __( 'Network of sites', 'slotbridge' ), is_multisite() ? 'yes' : 'no' ),
			'php'            => array( 'PHP', PHP_VERSION ),
			'wordpress'      => array( 'WordPress', (string) get_bloginfo( 'version' ) ),
		);
		foreach ( $facts as $key => [ $label, $value ] ) {
			$fields[ $key ] = array(
				'label' => $label,
				'value' => $value,
			);
		}
		$section['fields']  = $fields;
		$info['slotbridge'] = $section;
		return $info;
	}

	private static function can_finish_pages(): bool {
		return function_exists( 'fastcgi_finish_request' ) || function_exists( 'litespeed_finish_request' );
	}
}
