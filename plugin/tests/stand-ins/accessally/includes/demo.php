<?php
/**
 * A small membership site for the demo: six members, five tags, two Teams, three offerings with pages, and some progress.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInDemo {

	const DONE = 'accessally_stand_in_demo';

	/** Each member can log in with it. */
	const PASSWORD = 'demo-member';

	const MEMBERS = array( 'ana' => 'Ana Silva', 'ben' => 'Ben Carter', 'chloe' => 'Chloe Martin', 'daniel' => 'Daniel Okafor', 'emma' => 'Emma Novak', 'farid' => 'Farid Haddad' );
	const TAGS    = array( 'member' => 'Circle member', 'gold' => 'Gold coaching', 'course' => 'Confident speaker', 'module' => 'Confident speaker: module 2', 'revoked' => 'Gold coaching: revoked' );

	/** Which tags each has. */
	const HAS = array(
		'ana'    => array( 'member', 'gold', 'course' ),
		'ben'    => array( 'member' ),
		'chloe'  => array( 'member', 'course', 'module' ),
		'daniel' => array( 'member', 'gold', 'revoked' ),
		'emma'   => array( 'gold' ),
		'farid'  => array(),
	);

	/** Team number → leader, then members. */
	const TEAMS = array(
		7  => array( 'ben', 'chloe', 'daniel' ),
		12 => array( 'emma', 'farid' ),
	);

	/** Fills a site once. */
	public static function fill(): void {
		if ( false !== get_option( self::DONE ) ) {
			return;
		}
		$users = self::add_members();
		$tags  = array_map( array( 'AccessAllyStandInStorage', 'add_tag' ), self::TAGS );
		$gold  = self::add_offerings( $tags );
		self::add_course( $tags, $users );
		$grant = AccessAllyStandInOperations::add( 'Start Gold coaching', 'grant-offering', $gold );
		$stop  = AccessAllyStandInOperations::add( 'End Gold coaching', 'revoke-offering', $gold );
		AccessAllyStandInOperations::add( 'Add one credit', 'increase-field', 'stand_in_integer' );
		AccessAllyStandInSales::add_product( 'Gold coaching, monthly', array( 'success' => $tags['gold'] ), array( 'success' => $grant, 'revoke' => $stop ) );
		foreach ( self::HAS as $login => $names ) {
			AccessAllyStandInStorage::give( AccessAllyStandInContacts::of_user( $users[ $login ] ), array_values( array_intersect_key( $tags, array_flip( $names ) ) ) );
		}
		foreach ( self::TEAMS as $team => $logins ) {
			foreach ( $logins as $index => $login ) {
				AccessAllyStandInTeams::add( $team, $users[ $login ], 0 === $index );
			}
		}
		update_option( self::DONE, '1' );
	}

	/** @return array<string, int> User id by login. */
	private static function add_members(): array {
		$quick = static fn (): array => array( 'cost' => 4 ); // A demo's password needs no slow hash, and six of them would take as long as all the rest.
		add_filter( 'wp_hash_password_options', $quick );
		$users = array();
		foreach ( self::MEMBERS as $login => $name ) {
			[ $first, $last ] = explode( ' ', $name );
			$users[ $login ]  = (int) ( username_exists( $login ) ?: wp_insert_user( array( 'user_login' => $login, 'user_email' => "$login@example.test", 'first_name' => $first, 'last_name' => $last, 'display_name' => $name, 'user_pass' => self::PASSWORD, 'role' => 'subscriber' ) ) );
		}
		remove_filter( 'wp_hash_password_options', $quick );
		return $users;
	}

	/**
	 * @param array<string, int> $tags Tag by name.
	 * @return string The key of Gold coaching.
	 */
	private static function add_offerings( array $tags ): string {
		$circle = self::offering( 'The Circle', $tags['member'] );
		AccessAllyStandInOfferingPages::add( $circle, 'Circle home' );
		AccessAllyStandInOfferingPages::add( $circle, 'Circle community', '', '21' );
		$gold = self::offering( 'Gold coaching', $tags['gold'], $tags['revoked'] );
		AccessAllyStandInOfferingPages::add( $gold, 'Coaching home' );
		AccessAllyStandInOfferingPages::add( $gold, 'Your sessions' );
		return $gold;
	}

	/**
	 * A course of two modules; its first page is complete when both lessons are, and has a certificate.
	 *
	 * @param array<string, int> $tags  Tag by name.
	 * @param array<string, int> $users User id by login.
	 */
	private static function add_course( array $tags, array $users ): void {
		$course  = self::offering( 'Confident speaker', $tags['course'] );
		$first   = AccessAllyStandInOfferingPages::add_module( $course, 'Find your voice' );
		$second  = AccessAllyStandInOfferingPages::add_module( $course, 'Handle your nerves', $tags['module'] );
		$welcome = AccessAllyStandInOfferingPages::add( $course, 'Confident speaker: welcome' );
		$voice   = AccessAllyStandInOfferingPages::add( $course, 'Find your voice', $first );
		$nerves  = AccessAllyStandInOfferingPages::add( $course, 'Handle your nerves', $second );
		AccessAllyStandInObjectives::set( $welcome, array( 'Finish module 1', 'Finish module 2' ), array( 1 => $voice, 2 => $nerves ) );
		AccessAllyStandInObjectives::set( $voice, array( 'Watch the lesson', 'Record one minute', 'Pass the quiz' ), array(), array( 3 ) );
		AccessAllyStandInObjectives::set( $nerves, array( 'Watch the lesson', 'Breathe with us' ) );
		AccessAllyStandInCertificates::add( $welcome, 'Confident speaker' );
		AccessAllyStandInProgress::check( $users['ana'], $voice, 1 );
		AccessAllyStandInProgress::check( $users['ana'], $voice, 2 );
		AccessAllyStandInProgress::check_all( $users['chloe'], $voice );
		AccessAllyStandInProgress::check( $users['chloe'], $nerves, 1 );
	}

	private static function offering( string $name, int $base, int $revoke = 0 ): string {
		$tags = array_map( array( 'AccessAllyStandInOfferings', 'config_of' ), array( 'instant' => 0, 'base' => $base, 'revoke' => $revoke ) );
		return AccessAllyStandInOfferings::save( '', array( 'name' => $name, 'tags' => $tags ) );
	}
}
