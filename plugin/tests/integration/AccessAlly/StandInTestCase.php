<?php
/**
 * Base of the stand-in's own tests: it plays a well behaved AccessAlly 4 until a test wants another, and tells which hooks fire.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\Tests\TestCase;

abstract class StandInTestCase extends TestCase {

	private int $members = 0;

	protected function setUp(): void {
		parent::setUp();
		\AccessAllyStandInMode::play();
		\AccessAllyStandInCalls::forget();
	}

	/** Somebody who is nobody special; gives the user id. */
	protected function member( string $role = 'subscriber' ): int {
		$login = 'stand-in-' . ( ++$this->members );
		$id    = wp_insert_user( array( 'user_login' => $login, 'user_email' => "$login@example.test", 'first_name' => 'Member', 'last_name' => (string) $this->members, 'user_pass' => 'x', 'role' => $role ) );
		self::assertIsInt( $id );
		return $id;
	}

	/** @return list<int> Tags that a user has, by AccessAlly's cheapest read. */
	protected static function tags_of( int $user_id ): array {
		return array_map( 'intval', \AccessAllyUserPermission::get_cleaned_user_tags( $user_id )['clean'] );
	}

	/**
	 * The hooks that fire while something happens and that another plugin could listen to: AccessAlly's, ProgressAlly's, and WordPress's about users, options and meta.
	 *
	 * @return list<string>
	 */
	protected static function fired( callable $work ): array {
		$fired  = array();
		$listen = static function ( string $hook ) use ( &$fired ): void {
			if ( preg_match( '/^(?:(?:accessally|progressally)_(?!stand_in)|(?:add|added|update|updated|delete|deleted)_(?:user_meta|option|post_meta)(?!data)|profile_update|user_register|set_user_role)/', $hook ) && ! str_contains( $hook, 'stand_in' ) && ! str_contains( $hook, 'transient' ) ) {
				$fired[] = $hook;
			}
		};
		add_action( 'all', $listen );
		$work();
		remove_action( 'all', $listen );
		return $fired;
	}

	/**
	 * What was told by a hook while something happened.
	 *
	 * @return list<list<mixed>> The arguments, call by call.
	 */
	protected static function told( string $hook, callable $work, int $arguments = 2 ): array {
		$told   = array();
		$listen = static function ( ...$given ) use ( &$told ): void {
			$told[] = $given;
		};
		add_action( $hook, $listen, 10, $arguments );
		$work();
		remove_action( $hook, $listen, 10 );
		return $told;
	}
}
