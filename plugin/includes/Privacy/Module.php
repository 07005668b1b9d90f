<?php
/**
 * Wires SlotBridge into WordPress's privacy tools: export, erasure, and a suggestion for the privacy policy.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

final class Module {

	/** Registers the hooks; called once, at `plugins_loaded`. */
	public static function register( BridgeData $bridge ): void {
		add_filter(
			'wp_privacy_personal_data_exporters',
			static function ( array $exporters ) use ( $bridge ): array {
				$exporters['slotbridge'] = array(
					'exporter_friendly_name' => 'SlotBridge',
					'callback'               => array( new Exporter( $bridge ), 'run' ),
				);
				return $exporters;
			}
		);
		add_filter(
			'wp_privacy_personal_data_erasers',
			static function ( array $erasers ) use ( $bridge ): array {
				$erasers['slotbridge'] = array(
					'eraser_friendly_name' => 'SlotBridge',
					'callback'             => array( new Eraser( $bridge ), 'run' ),
				);
				return $erasers;
			}
		);
		add_action( 'admin_init', array( PolicyText::class, 'suggest' ) );
	}
}
