<?php
/**
 * Who has what: each member with tags, offerings that can really be read, Teams and progress; and the same on a user's profile.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInMembersPage {

	public static function render(): void {
		AccessAllyStandInHtml::page( 'Members', 'What each person has. Sync tells other plugins of a person by the hook accessally_update_user, as the mode wants it.', array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		AccessAllyStandInHtml::heading( 'Somebody new in the CRM' );
		AccessAllyStandInHtml::form( array( 'add-contact' => 'Add contact' ), AccessAllyStandInHtml::text( 'first', 'First name' ) . AccessAllyStandInHtml::text( 'last', 'Last name' ) . AccessAllyStandInHtml::text( 'email', 'Email' ) );
		AccessAllyStandInHtml::heading( 'Members' );
		$rows = array();
		foreach ( AccessAllyStandInChoices::people() as $user_id => $name ) {
			$rows[] = array( $name, self::tags( $user_id ), self::offerings( $user_id ), self::teams( $user_id ), AccessAllyStandInHtml::button_cell( 'sync-user', "Sync $name", array( 'user' => (string) $user_id ) ) );
		}
		AccessAllyStandInHtml::table( array( 'Member', 'Tags', 'Can read', 'Teams', 'Sync' ), $rows, 'Nobody.' );
		$rows = array();
		foreach ( (array) get_option( AccessAllyStandInContacts::OPTION, array() ) as $id => $contact ) {
			if ( 0 === AccessAllyStandInContacts::user_of( (int) $id ) ) {
				$rows[] = array( AccessAllyStandInLog::contact( (int) $id ), (string) $contact['Email'], AccessAllyStandInHtml::button_cell( 'make-user', 'Make a user of ' . AccessAllyStandInLog::contact( (int) $id ), array( 'contact' => (string) $id ) ) );
			}
		}
		AccessAllyStandInHtml::heading( 'Contacts without a user' );
		AccessAllyStandInHtml::table( array( 'Contact', 'Email', 'User' ), $rows, 'None.' );
	}

	/** On a user's profile. */
	public static function render_profile( WP_User $user ): void {
		echo '<h2>AccessAlly (stand-in)</h2><table class="form-table" role="presentation">';
		foreach ( array( 'Tags' => self::tags( $user->ID ), 'Can read' => self::offerings( $user->ID ), 'Teams' => self::teams( $user->ID ) ) as $label => $value ) {
			echo '<tr><th scope="row">' . esc_html( $label ) . '</th><td>' . esc_html( $value ) . '</td></tr>';
		}
		echo '</table>';
	}

	private static function tags( int $user_id ): string {
		return self::listed( array_intersect_key( AccessAllyStandInStorage::tags(), array_flip( AccessAllyStandInStorage::user_tags( $user_id ) ) ) );
	}

	/** With how many of its pages, where not all. */
	private static function offerings( int $user_id ): string {
		$found = array();
		foreach ( AccessAllyStandInStorage::is_new() ? AccessAllyStandInChoices::offerings() : array() as $key => $name ) {
			$pages = AccessAllyStandInOfferingPages::of( $key );
			$open  = array_filter( $pages, static fn ( int $post_id ): bool => AccessAllyStandInAccess::may_read( $post_id, $user_id ) );
			if ( array() !== $open ) {
				$found[] = count( $open ) === count( $pages ) ? $name : sprintf( '%s (%d of %d pages)', $name, count( $open ), count( $pages ) );
			}
		}
		return self::listed( $found );
	}

	private static function teams( int $user_id ): string {
		$found = array();
		foreach ( AccessAllyStandInTeams::all() as $team => $people ) {
			foreach ( $people as $person ) {
				if ( $user_id === $person['user'] ) {
					$found[] = "Team $team" . ( $person['leader'] ? ' (leader)' : '' );
				}
			}
		}
		return self::listed( $found );
	}

	/** @param array<array-key, string> $names What to list. */
	private static function listed( array $names ): string {
		return array() === $names ? '—' : implode( ', ', $names );
	}
}
