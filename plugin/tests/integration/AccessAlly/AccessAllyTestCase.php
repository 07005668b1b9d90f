<?php
/**
 * Base of the tests of the adapter: the stand-in is loaded and empty, and people, tags, protected pages and offerings are made in a line each.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\AccessAlly\Members;
use SlotBridge\AccessAlly\Names;
use SlotBridge\Tests\TestCase;

abstract class AccessAllyTestCase extends TestCase {

	protected function setUp(): void {
		parent::setUp();
		if ( ! class_exists( 'AccessAlly', false ) ) {
			require dirname( __DIR__, 2 ) . '/stand-ins/accessally/accessally.php';
		}
		update_option( \AccessAllyStandInStorage::TAGS, array() );
		delete_transient( 'slotbridge_team_ids' );
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->usermeta} WHERE meta_key LIKE 'accessally\\_team\\_%'" );
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->options} WHERE option_name LIKE '\\_accessally\\_offering\\_%'" );
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}aal_user_tags" );
		wp_cache_flush();
		$this->forget();
	}

	protected function tearDown(): void {
		\AccessAllySettingLicense::$accessally_enabled = true;
		parent::tearDown();
		$this->forget();
	}

	/** What a new request does not know yet. */
	protected function forget(): void {
		Members::forget_all();
		Names::forget();
	}

	protected function user( string $login, string $role = 'subscriber' ): int {
		$id = wp_insert_user(
			array(
				'user_login'   => $login,
				'user_email'   => "$login@example.org",
				'display_name' => ucfirst( $login ),
				'user_pass'    => wp_generate_password(),
				'role'         => $role,
			)
		);
		self::assertIsInt( $id );
		return $id;
	}

	/** A page that only people with one of these tags may read; without tags anybody may. */
	protected function page( string $title, int ...$tags ): int {
		$id = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => $title ) );
		self::assertIsInt( $id );
		if ( array() !== $tags ) {
			update_post_meta( $id, '_accessally_post_permission', array( 'require-login' => 'yes', 'tags' => $tags ) );
		}
		return $id;
	}

	/**
	 * @param array<string, int> $pages  Post by module number; '' for the offering's own page.
	 * @param array<string, int> $groups CommunityAlly group by module number.
	 */
	protected function offering( string $name, array $pages, array $groups = array() ): string {
		$rows    = array();
		$modules = array();
		foreach ( $pages as $module => $post ) {
			$rows[] = array( 'type' => '' === $module ? 'base' : 'module', 'name' => get_the_title( $post ), 'page-template-select' => (string) $post, 'module' => (string) $module, 'communityally-group-id' => (string) ( $groups[ $module ] ?? '' ) );
			if ( '' !== $module ) {
				$modules[ $module ] = array( 'name' => "Module $module" );
			}
		}
		return \AccessAllyStandInOfferings::save( '', array( 'name' => $name, 'pages' => $rows, 'modules' => $modules ) );
	}

	protected function give( int $user, int ...$tags ): void {
		\AccessAllyMembershipUtilities::add_contact_tags( \AccessAllyUserPermission::get_user_contact_id( $user ), $tags );
	}

	protected function take( int $user, int ...$tags ): void {
		\AccessAllyMembershipUtilities::remove_contact_tags( \AccessAllyUserPermission::get_user_contact_id( $user ), $tags );
	}
}
