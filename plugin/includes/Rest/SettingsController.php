<?php
/**
 * /settings: the choices of Settings\Settings.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Settings\Settings;

final class SettingsController extends Controller {

	public function register(): void {
		$this->route( '/settings', 'GET', array( self::MANAGE ), static fn (): array => Settings::read() );
		$this->route(
			'/settings',
			'PUT',
			array( self::MANAGE ),
			static fn ( \WP_REST_Request $request ): array|\WP_Error => self::save( $request ),
			array(
				'keepDataOnUninstall' => array(
					'description' => 'Leave calendars, groups and tables in place when the plugin is deleted.',
					'type'        => 'boolean',
				),
				'alertEmail'          => array(
					'description' => 'Who gets a mail when changes cannot be sent for 15 minutes; empty: nobody.',
					'type'        => 'string',
					'maxLength'   => 254,
				),
			)
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request; what is left out stays as it is.
	 * @return array{keepDataOnUninstall: bool, alertEmail: string}|\WP_Error
	 */
	private static function save( \WP_REST_Request $request ): array|\WP_Error {
		$now   = Settings::read();
		$email = $request->has_param( 'alertEmail' ) ? trim( self::text( $request, 'alertEmail' ) ) : $now['alertEmail'];
		if ( '' !== $email && false === is_email( $email ) ) {
			$words = __( 'This is not a mail address.', 'slotbridge' );
			return new \WP_Error(
				'slotbridge_invalid_settings',
				$words,
				array(
					'status' => 400,
					'fields' => array( 'alertEmail' => $words ),
				)
			);
		}
		Settings::save( $request->has_param( 'keepDataOnUninstall' ) ? true === $request->get_param( 'keepDataOnUninstall' ) : $now['keepDataOnUninstall'], $email );
		do_action( 'slotbridge_audit', 'settings', $now, Settings::read() );
		return Settings::read();
	}
}
