<?php
/**
 * Who may use which route. Every route of the namespace is in the table; a new one that is not makes this fail.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

final class PermissionsTest extends RestTestCase {

	private const ID = '00000000-0000-4000-8000-000000000000';

	/** Method and route => the least that is allowed in. Editors may edit calendars; the rest is for administrators. */
	private const TABLE = array(
		'GET /status'                            => 'administrator',
		'GET /health/bridge'                     => 'administrator',
		'POST /pairing'                          => 'administrator',
		'DELETE /pairing'                        => 'administrator',
		'POST /pairing/secret'                   => 'administrator',
		'GET /connections'                       => 'editor',
		'POST /connections'                      => 'administrator',
		'POST /connections/test'                 => 'administrator',
		'POST /connections/oauth'                => 'administrator',
		'POST /connections/ID/test'              => 'administrator',
		'PATCH /connections/ID'                  => 'administrator',
		'DELETE /connections/ID'                 => 'administrator',
		'GET /connections/ID/switch'             => 'administrator',
		'GET /connections/ID/users'              => 'editor',
		'GET /connections/ID/resources/rooms'    => 'editor',
		'GET /config'                            => 'administrator',
		'PUT /config'                            => 'administrator',
		'POST /preview'                          => 'administrator',
		'GET /pauses'                            => 'administrator',
		'PATCH /pauses'                          => 'administrator',
		'GET /alerts'                            => 'administrator',
		'PUT /alerts'                            => 'administrator',
		'POST /alerts/test'                      => 'administrator',
		'POST /links/mend'                       => 'administrator',
		'GET /forecast'                          => 'administrator',
		'GET /activity'                          => 'administrator',
		'GET /activity/ID'                       => 'administrator',
		'POST /replay'                           => 'administrator',
		'POST /outbox/dispatch'                  => 'administrator',
		'POST /outbox/7/discard'                 => 'administrator',
		'POST /resend'                           => 'administrator',
		'GET /reference'                         => 'editor',
		'GET /audit'                             => 'administrator',
		'GET /settings'                          => 'administrator',
		'PUT /settings'                          => 'administrator',
		'GET /access/calendars'                  => 'administrator',
		'GET /access/members'                    => 'administrator',
		'GET /access/check'                      => 'administrator',
		'GET /access/who'                        => 'administrator',
		'GET /access/groups'                     => 'administrator',
		'PUT /access/groups'                     => 'administrator',
		'POST /access/groups/preview'            => 'administrator',
		'POST /access/groups/undo'               => 'administrator',
		'GET /access/losses'                     => 'administrator',
		'POST /access/losses/decide'             => 'administrator',
		'GET /access/losses/settings'            => 'administrator',
		'PUT /access/losses/settings'            => 'administrator',
		'GET /triggers'                          => 'administrator',
		'PUT /triggers'                          => 'administrator',
		'GET /accessally'                        => 'administrator',
		'PUT /accessally/teams'                  => 'administrator',
		'PUT /accessally/signs'                  => 'administrator',
		'GET /inbound'                           => 'administrator',
		'POST /inbound'                          => 'administrator',
		'PATCH /inbound/7'                       => 'administrator',
		'DELETE /inbound/7'                      => 'administrator',
		'POST /inbound/7/secret'                 => 'administrator',
		'POST /inbound/7/key'                    => 'administrator',
		'DELETE /inbound/7/key'                  => 'administrator',
		'POST /site-address'                     => 'administrator',
		'GET /health/loopback'                   => 'administrator',
	);

	/** Bodies that pass the schema, so that it is the permission that decides. */
	private const BODIES = array(
		'POST /inbound'          => array( 'name' => 'x' ),
		'PATCH /inbound/7'       => array( 'name' => 'x' ),
		'POST /pairing'          => array( 'bridgeUrl' => 'nonsense', 'code' => 'x' ),
		'POST /connections'      => array( 'token' => 't', 'locationId' => 'l' ),
		'POST /connections/test' => array( 'token' => 't', 'locationId' => 'l' ),
		'PUT /triggers'          => array( 'triggers' => array() ),
		'PUT /accessally/teams'  => array( 'labels' => array() ),
		'PUT /accessally/signs'  => array( 'signs' => array() ),
		'PUT /config'            => array( 'version' => 1 ),
		'PATCH /pauses'          => array( 'scope' => 'site', 'paused' => false ),
		'PUT /alerts'            => array( 'webhook' => null, 'emails' => array(), 'rules' => array( 'none' => true ) ),
		'POST /links/mend'       => array( 'subject' => 'calendar/1', 'action' => 'recreate' ),
		'POST /access/losses/decide'  => array( 'ids' => array( 999999 ), 'decision' => 'keep' ),
		'PUT /access/losses/settings' => array( 'mode' => 'keep', 'graceHours' => 72 ),
		'PUT /access/groups'          => array( 'teams' => false, 'offerings' => 'none', 'names' => 'keep' ),
		'POST /access/groups/preview' => array( 'teams' => false, 'offerings' => 'none', 'names' => 'keep' ),
		'POST /site-address'     => array( 'answer' => 'copy' ),
		'POST /preview'          => array( 'entity' => 'calendar', 'snapshot' => array( 'id' => 1 ) ),
	);

	public function test_each_route_lets_in_whom_it_should_and_nobody_else(): void {
		foreach ( array( '' => 0, 'subscriber' => 1, 'author' => 2, 'editor' => 3, 'administrator' => 4 ) as $role => $rank ) {
			$this->log_in_as( $role );
			foreach ( self::TABLE as $route => $least ) {
				[ $method, $path ] = explode( ' ', $route );
				$status  = $this->call( $method, str_replace( 'ID', self::ID, $path ), self::BODIES[ $route ] ?? null )->get_status();
				$allowed = 'editor' === $least ? $rank >= 3 : $rank >= 4;
				if ( $allowed ) {
					self::assertNotContains( $status, array( 401, 403 ), "$route as $role" );
				} else {
					self::assertSame( '' === $role ? 401 : 403, $status, "$route as '$role'" );
				}
			}
		}
	}

	public function test_no_route_is_missing_in_the_table(): void {
		$known = array( 'POST /callback' => true, 'POST /inbound/7' => true );
		foreach ( array_keys( self::TABLE ) as $route ) {
			$known[ $route ] = true;
		}
		foreach ( rest_get_server()->get_routes( 'slotbridge/v1' ) as $pattern => $handlers ) {
			if ( '/slotbridge/v1' === $pattern ) {
				continue; // WordPress's own index of the namespace.
			}
			foreach ( $handlers as $handler ) {
				foreach ( array_keys( $handler['methods'] ) as $method ) {
					$matching = array_filter(
						array_keys( $known ),
						static fn ( string $route ): bool => str_starts_with( $route, "$method /" ) && 1 === preg_match( "@^$pattern\$@i", '/slotbridge/v1' . str_replace( 'ID', self::ID, explode( ' ', $route )[1] ) )
					);
					self::assertNotEmpty( $matching, "$method $pattern" );
				}
			}
		}
	}

	public function test_each_parameter_has_a_schema(): void {
		foreach ( rest_get_server()->get_routes( 'slotbridge/v1' ) as $pattern => $handlers ) {
			foreach ( '/slotbridge/v1' === $pattern ? array() : $handlers as $handler ) {
				foreach ( $handler['args'] as $name => $arg ) {
					self::assertArrayHasKey( 'type', $arg, "$pattern $name" );
				}
			}
		}
	}
}
