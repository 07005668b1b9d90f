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
		$posts  = (array) wp_count_posts( 'slotbridge_calendar' );
		$groups = wp_count_terms(
			array(
				'taxonomy'   => 'slotbridge_calendar_group',
				'hide_empty' => false,
			)
		);
		$sent   = array_intersect_key( $posts, array_flip( array( 'publish', 'future', 'draft', 'pending', 'private' ) ) );
		return array(
			'calendars' => (string) array_sum( array_map( 'intval', $sent ) ),
			'groups'    => is_wp_error( $groups ) ? '0' : (string) (int) $groups,
		);
	}
}
