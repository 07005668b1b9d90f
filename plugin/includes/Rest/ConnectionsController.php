<?php
/**
 * /connections: the site's HighLevel connections, kept by the bridge. Tokens go in and never come out.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeClient;

final class ConnectionsController extends Controller {

	/** Seconds: the bridge asks HighLevel while we wait. */
	private const TIMEOUT = 40;

	private const ID = '/connections/(?P<id>[A-Za-z0-9_-]{1,64})';

	public function __construct( private readonly BridgeClient $client ) {}

	public function register(): void {
		$token    = self::text_arg( 'Private integration token of the HighLevel location.', true, 500 );
		$location = self::text_arg( 'Id of the HighLevel location.', true, 100 );
		$label    = self::text_arg( 'A name for people.' );
		$read     = array( self::MANAGE, self::EDIT, self::VIEW );

		$this->route( '/connections', 'GET', $read, fn (): BridgeAnswer => $this->client->call( 'GET', '/v1/connections' ) );
		$this->route( '/connections', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->send( 'POST', '', $request, array( 'token', 'locationId', 'label' ) ), array( 'token' => $token, 'locationId' => $location, 'label' => $label ) );
		$this->route( '/connections/test', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->send( 'POST', '/test', $request, array( 'token', 'locationId' ) ), array( 'token' => $token, 'locationId' => $location ) );
		$this->route( self::ID . '/test', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->send( 'POST', '/' . self::text( $request, 'id' ) . '/test', $request, array() ) );
		$this->route(
			self::ID,
			'PATCH',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): BridgeAnswer => $this->send( 'PATCH', '/' . self::text( $request, 'id' ), $request, array( 'token', 'label', 'status' ) ),
			array(
				'token'  => self::text_arg( 'A new token.', false, 500 ),
				'label'  => $label,
				'status' => array(
					'type' => 'string',
					'enum' => array( 'active', 'paused' ),
				),
			)
		);
		$this->route( self::ID, 'DELETE', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->client->call( 'DELETE', '/v1/connections/' . self::text( $request, 'id' ) ) );
		$this->route( self::ID . '/(?P<what>users|calendars|groups|resources/(?:equipments|rooms))', 'GET', array( self::MANAGE, self::EDIT ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->client->call( 'GET', '/v1/connections/' . self::text( $request, 'id' ) . '/' . self::text( $request, 'what' ), array(), null, self::TIMEOUT ) );
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @param list<string>                           $names   Parameters that are handed on.
	 */
	private function send( string $method, string $path, \WP_REST_Request $request, array $names ): BridgeAnswer {
		return $this->client->call( $method, '/v1/connections' . $path, array(), self::json_of( $request, $names ), self::TIMEOUT );
	}
}
