<?php
/**
 * What the buttons of the stand-in's screens do, by name; the REST route for scripts does the same.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInActions {

	/**
	 * Does one thing.
	 *
	 * @param callable(string): string $text The form's field of a name; empty text where there is none.
	 * @return string|null What was done, in words; null: there is no such thing to do.
	 */
	public static function perform( string $what, callable $text ): ?string {
		return self::tags( $what, $text )
			?? self::offerings( $what, $text )
			?? self::teams( $what, $text )
			?? self::sales( $what, $text )
			?? self::progress( $what, $text )
			?? self::site( $what, $text );
	}

	/** Tags and contacts. */
	private static function tags( string $what, callable $text ): ?string {
		$user    = (int) $text( 'user' );
		$contact = AccessAllyStandInContacts::of_user( $user );
		$tags    = array_filter( array( (int) $text( 'tag' ) ) );
		$in_crm  = static fn (): array => ( (array) get_option( AccessAllyStandInContacts::PENDING, array() ) )[ $contact ] ?? AccessAllyStandInStorage::contact_tags( $contact );
		return match ( $what ) {
			'add-tag'         => '' === $text( 'name' ) ? 'A tag needs a name.' : 'Tag ' . AccessAllyStandInStorage::add_tag( $text( 'name' ) ) . ' was added.',
			'remove-tag'      => self::said( AccessAllyStandInStorage::remove_tag( (int) $text( 'tag' ) ), 'The tag was deleted.' ),
			'give-tag'        => self::said( AccessAllyStandInStorage::give( $contact, $tags ), self::person( $user ) . ' has the tag.' ),
			'take-tag'        => self::said( AccessAllyStandInStorage::take( $contact, $tags ), self::person( $user ) . ' no longer has the tag.' ),
			'give-tag-in-crm' => self::said( AccessAllyStandInContacts::set_tags_in_crm( $contact, array_values( array_unique( array_merge( $in_crm(), $tags ) ) ) ), 'The CRM has it; the site does not know yet.' ),
			'take-tag-in-crm' => self::said( AccessAllyStandInContacts::set_tags_in_crm( $contact, array_values( array_diff( $in_crm(), $tags ) ) ), 'The CRM took it; the site does not know yet.' ),
			'protect-page'    => self::said( update_post_meta( (int) $text( 'post' ), '_accessally_post_permission', array( 'require-login' => 'yes', 'tags' => array_map( 'strval', $tags ) ) ), 'The page wants the tag.' ),
			'open-page'       => self::said( delete_post_meta( (int) $text( 'post' ), '_accessally_post_permission' ), 'The page is open.' ),
			'send-webhook'    => self::said( AccessAllyStandInWebhooks::perform( 'aal_updateuser', '1', array( $contact ) ), 'The webhook came in.' ),
			'sync-user'       => self::said( AccessAllyStandInContacts::sync( $user, $contact ), self::person( $user ) . ' was synced.' ),
			'add-contact'     => is_email( $text( 'email' ) ) ? 'Contact ' . AccessAllyStandInContacts::add( $text( 'email' ), $text( 'first' ), $text( 'last' ) ) . ' was added.' : 'This is no email address.',
			'make-user'       => is_wp_error( AccessAllyStandInContacts::make_user( (int) $text( 'contact' ) ) ) ? 'No user could be made.' : 'The contact is a user now.',
			default           => null,
		};
	}

	private static function offerings( string $what, callable $text ): ?string {
		$key     = $text( 'key' );
		$known   = array() !== AccessAllyStandInOfferings::read( $key );
		$contact = AccessAllyStandInContacts::of_user( (int) $text( 'user' ) );
		if ( ! $known && in_array( $what, array( 'rename-offering', 'delete-offering', 'grant-offering', 'revoke-offering', 'add-module', 'add-page', 'link-group', 'release-module' ), true ) ) {
			return 'There is no such offering.';
		}
		return match ( $what ) {
			'add-offering'    => 'The offering was added: ' . AccessAllyStandInOfferings::save( '', array( 'name' => $text( 'name' ), 'tags' => array_map( array( 'AccessAllyStandInOfferings', 'config_of' ), array( 'instant' => 0, 'base' => (int) $text( 'tag' ), 'revoke' => (int) $text( 'revoke' ) ) ) ) ),
			'rename-offering' => self::said( AccessAllyStandInOfferings::save( $key, array( 'name' => $text( 'name' ) ) ), 'The offering was renamed.' ),
			'delete-offering' => self::said( AccessAllyStandInOfferings::delete( $key ), 'The offering was deleted.' ),
			'grant-offering'  => self::said( AccessAllyStandInOfferings::grant( $key, $contact ), self::person( (int) $text( 'user' ) ) . ' has the offering.' ),
			'revoke-offering' => self::said( AccessAllyStandInOfferings::revoke( $key, $contact ), self::person( (int) $text( 'user' ) ) . ' no longer has the offering.' ),
			'add-module'      => 'Module ' . AccessAllyStandInOfferingPages::add_module( $key, $text( 'name' ), (int) $text( 'tag' ) ) . ' was added.',
			'add-page'        => 'Page ' . AccessAllyStandInOfferingPages::add( $key, $text( 'name' ), $text( 'module' ), $text( 'group' ) ) . ' was added.',
			'link-group'      => self::said( AccessAllyStandInOfferingPages::link_group( $key, $text( 'ordinal' ), $text( 'group' ) ), 'The link was changed.' ),
			'release-module'  => self::said( AccessAllyStandInRelease::schedule( $key, $text( 'module' ), (int) $text( 'user' ) ), 'wp-cron will release it.' ),
			'clone-page'      => 'The copy is page ' . AccessAllyStandInClone::page( (int) $text( 'post' ) ) . '.',
			default           => null,
		};
	}

	private static function teams( string $what, callable $text ): ?string {
		$team = (int) $text( 'team' );
		$user = (int) $text( 'user' );
		return match ( $what ) {
			'join-team'  => $team > 0 && get_userdata( $user ) ? self::said( AccessAllyStandInTeams::add( $team, $user, 'leader' === $text( 'as' ) ), self::person( $user ) . " is in Team $team." ) : 'A Team has a number, and people.',
			'leave-team' => self::said( AccessAllyStandInTeams::remove( $team, $user, '' === $text( 'as' ) ? null : 'leader' === $text( 'as' ) ), self::person( $user ) . " left Team $team." ),
			'empty-team' => self::said( AccessAllyStandInTeams::empty_team( $team ), "Team $team is empty." ),
			'tag-team'   => self::said( AccessAllyStandInTeams::set_tags( $team, (int) $text( 'leader' ), (int) $text( 'member' ) ), 'Whoever joins from now on gets the tag.' ),
			default      => null,
		};
	}

	/** Sales and custom operations. */
	private static function sales( string $what, callable $text ): ?string {
		$contact = AccessAllyStandInContacts::of_user( (int) $text( 'user' ) );
		$each    = static fn ( string $prefix ): array => array_map( static fn ( string $on ): int => (int) $text( "$prefix-$on" ), array( 'success' => 'success', 'failed' => 'failed', 'stop' => 'stop', 'revoke' => 'revoke' ) );
		[ $kind, $target ] = explode( '|', $text( 'what' ), 2 ) + array( 1 => '' );
		return match ( $what ) {
			'add-product'      => 'Product ' . AccessAllyStandInSales::add_product( $text( 'name' ), $each( 'tag' ), $each( 'operation' ) ) . ' was added.',
			'sell'             => AccessAllyStandInSales::happen( $text( 'event' ), (int) $text( 'product' ), $contact ) ? 'It happened.' : 'There is no such product, event or person.',
			'add-operation'    => isset( AccessAllyStandInOperations::KINDS[ $kind ] ) ? 'Operation ' . AccessAllyStandInOperations::add( $text( 'name' ), $kind, $target ) . ' was added.' : 'There is no such kind of operation.',
			'remove-operation' => self::said( AccessAllyStandInOperations::remove( (int) $text( 'operation' ) ), 'The operation was deleted.' ),
			'run-operation'    => AccessAllyStandInOperations::run( $contact, (int) $text( 'operation' ), 'Members tab' ) ? 'The operation ran.' : 'It could not run.',
			default            => null,
		};
	}

	private static function progress( string $what, callable $text ): ?string {
		$user      = (int) $text( 'user' );
		$post      = (int) $text( 'post' );
		$objective = (int) $text( 'objective' );
		return match ( $what ) {
			'check-objective'   => AccessAllyStandInProgress::check( $user, $post, $objective ) ? 'The objective is ticked.' : 'It was ticked before, or is not there.',
			'uncheck-objective' => self::said( AccessAllyStandInProgress::uncheck( $user, $post, $objective ), 'The tick is gone.' ),
			'submit-quiz'       => AccessAllyStandInQuizzes::submit( $user, $post, $objective, (int) $text( 'score' ) ) ? 'The quiz is passed.' : 'That was not enough.',
			'complete-page'     => self::said( AccessAllyStandInProgress::check_all( $user, $post ), 'The page is complete.' ),
			'set-objectives'    => self::said( self::set_objectives( $post, $text ), 'The page has its objectives.' ),
			default             => null,
		};
	}

	/** Modes and the demo. */
	private static function site( string $what, callable $text ): ?string {
		return match ( $what ) {
			'set-mode'    => self::said( self::set_mode( $text ), 'Saved.' ),
			'play-preset' => isset( AccessAllyStandInPresets::ALL[ $text( 'preset' ) ] ) ? self::said( AccessAllyStandInMode::play( AccessAllyStandInPresets::ALL[ $text( 'preset' ) ] ), 'This mode is played from now on.' ) : 'There is no such mode.',
			'fill-demo'   => self::said( AccessAllyStandInDemo::fill(), 'The example members are there.' ),
			default       => null,
		};
	}

	private static function set_objectives( int $post, callable $text ): void {
		$titles = array_values( array_filter( array_map( 'trim', explode( ';', $text( 'objectives' ) ) ) ) );
		AccessAllyStandInObjectives::set( $post, $titles, array(), array_filter( array( (int) $text( 'quiz' ) ) ) );
		AccessAllyStandInObjectives::on_completion( $post, array_filter( array( (int) $text( 'tag' ) ) ), (int) $text( 'operation' ) );
		if ( '' !== $text( 'certificate' ) ) {
			AccessAllyStandInCertificates::add( $post, $text( 'certificate' ) );
		}
	}

	private static function set_mode( callable $text ): void {
		$settings = array();
		foreach ( AccessAllyStandInMode::CHOICES as $name => $choices ) {
			$settings[ $name ] = in_array( $text( $name ), $choices, true ) ? $text( $name ) : AccessAllyStandInMode::get( $name );
		}
		foreach ( AccessAllyStandInMode::LISTS as $name ) {
			$settings[ $name ] = preg_split( '/[\s,]+/', $text( $name ), -1, PREG_SPLIT_NO_EMPTY );
		}
		AccessAllyStandInMode::play( $settings );
	}

	/** Something that has no answer was done; these are the words for it. */
	private static function said( mixed $done, string $words ): string {
		return $words;
	}

	private static function person( int $user ): string {
		return AccessAllyStandInChoices::name( $user );
	}
}
