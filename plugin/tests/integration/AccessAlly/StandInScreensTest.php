<?php
/**
 * The stand-in's screens: everything has a label, everything can be done from them, and only by who may.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use PHPUnit\Framework\Attributes\DataProvider;

final class StandInScreensTest extends StandInTestCase {

	protected function setUp(): void {
		parent::setUp();
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		delete_option( \AccessAllyStandInDemo::DONE );
		\AccessAllyStandInDemo::fill();
	}

	protected function tearDown(): void {
		$_POST    = array();
		$_REQUEST = array();
		parent::tearDown();
	}

	/** @return array<string, array{string}> */
	public static function pages(): array {
		$classes = array_merge( array_column( \AccessAllyStandInScreens::PAGES, 1 ), array( 'AccessAllyStandInDashboardPage', 'AccessAllyStandInModePage' ) );
		return array_combine( $classes, array_map( static fn ( string $class_name ): array => array( $class_name ), $classes ) );
	}

	#[DataProvider( 'pages' )]
	public function test_each_field_has_a_label_and_each_form_a_nonce_and_a_button_that_does_something( string $class_name ): void {
		\AccessAllyStandInStorage::add_tag( '<form>"&\'' );
		$page = new \DOMDocument();
		$page->loadHTML( '<meta charset="utf-8">' . $this->show( $class_name ), LIBXML_NOERROR );
		$path = new \DOMXPath( $page );
		foreach ( $path->query( '//select|//textarea|//input[not(@type="hidden")]' ) as $field ) {
			self::assertSame( 1, $path->query( 'ancestor::label', $field )->length, $page->saveHTML( $field ) );
		}
		foreach ( $path->query( '//form' ) as $form ) {
			self::assertSame( 1, $path->query( './/input[@name="_wpnonce"]', $form )->length );
			self::assertSame( 0, $path->query( './/form', $form )->length );
			foreach ( $path->query( './/button', $form ) as $button ) {
				self::assertNotNull( \AccessAllyStandInActions::perform( $button->getAttribute( 'value' ), static fn (): string => '' ), $page->saveHTML( $button ) );
			}
		}
		self::assertSame( 1, $path->query( '//h1' )->length );
	}

	public function test_a_form_does_its_thing_and_says_so(): void {
		$ana = get_user_by( 'login', 'ana' )->ID;
		$tag = \AccessAllyStandInStorage::add_tag( 'VIP' );
		self::assertSame( 'redirected', $this->submit( array( 'do' => 'give-tag', 'user' => (string) $ana, 'tag' => (string) $tag ) ) );
		self::assertContains( $tag, self::tags_of( $ana ) );
		self::assertStringContainsString( 'Ana Silva has the tag.', $this->show( 'AccessAllyStandInTagsPage' ) );
		self::assertStringNotContainsString( 'has the tag.', $this->show( 'AccessAllyStandInTagsPage' ) );
		self::assertStringContainsString( 'VIP', $this->show( 'AccessAllyStandInMembersPage' ) );
	}

	public function test_nobody_else_can_do_it(): void {
		$form = array( 'do' => 'add-tag', 'name' => 'Smuggled' );
		self::assertNotSame( 'redirected', $this->submit( $form, 'wrong' ) );
		wp_set_current_user( $this->member( 'editor' ) );
		self::assertStringContainsString( 'not allowed', $this->submit( $form ) );
		self::assertNotContains( 'Smuggled', \AccessAllyStandInStorage::tags() );
		self::assertSame( 403, rest_do_request( $this->rest( $form ) )->get_status() );
		wp_set_current_user( 1 );
		self::assertSame( 400, rest_do_request( $this->rest( array( 'do' => 'nonsense' ) ) )->get_status() );
		self::assertSame( 200, rest_do_request( $this->rest( $form ) )->get_status() );
		self::assertContains( 'Smuggled', \AccessAllyStandInStorage::tags() );
	}

	public function test_modes_are_chosen_by_name_and_one_by_one(): void {
		$this->submit( array( 'do' => 'play-preset', 'preset' => 'hooks doubled' ) );
		self::assertSame( array( 'doubled', '3' ), array( \AccessAllyStandInMode::get( 'update_user_hook' ), \AccessAllyStandInMode::get( 'offering_saves' ) ) );
		self::assertMatchesRegularExpression( '/value="hooks doubled"\s+selected/', $this->show( 'AccessAllyStandInModePage' ) );
		$this->submit( array( 'do' => 'set-mode', 'tag_ids' => 'string', 'throws' => "AccessAllyAPI::get_all_tags\nX" ) );
		self::assertSame( array( 'string', 'doubled', array( 'AccessAllyAPI::get_all_tags', 'X' ) ), array( \AccessAllyStandInMode::get( 'tag_ids' ), \AccessAllyStandInMode::get( 'update_user_hook' ), \AccessAllyStandInMode::names( 'throws' ) ) );
	}

	public function test_a_person_can_go_through_everything(): void {
		$do   = static fn ( string $what, array $fields = array() ): ?string => \AccessAllyStandInActions::perform( $what, static fn ( string $name ): string => (string) ( $fields[ $name ] ?? '' ) );
		$emma = get_user_by( 'login', 'emma' )->ID;
		$tag  = \AccessAllyStandInStorage::add_tag( 'VIP' );
		$do( 'add-offering', array( 'name' => 'Masterclass', 'tag' => $tag ) );
		$key = array_key_last( \AccessAllyStandInChoices::offerings() );
		$do( 'add-page', array( 'key' => $key, 'name' => 'First', 'group' => '44' ) );
		$page = \AccessAllyStandInOfferingPages::of( $key )[0];
		self::assertFalse( \AccessAlly::can_current_user_read( $page, $emma ) );
		$do( 'grant-offering', array( 'key' => $key, 'user' => $emma ) );
		self::assertTrue( \AccessAlly::can_current_user_read( $page, $emma ) );
		self::assertSame( '44', \AccessAllyOfferings::get_offering_settings( $key )['pages']['1']['communityally-group-id'] );
		$do( 'link-group', array( 'key' => $key, 'ordinal' => '1', 'group' => '' ) );
		self::assertSame( '', \AccessAllyOfferings::get_offering_settings( $key )['pages']['1']['communityally-group-id'] );
		$do( 'set-objectives', array( 'post' => $page, 'objectives' => 'Watch; Quiz', 'quiz' => '2', 'certificate' => 'Done' ) );
		$do( 'check-objective', array( 'post' => $page, 'user' => $emma, 'objective' => '1' ) );
		$do( 'submit-quiz', array( 'post' => $page, 'user' => $emma, 'objective' => '2', 'score' => '80' ) );
		self::assertTrue( \AccessAllyStandInCertificates::is_earned( $page, $emma ) );
		$do( 'join-team', array( 'team' => '55', 'user' => $emma, 'as' => 'leader' ) );
		self::assertArrayHasKey( 55, \AccessAllyStandInTeams::all() );
		$do( 'empty-team', array( 'team' => '55' ) );
		self::assertArrayNotHasKey( 55, \AccessAllyStandInTeams::all() );
		$do( 'protect-page', array( 'post' => $page, 'tag' => $tag + 1 ) );
		self::assertFalse( \AccessAlly::can_current_user_read( $page, $emma ) );
		$do( 'open-page', array( 'post' => $page ) );
		self::assertTrue( \AccessAlly::can_current_user_read( $page, $emma ) );
		$do( 'revoke-offering', array( 'key' => $key, 'user' => $emma ) );
		self::assertFalse( \AccessAlly::can_current_user_read( $page, $emma ) );
		self::assertStringContainsString( 'Masterclass', $this->show( 'AccessAllyStandInOfferingsPage' ) );
		$do( 'delete-offering', array( 'key' => $key ) );
		self::assertStringNotContainsString( 'Masterclass', $this->show( 'AccessAllyStandInOfferingsPage' ) );
	}

	public function test_the_demo_is_filled_once_and_is_believable(): void {
		$users = count_users()['total_users'];
		\AccessAllyStandInDemo::fill();
		self::assertSame( $users, count_users()['total_users'] );
		$page = $this->show( 'AccessAllyStandInMembersPage' );
		self::assertStringContainsString( 'The Circle, Gold coaching, Confident speaker (2 of 3 pages)', $page );
		self::assertStringContainsString( 'Team 12 (leader)', $page );
		self::assertTrue( wp_check_password( \AccessAllyStandInDemo::PASSWORD, get_user_by( 'login', 'farid' )->user_pass ) );
	}

	/** What a page prints. */
	private function show( string $class_name ): string {
		ob_start();
		$class_name::render();
		return (string) ob_get_clean();
	}

	/** @param array<string, string> $body As JSON. */
	private function rest( array $body ): \WP_REST_Request {
		$request = new \WP_REST_Request( 'POST', '/accessally-stand-in/v1/do' );
		$request->set_header( 'content-type', 'application/json' );
		$request->set_body( (string) wp_json_encode( $body ) );
		return $request;
	}

	/**
	 * Sends a form. Gives "redirected", or the words of the page that refused it.
	 *
	 * @param array<string, string> $form Its fields.
	 */
	private function submit( array $form, ?string $nonce = null ): string {
		$_POST    = $form + array( '_wpnonce' => $nonce ?? wp_create_nonce( \AccessAllyStandInScreens::ACTION ) );
		$_REQUEST = $_POST;
		add_filter( 'wp_redirect', static fn () => throw new \RuntimeException( 'redirected' ) );
		add_filter( 'wp_die_handler', static fn () => static fn ( $words ) => throw new \RuntimeException( is_string( $words ) ? $words : 'refused' ) );
		try {
			\AccessAllyStandInScreens::handle();
		} catch ( \RuntimeException $ended ) {
			return $ended->getMessage();
		}
		return 'nothing';
	}
}
