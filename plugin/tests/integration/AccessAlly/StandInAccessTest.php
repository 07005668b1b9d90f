<?php
/**
 * Who may read a page of an offering, as a table of cases: each that opens has its twin that does not.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use PHPUnit\Framework\Attributes\DataProvider;

final class StandInAccessTest extends StandInTestCase {

	private const TAGS = array( 'instant' => 901, 'base' => 902, 'revoke' => 903, 'module-1' => 904 );

	/** @return array<string, array{string, list<string>, bool}> Page, what the reader has, whether it opens. */
	public static function cases(): array {
		return array(
			'base tag'                           => array( 'plain', array( 'base' ), true ),
			'no tag'                             => array( 'plain', array(), false ),
			'instant tag'                        => array( 'plain', array( 'instant' ), true ),
			'another module’s tag'               => array( 'plain', array( 'module-1' ), false ),
			'base tag, but revoked'              => array( 'plain', array( 'base', 'revoke' ), false ),
			'instant tag, but revoked'           => array( 'plain', array( 'instant', 'revoke' ), false ),
			'module with its tag'                => array( 'module', array( 'module-1' ), true ),
			'module with the base tag only'      => array( 'module', array( 'base' ), false ),
			'module with the instant tag'        => array( 'module', array( 'instant' ), true ),
			'module without a tag: the base tag' => array( 'tagless', array( 'base' ), true ),
			'module without a tag: nothing'      => array( 'tagless', array(), false ),
			'no offering'                        => array( 'open', array(), true ),
			'page permission with its tag'       => array( 'own', array( 'base' ), true ),
			'page permission with another'       => array( 'own', array( 'instant' ), false ),
		);
	}

	/** @param list<string> $has Names of TAGS. */
	#[DataProvider( 'cases' )]
	public function test_a_reader( string $page, array $has, bool $opens ): void {
		$user = $this->member();
		\AccessAllyMembershipUtilities::add_contact_tags( $user, array_values( array_intersect_key( self::TAGS, array_flip( $has ) ) ) );
		$pages = $this->offering();
		self::assertSame( $opens, \AccessAlly::can_current_user_read( $pages[ $page ], $user ) );
	}

	public function test_guests_administrators_and_no_licence(): void {
		$page = $this->offering()['plain'];
		wp_set_current_user( 0 );
		self::assertFalse( \AccessAlly::can_current_user_read( $page, 0 ) );
		self::assertFalse( \AccessAlly::can_current_user_read( $page ) );
		$admin = $this->member( 'administrator' );
		self::assertTrue( \AccessAllyUserPermission::can_user_access_all_posts( $admin ) );
		self::assertTrue( \AccessAlly::can_current_user_read( $page, $admin ) );
		self::assertFalse( \AccessAllyUserPermission::can_user_access_all_posts( $this->member( 'editor' ) ) );
		\AccessAllyStandInMode::play( array( 'licensed' => 'no' ) );
		self::assertTrue( \AccessAlly::can_current_user_read( $page, 0 ), 'Without a licence nothing is protected: its yes proves nothing.' );
	}

	public function test_login_that_a_page_asks_for_is_asked_of_guests_only(): void {
		$page = wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Members', 'post_status' => 'publish' ) );
		update_post_meta( $page, '_accessally_post_permission', array( 'require-login' => 'yes' ) );
		self::assertSame( array( false, true ), array( \AccessAlly::can_current_user_read( $page, 0 ), \AccessAlly::can_current_user_read( $page, $this->member() ) ) );
	}

	public function test_the_current_user_has_one_of_these_tags(): void {
		$user = $this->member();
		\AccessAllyMembershipUtilities::add_contact_tags( $user, array( 902 ) );
		wp_set_current_user( $user );
		self::assertSame( array( true, false ), array( accessally_has_any_tag_id( '1,902' ), accessally_has_any_tag_id( '1,903' ) ) );
	}

	public function test_a_module_is_released_by_wp_cron_to_those_who_have_the_offering_and_only_its_tag_shows_it(): void {
		[ $owner, $stranger ] = array( $this->member(), $this->member() );
		$pages                = $this->offering();
		$key                  = \AccessAllyWizardShared::get_post_parent_offering_key( $pages['module'] );
		\AccessAllyMembershipUtilities::add_contact_tags( $owner, array( 902 ) );
		\AccessAllyStandInRelease::schedule( $key, '1', $owner );
		self::assertFalse( \AccessAlly::can_current_user_read( $pages['module'], $owner ) );
		self::assertIsInt( wp_next_scheduled( \AccessAllyStandInRelease::CRON, array( $key, '1', $owner ) ) );
		$hooks = self::fired(
			static function () use ( $key, $owner, $stranger ): void {
				do_action( \AccessAllyStandInRelease::CRON, $key, '1', $owner );
				do_action( \AccessAllyStandInRelease::CRON, $key, '1', $stranger );
			}
		);
		self::assertSame( array(), array_diff( $hooks, array( 'add_option', 'added_option', 'update_option', 'updated_option' ) ), 'The log of the stand-in is an option; nothing else speaks.' );
		self::assertSame( array( true, false ), array( \AccessAlly::can_current_user_read( $pages['module'], $owner ), \AccessAlly::can_current_user_read( $pages['module'], $stranger ) ) );
	}

	/** @return array<string, int> Pages by what they are. */
	private function offering(): array {
		$tags = array_map( array( 'AccessAllyStandInOfferings', 'config_of' ), array_diff_key( self::TAGS, array( 'module-1' => 0 ) ) );
		$key  = \AccessAllyStandInOfferings::save( '', array( 'name' => 'Course', 'tags' => $tags ) );
		$with = \AccessAllyStandInOfferingPages::add_module( $key, 'One', self::TAGS['module-1'] );
		$none = \AccessAllyStandInOfferingPages::add_module( $key, 'Two' );
		$page = static fn ( string $title ): int => wp_insert_post( array( 'post_type' => 'page', 'post_title' => $title, 'post_status' => 'publish' ) );
		$own  = $page( 'Own' );
		update_post_meta( $own, '_accessally_post_permission', array( 'tags' => array( (string) self::TAGS['base'] ) ) );
		return array(
			'plain'   => \AccessAllyStandInOfferingPages::add( $key, 'Plain' ),
			'module'  => \AccessAllyStandInOfferingPages::add( $key, 'In a module', $with ),
			'tagless' => \AccessAllyStandInOfferingPages::add( $key, 'In a module without a tag', $none ),
			'open'    => $page( 'Open' ),
			'own'     => $own,
		);
	}
}
