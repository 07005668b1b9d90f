<?php
/**
 * The few choices of this plugin that do not belong to the bridge.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

final class Settings {

	public const OPTION = 'slotbridge_settings';

	/**
	 * @return array{keepDataOnUninstall: bool, alertEmail: string} alertEmail '': no mail.
	 */
	public static function read(): array {
		$stored = get_option( self::OPTION );
		$stored = is_array( $stored ) ? $stored : array();
		$email  = $stored['alertEmail'] ?? '';
		return array(
			'keepDataOnUninstall' => true === ( $stored['keepDataOnUninstall'] ?? false ),
			'alertEmail'          => is_string( $email ) ? $email : '',
		);
	}

	/** Stores both; the address was checked by the REST route. */
	public static function save( bool $keep_data, string $alert_email ): void {
		update_option(
			self::OPTION,
			array(
				'keepDataOnUninstall' => $keep_data,
				'alertEmail'          => $alert_email,
			),
			false
		);
	}
}
