<?php
/**
 * /alerts: who is told when something needs attention, and of what; the bridge keeps it, and sends the messages.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\AuditedCalls;
use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeClient;

final class AlertsController extends Controller {

	/** Seconds: the bridge waits for the receivers of a test message while we wait. */
	private const TIMEOUT = 60;

	public function __construct( private readonly BridgeClient $client ) {}

	public function register(): void {
		$this->route( '/alerts', 'GET', array( self::MANAGE ), fn (): BridgeAnswer => $this->client->call( 'GET', '/v1/alerts' ) );
		$this->route(
			'/alerts',
			'PUT',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): BridgeAnswer => ( new AuditedCalls( $this->client ) )->save_alerts( self::json_body( $request ) ),
			array(
				'webhook' => array(
					'description' => 'Address, and a new secret if there is one; null takes the webhook away.',
					'type'        => array( 'object', 'null' ),
				),
				'emails'  => array(
					'type'     => 'array',
					'items'    => array( 'type' => 'string' ),
					'required' => true,
				),
				'rules'   => array(
					'type'     => 'object',
					'required' => true,
				),
				'digest'  => array(
					'description' => 'Hour, time zone and whether it always comes; null: no daily summary.',
					'type'        => array( 'object', 'null' ),
				),
			)
		);
		$this->route( '/alerts/test', 'POST', array( self::MANAGE ), fn (): BridgeAnswer => $this->client->call( 'POST', '/v1/alerts/test', array(), null, self::TIMEOUT ) );
	}
}
