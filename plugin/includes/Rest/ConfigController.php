<?php
/**
 * /config and /preview: the mapping that the bridge keeps, and what it would send.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\AuditedCalls;
use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeClient;

final class ConfigController extends Controller {

	public function __construct( private readonly BridgeClient $client ) {}

	public function register(): void {
		$this->route( '/config', 'GET', array( self::MANAGE ), fn (): BridgeAnswer => $this->client->call( 'GET', '/v1/config' ) );
		$this->route(
			'/config',
			'PUT',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): BridgeAnswer => ( new AuditedCalls( $this->client ) )->save_config( self::json_body( $request ) ),
			array(
				'version' => array(
					'description' => 'The version that was read; if somebody saved in the meantime, nothing is overwritten.',
					'type'        => 'integer',
					'required'    => true,
				),
			)
		);
		$this->route(
			'/preview',
			'POST',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): BridgeAnswer => $this->client->call( 'POST', '/v1/preview', array(), self::json_body( $request ) ),
			array(
				'entity'   => array(
					'type'     => 'string',
					'enum'     => array( 'calendar', 'calendar-group' ),
					'required' => true,
				),
				'snapshot' => array(
					'type'     => 'object',
					'required' => true,
				),
				'config'   => array( 'type' => array( 'object', 'null' ) ),
			)
		);
	}
}
