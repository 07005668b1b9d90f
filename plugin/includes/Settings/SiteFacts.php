<?php
/**
 * Versions and numbers for Site Health's info page: what a person who helps needs to know, and nothing that is secret or personal.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\GroupTaxonomy;
use SlotBridge\Outbox\MinuteTimer;

final class SiteFacts {

	/** @return array<string, array{string, string}> Label and value by key. */
	public static function counted(): array {
		$posts  = get_object_vars( wp_count_posts( CalendarPostType::NAME ) );
		$number = static fn ( mixed $value ): string => (string) ( is_numeric( $value ) ? (int) $value : 0 );
		$groups = wp_count_terms(
			array(
				'taxonomy'   => GroupTaxonomy::NAME,
				'hide_empty' => false,
			)
		);
		$due    = wp_next_scheduled( MinuteTimer::HOOK );
		$done   = get_option( Migrations::OPTION, 0 );
		return array(
			'schema_done'      => array( __( 'Table version of this site', 'slotbridge' ), $number( $done ) ),
			'accessally'       => array( __( 'AccessAlly', 'slotbridge' ), self::accessally() ),
			'calendars'        => array( __( 'Active calendars', 'slotbridge' ), $number( $posts['publish'] ?? 0 ) ),
			'calendars_draft'  => array( __( 'Calendars that are drafts', 'slotbridge' ), $number( $posts['draft'] ?? 0 ) ),
			'calendars_trash'  => array( __( 'Calendars in the trash', 'slotbridge' ), $number( $posts['trash'] ?? 0 ) ),
			'groups'           => array( __( 'Calendar groups', 'slotbridge' ), $number( is_wp_error( $groups ) ? 0 : $groups ) ),
			'audit'            => array( __( 'Entries of the audit log', 'slotbridge' ), $number( ( new AuditTable() )->count() ) ),
			'timer_next'       => array( __( 'Timer runs next', 'slotbridge' ), false === $due ? 'never' : gmdate( 'c', $due ) ),
			'cron'             => array( __( 'WordPress\'s own cron', 'slotbridge' ), defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON ? 'off' : 'on' ),
			'keep_data'        => array( __( 'Data is kept when the plugin is deleted', 'slotbridge' ), Settings::read()['keepDataOnUninstall'] ? 'yes' : 'no' ),
			'persistent_cache' => array( __( 'Persistent object cache', 'slotbridge' ), wp_using_ext_object_cache() ? 'yes' : 'no' ),
		);
	}

	private static function accessally(): string {
		if ( ! Adapter::isActive() ) {
			return 'not active';
		}
		return trim( Adapter::version() . ( Adapter::isLicensed() ? '' : ' (no licence)' ) );
	}
}
