<?php
/**
 * GET /forecast: what sending everything again would take: calls, time, and what is left of the day.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeClient;

final class ForecastController extends Controller {

	public function __construct( private readonly BridgeClient $client ) {}

	public function register(): void {
		$this->route( '/forecast', 'GET', array( self::MANAGE ), fn (): BridgeAnswer => $this->client->call( 'GET', '/v1/forecast', self::everything() ) );
	}

	/**
	 * What /resend goes through; the few that it leaves out are not worth reading all of them.
	 *
	 * @return array{calendars: string, groups: string}
	 */
	private static function everything(): array {
		$sent = 0;
		foreach ( get_object_vars( wp_count_posts( 'slotbridge_calendar' ) ) as $status => $count ) {
			$counts = in_array( $status, array( 'publish', 'future', 'draft', 'pending', 'private' ), true ) && is_numeric( $count );
			$sent  += $counts ? (int) $count : 0;
		}
		$groups = wp_count_terms(
			array(
				'taxonomy'   => 'slotbridge_calendar_group',
				'hide_empty' => false,
			)
		);
		return array(
			'calendars' => (string) $sent,
			'groups'    => is_wp_error( $groups ) ? '0' : (string) (int) $groups,
		);
	}
}
