<?php
/**
 * Stores a settings file, all of it or nothing.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\Bridge\AuditedCalls;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Calendars\CalendarInput;
use SlotBridge\Calendars\CalendarWriter;
use SlotBridge\Calendars\GroupInput;

final class ImportSettings {

	public function __construct( private readonly BridgeClient $client, private readonly SettingsFile $current, private readonly bool $is_paired ) {}

	/**
	 * The site's own tables change in one transaction; the mapping, which the bridge checks and stores at once, comes last within it.
	 *
	 * @return \WP_Error|null Null: all of it is stored.
	 * @throws BridgeFailure When the bridge does not take the mapping; then nothing is stored.
	 */
	public function run( ImportedFile $file ): ?\WP_Error {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( array() !== $file->faults ) {
			return new \WP_Error( 'slotbridge_import_invalid', implode( "\n", $file->faults ) );
		}
		if ( null !== ( $file->document['mapping'] ?? null ) && ! $this->is_paired ) {
			return new \WP_Error( 'slotbridge_not_paired', __( 'The file holds a mapping, which the bridge keeps. Pair this site first.', 'slotbridge' ) );
		}
		$wpdb->query( 'START TRANSACTION' );
		$stored = false;
		try {
			$error = $this->store( $file );
			if ( null === $error ) {
				$this->send_mapping( $file );
				$stored = true;
			}
		} finally {
			if ( $stored ) {
				$wpdb->query( 'COMMIT' );
			} else {
				$wpdb->query( 'ROLLBACK' );
				wp_cache_flush(); // It holds what was just taken back.
			}
		}
		return $error;
	}

	private function store( ImportedFile $file ): ?\WP_Error {
		$old      = Settings::read();
		$settings = array_merge( $old, $file->part( 'settings' ) );
		Settings::save( true === $settings['keepDataOnUninstall'], is_string( $settings['alertEmail'] ) ? $settings['alertEmail'] : '' );
		do_action( 'slotbridge_audit', 'settings', $old, Settings::read() );
		ExportedOptions::write( $file->part( 'options' ) );
		foreach ( $file->things( 'groups' ) as $group ) {
			$known  = ImportedFile::known_group( $group );
			$fields = GroupInput::validate( $group, $known );
			$saved  = is_wp_error( $fields ) ? $fields : CalendarWriter::group( $fields, null === $known ? 0 : $known->term_id );
			if ( is_wp_error( $saved ) ) {
				return $saved;
			}
		}
		foreach ( $file->things( 'calendars' ) as $calendar ) {
			$known  = ImportedFile::known_calendar( $calendar );
			$group  = is_string( $calendar['group'] ?? null ) ? ImportedFile::known_group( array( 'slug' => $calendar['group'] ) ) : null;
			$fields = CalendarInput::validate( array( 'group' => $group?->term_id ) + $calendar, $known );
			$saved  = is_wp_error( $fields ) ? $fields : CalendarWriter::calendar( $fields, null === $known ? 0 : $known->ID );
			if ( is_wp_error( $saved ) ) {
				return $saved;
			}
		}
		do_action( 'slotbridge_audit', 'settings.imported', null, array( 'from' => $file->document['site'] ?? null, 'calendars' => count( $file->things( 'calendars' ) ), 'groups' => count( $file->things( 'groups' ) ) ) );
		return null;
	}

	/** @throws BridgeFailure When the bridge does not take it. */
	private function send_mapping( ImportedFile $file ): void {
		$given = $file->part( 'mapping' );
		if ( array() === $given ) {
			return;
		}
		$now = $this->current->config();
		( new AuditedCalls( $this->client ) )->save_config( (string) wp_json_encode( array_merge( $now, array_diff_key( $given, array( 'version' => 0, 'connectionId' => 0 ) ) ) ) );
	}
}
