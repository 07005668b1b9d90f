<?php
/**
 * Each of the three capabilities alone, given to a role by the filter: which routes and screens it opens, and which it does not.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

use SlotBridge\Admin\MainPage;
use SlotBridge\Calendars\Capabilities;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\GroupTaxonomy;

final class CapabilitiesTest extends RestTestCase {

	private const ALL = array( Capabilities::MANAGE, Capabilities::EDIT, Capabilities::VIEW_ACTIVITY );

	/** Routes that another capability than slotbridge_manage opens too; all others of this table need that one. */
	private const ALSO = array(
		'GET /status'                         => array( Capabilities::VIEW_ACTIVITY ),
		'GET /connections'                    => array( Capabilities::EDIT, Capabilities::VIEW_ACTIVITY ),
		'GET /connections/x/users'            => array( Capabilities::EDIT ),
		'GET /connections/x/calendars'        => array( Capabilities::EDIT ),
		'GET /connections/x/groups'           => array( Capabilities::EDIT ),
		'GET /connections/x/resources/rooms'  => array( Capabilities::EDIT ),
		'GET /pauses'                         => array( Capabilities::VIEW_ACTIVITY ),
		'GET /activity'                       => array( Capabilities::VIEW_ACTIVITY ),
		'GET /activity/1'                     => array( Capabilities::VIEW_ACTIVITY ),
		'GET /reference'                      => array( Capabilities::EDIT ),
		'GET /audit'                          => array(),
		'GET /config'                         => array(),
		'PUT /config'                         => array(),
		'POST /preview'                       => array(),
		'GET /settings'                       => array(),
		'PUT /settings'                       => array(),
		'POST /pairing'                       => array(),
		'DELETE /pairing'                     => array(),
		'POST /pairing/secret'                => array(),
		'POST /connections'                   => array(),
		'POST /connections/test'              => array(),
		'POST /connections/oauth'             => array(),
		'POST /connections/x/test'            => array(),
		'GET /connections/x/switch'           => array(),
		'PATCH /connections/x'                => array(),
		'DELETE /connections/x'               => array(),
		'PATCH /pauses'                       => array(),
		'GET /alerts'                         => array(),
		'PUT /alerts'                         => array(),
		'POST /alerts/test'                   => array(),
		'POST /links/mend'                    => array(),
		'GET /forecast'                       => array(),
		'POST /replay'                        => array(),
		'POST /outbox/dispatch'               => array(),
		'POST /outbox/7/discard'              => array(),
		'POST /resend'                        => array(),
	);

	/** Logs in a subscriber whose role the filter has given these capabilities. */
	private function log_in_with( string ...$capabilities ): void {
		add_filter( 'slotbridge_capability_roles', static fn (): array => array_fill_keys( $capabilities, array( 'subscriber' ) ) );
		$this->log_in_as( 'subscriber' );
	}

	/** Asks the route's own check, and does nothing else. */
	private function lets_in( string $route ): bool {
		[ $method, $path ] = explode( ' ', $route );
		foreach ( rest_get_server()->get_routes( 'slotbridge/v1' ) as $pattern => $handlers ) {
			foreach ( $handlers as $handler ) {
				if ( isset( $handler['methods'][ $method ] ) && 1 === preg_match( "@^$pattern\$@i", "/slotbridge/v1$path" ) ) {
					return true === $handler['permission_callback']( new \WP_REST_Request( $method, "/slotbridge/v1$path" ) );
				}
			}
		}
		self::fail( "There is no route $route." );
	}

	public function test_each_capability_alone_opens_its_routes_and_no_other(): void {
		foreach ( self::ALL as $capability ) {
			$this->tearDown();
			$this->setUp();
			$this->log_in_with( $capability );
			foreach ( self::ALSO as $route => $others ) {
				self::assertSame( Capabilities::MANAGE === $capability || in_array( $capability, $others, true ), $this->lets_in( $route ), "$route with $capability" );
			}
		}
	}

	public function test_without_any_of_them_every_route_but_the_bridge_s_own_is_closed(): void {
		$this->log_in_with();
		foreach ( array_keys( self::ALSO ) as $route ) {
			self::assertFalse( $this->lets_in( $route ), $route );
		}
		self::assertFalse( $this->lets_in( 'GET /health/bridge' ) );
		self::assertTrue( $this->lets_in( 'POST /callback' ), 'The signature is its key.' );
	}

	public function test_each_capability_alone_opens_its_screens_and_no_other(): void {
		$calendars = get_post_type_object( CalendarPostType::NAME )->cap;
		$groups    = get_taxonomy( GroupTaxonomy::NAME )->cap;
		$opens     = static fn (): array => array(
			'page'      => current_user_can( MainPage::capability() ),
			'calendars' => current_user_can( $calendars->edit_posts ) && current_user_can( $calendars->publish_posts ) && current_user_can( $calendars->delete_posts ),
			'groups'    => current_user_can( $groups->manage_terms ) && current_user_can( $groups->edit_terms ) && current_user_can( $groups->delete_terms ),
			'calendars by REST' => 200 === rest_do_request( new \WP_REST_Request( 'GET', '/wp/v2/' . CalendarPostType::REST_BASE ) )->get_status(),
			'groups by REST'    => 200 === rest_do_request( new \WP_REST_Request( 'GET', '/wp/v2/' . GroupTaxonomy::REST_BASE ) )->get_status(),
		);
		$closed    = array_fill_keys( array( 'page', 'calendars', 'groups', 'calendars by REST', 'groups by REST' ), false );
		$expected  = array(
			Capabilities::MANAGE        => array( 'page' => true ) + $closed,
			Capabilities::EDIT          => array_fill_keys( array_keys( $closed ), true ),
			Capabilities::VIEW_ACTIVITY => array( 'page' => true ) + $closed,
		);

		$expected[ Capabilities::EDIT ]['page'] = false;
		foreach ( $expected as $capability => $screens ) {
			$this->tearDown();
			$this->setUp();
			$this->log_in_with( $capability );
			self::assertSame( $screens, array_replace( $closed, $opens() ), $capability );
		}
	}

	public function test_the_filter_may_take_away_and_nonsense_gives_nobody_anything(): void {
		add_filter( 'slotbridge_capability_roles', static fn ( array $roles ): array => array( Capabilities::EDIT => array() ) + $roles );
		$this->log_in_as( 'editor' );
		self::assertFalse( current_user_can( Capabilities::EDIT ) );
		foreach ( array( 'all of it', array( Capabilities::MANAGE => 'subscriber' ), array( Capabilities::MANAGE => array( array( 'subscriber' ) ) ) ) as $nonsense ) {
			add_filter( 'slotbridge_capability_roles', static fn (): mixed => $nonsense, 20 );
			self::assertFalse( current_user_can( Capabilities::MANAGE ) );
		}
	}

	public function test_what_a_role_editor_has_decided_stands(): void {
		$this->log_in_as( 'editor' );
		wp_get_current_user()->add_cap( Capabilities::EDIT, false );
		wp_get_current_user()->add_cap( Capabilities::VIEW_ACTIVITY );
		self::assertSame( array( false, true ), array( current_user_can( Capabilities::EDIT ), current_user_can( Capabilities::VIEW_ACTIVITY ) ) );
	}
}
