<?php
/**
 * /pauses: holds back everything of the site, or one kind of change; the bridge keeps it, and what waits.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\AuditedCalls;
use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeClient;

final class PausesController extends Controller {

	public function __construct( private readonly BridgeClient $client ) {}

	public function register(): void {
		$this->route( '/pauses', 'GET', array( self::MANAGE, self::VIEW ), fn (): BridgeAnswer => $this->client->call( 'GET', '/v1/pauses' ) );
		$this->route(
			'/pauses',
			'PATCH',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): BridgeAnswer => ( new AuditedCalls( $this->client ) )->set_pause( self::text( $request, 'scope' ), true === $request->get_param( 'paused' ) ),
			array(
				'scope'  => array(
					'description' => 'The whole site, or one kind of change.',
					'type'        => 'string',
					'enum'        => array( 'site', 'calendar.send', 'calendar.retire', 'calendar-group.send', 'calendar-group.retire' ),
					'required'    => true,
				),
				'paused' => array(
					'type'     => 'boolean',
					'required' => true,
				),
			)
		);
	}
}
