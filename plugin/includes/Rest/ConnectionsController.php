<?php
/**
 * /connections: the site's HighLevel connections, kept by the bridge. Tokens go in and never come out.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Admin\MainPage;
use SlotBridge\Bridge\AuditedCalls;
use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeClient;

final class ConnectionsController extends Controller {

	/** Seconds: the bridge asks HighLevel while we wait. */
	private const TIMEOUT = 40;

	private const ID = '/connections/(?P<id>[A-Za-z0-9_-]{1,64})';

	/** Which of the bridge's two HighLevel servers. */
	private const SERVER = array(
		'type' => 'string',
		'enum' => array( 'live', 'sandbox' ),
	);

	private const CONSENT = array(
		'type' => 'string',
		'enum' => array( 'location', 'agency' ),
	);

	public function __construct( private readonly BridgeClient $client ) {}

	public function register(): void {
		$token    = self::text_arg( 'Private integration token of the HighLevel location.', true, 500 );
		$location = self::text_arg( 'Id of the HighLevel location.', true, 100 );
		$label    = self::text_arg( 'A name for people.' );
		$read     = array( self::MANAGE, self::EDIT, self::VIEW );

		$this->route( '/connections', 'GET', $read, fn (): BridgeAnswer => $this->client->call( 'GET', '/v1/connections' ) );
		$this->route( '/connections', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => ( new AuditedCalls( $this->client ) )->add_connection( self::json_of( $request, array( 'token', 'locationId', 'label', 'server' ) ) ), array( 'token' => $token, 'locationId' => $location, 'label' => $label, 'server' => self::SERVER ) );
		$this->route( '/connections/test', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->send( 'POST', '/test', $request, array( 'token', 'locationId', 'server' ) ), array( 'token' => $token, 'locationId' => $location, 'server' => self::SERVER ) );
		$this->route( '/connections/oauth', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->begin_consent( $request ), array( 'as' => self::CONSENT, 'server' => self::SERVER ) );
		$this->route( self::ID . '/test', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->send( 'POST', '/' . self::text( $request, 'id' ) . '/test', $request, array() ) );
		$this->route(
			self::ID,
			'PATCH',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): BridgeAnswer => $this->change( $request ),
			array(
				'token'     => self::text_arg( 'A new token.', false, 500 ),
				'nextToken' => array(
					'description' => 'A token that takes over when HighLevel refuses the current one; null takes it out again.',
					'type'        => array( 'string', 'null' ),
					'minLength'   => 1,
					'maxLength'   => 500,
				),
				'label'     => $label,
				'status'    => array(
					'type' => 'string',
					'enum' => array( 'active', 'paused' ),
				),
				'server'    => self::SERVER,
			)
		);
		$this->route( self::ID, 'DELETE', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => ( new AuditedCalls( $this->client ) )->remove_connection( self::text( $request, 'id' ) ) );
		$this->route( self::ID . '/switch', 'GET', array( self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->client->call( 'GET', '/v1/connections/' . self::text( $request, 'id' ) . '/switch' ) );
		$this->route( self::ID . '/(?P<what>users|calendars|groups|resources/(?:equipments|rooms))', 'GET', array( self::MANAGE, self::EDIT ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->client->call( 'GET', '/v1/connections/' . self::text( $request, 'id' ) . '/' . self::text( $request, 'what' ), array(), null, self::TIMEOUT ) );
	}

	/**
	 * A next token that is null is handed on as such: it takes the next token out again.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function change( \WP_REST_Request $request ): BridgeAnswer {
		$body = array();
		foreach ( array( 'token', 'nextToken', 'label', 'status', 'server' ) as $name ) {
			if ( $request->has_param( $name ) && ( 'nextToken' === $name || null !== $request->get_param( $name ) ) ) {
				$body[ $name ] = $request->get_param( $name );
			}
		}
		return ( new AuditedCalls( $this->client ) )->change_connection( self::text( $request, 'id' ), $body );
	}

	/**
	 * The browser comes back to this site's own page: its address is never the caller's to choose.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function begin_consent( \WP_REST_Request $request ): BridgeAnswer {
		$body = array( 'returnUrl' => MainPage::url( 'connect' ) );
		foreach ( array( 'as', 'server' ) as $name ) {
			if ( '' !== self::text( $request, $name ) ) {
				$body[ $name ] = self::text( $request, $name );
			}
		}
		$answer = $this->client->call( 'POST', '/oauth/start', array(), (string) wp_json_encode( $body ), self::TIMEOUT );
		do_action( 'slotbridge_audit', 'connection.consent-begun', null, array_diff_key( $body, array( 'returnUrl' => 0 ) ) );
		return $answer;
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @param list<string>                           $names   Parameters that are handed on.
	 */
	private function send( string $method, string $path, \WP_REST_Request $request, array $names ): BridgeAnswer {
		return $this->client->call( $method, '/v1/connections' . $path, array(), self::json_of( $request, $names ), self::TIMEOUT );
	}
}
