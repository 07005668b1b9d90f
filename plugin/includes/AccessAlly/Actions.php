<?php
/**
 * What SlotBridge can do in AccessAlly for a user: through its public methods only, never by writing its tables.
 *
 * Each answers whether it was done, or why not. These may call the CRM that keeps the contacts, so they belong into background work.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-type Done array{done: true}
 * @phpstan-type NotDone array{done: false, reason: 'no-user'|'no-contact'|'unlicensed'|'missing'|'refused'|'invalid', message: string}
 * @phpstan-type Result Done|NotDone
 */
final class Actions {

	/** How AccessAlly shows in its logs who asked. */
	private const SOURCE = 'SlotBridge';

	/** @return Result */
	public static function add_tag( int $user_id, string $tag ): array {
		return self::for_contact( $user_id, static function ( string $contact ) use ( $user_id, $tag ): array {
			if ( '' === Calls::id( $tag ) ) {
				return self::not( 'invalid', __( 'A tag is named by its number.', 'slotbridge' ) );
			}
			if ( Calls::can( 'AccessAllyAPI', 'add_tag_by_wp_user_id' ) ) {
				Calls::answer( 'AccessAllyAPI', 'add_tag_by_wp_user_id', (int) $tag, $user_id );
			} elseif ( Calls::can( 'AccessAllyMembershipUtilities', 'add_contact_tags' ) ) {
				Calls::answer( 'AccessAllyMembershipUtilities', 'add_contact_tags', $contact, array( (int) $tag ) );
				self::refresh( $contact, $user_id, array( $tag ), array() );
			} else {
				return self::missing();
			}
			return self::see( $user_id, static fn ( ?array $tags ): bool => null === $tags || in_array( Calls::id( $tag ), $tags, true ) );
		} );
	}

	/** @return Result */
	public static function remove_tag( int $user_id, string $tag ): array {
		return self::for_contact( $user_id, static function ( string $contact ) use ( $user_id, $tag ): array {
			if ( '' === Calls::id( $tag ) ) {
				return self::not( 'invalid', __( 'A tag is named by its number.', 'slotbridge' ) );
			}
			if ( ! Calls::can( 'AccessAllyMembershipUtilities', 'remove_contact_tags' ) ) {
				return self::missing();
			}
			Calls::answer( 'AccessAllyMembershipUtilities', 'remove_contact_tags', $contact, array( (int) $tag ) );
			self::refresh( $contact, $user_id, array(), array( $tag ) );
			return self::see( $user_id, static fn ( ?array $tags ): bool => null === $tags || ! in_array( Calls::id( $tag ), $tags, true ) );
		} );
	}

	/** @return Result */
	public static function run_operation( int $user_id, string $operation ): array {
		return self::for_contact( $user_id, static function ( string $contact ) use ( $user_id, $operation ): array {
			$known = Operations::all();
			if ( ! Calls::can( 'AccessAllyAPI', 'run_custom_operation' ) ) {
				return self::missing();
			}
			if ( null !== $known && ! isset( $known[ $operation ] ) ) {
				return self::not( 'invalid', __( 'AccessAlly has no custom operation with this number.', 'slotbridge' ) );
			}
			if ( false === Calls::tried( 'AccessAllyAPI', 'run_custom_operation', $contact, (int) $operation, self::SOURCE ) ) {
				return self::not( 'refused', __( 'AccessAlly did not run the custom operation. Its log tells more.', 'slotbridge' ) );
			}
			Signals::after_operation( $user_id, $operation );
			return self::seen( $user_id );
		} );
	}

	/**
	 * Lets AccessAlly read a user anew from the system that keeps their contact.
	 *
	 * @return Result
	 */
	public static function sync( int $user_id ): array {
		return self::for_contact( $user_id, static function () use ( $user_id ): array {
			if ( ! Calls::can( 'AccessAllyAPI', 'sync_user_info_from_crm' ) ) {
				return self::missing();
			}
			return false === Calls::tried( 'AccessAllyAPI', 'sync_user_info_from_crm', $user_id )
				? self::not( 'refused', __( 'AccessAlly could not sync this user.', 'slotbridge' ) )
				: self::seen( $user_id );
		} );
	}

	/**
	 * @param string $field Id of a custom field of AccessAlly.
	 * @return Result
	 */
	public static function set_field( int $user_id, string $field, string $value ): array {
		return self::for_contact( $user_id, static function ( string $contact ) use ( $field, $value ): array {
			if ( ! Calls::can( 'AccessAllyAPI', 'set_crm_contact_data' ) ) {
				return self::missing();
			}
			$known = self::fields();
			if ( array() !== $known && ! isset( $known[ $field ] ) ) {
				return self::not( 'invalid', __( 'AccessAlly has no custom field with this id.', 'slotbridge' ) );
			}
			return false === Calls::tried( 'AccessAllyAPI', 'set_crm_contact_data', $contact, array( $field => $value ) )
				? self::not( 'refused', __( 'AccessAlly did not take the value.', 'slotbridge' ) )
				: array( 'done' => true );
		} );
	}

	/**
	 * Marks an objective, through one of ProgressAlly's Events whose action checks it: there is no method that does it directly.
	 *
	 * @param string $event Number of the Event that the owner made for it; '' says how to make one.
	 * @return Result
	 */
	public static function mark_objective( int $user_id, string $event ): array {
		if ( ! get_userdata( $user_id ) instanceof \WP_User ) {
			return self::not( 'no-user', __( 'There is no such user.', 'slotbridge' ) );
		}
		if ( ! Progress::licensed() ) {
			return self::not( 'unlicensed', __( 'ProgressAlly is not there, or has no licence.', 'slotbridge' ) );
		}
		if ( ! Calls::can( 'ProgressAllyExternalInteractions', 'trigger_event' ) ) {
			return self::missing();
		}
		$events = Calls::list_of( 'ProgressAllyExternalInteractions', 'get_event_list' );
		if ( '' === Calls::id( $event ) || ( null !== $events && ! isset( $events[ $event ] ) ) ) {
			return self::not( 'invalid', __( 'ProgressAlly cannot mark an objective directly. Make an Event in ProgressAlly whose action checks the objective, and name that Event here.', 'slotbridge' ) );
		}
		if ( false === Calls::tried( 'ProgressAllyExternalInteractions', 'trigger_event', $user_id, (int) $event ) ) {
			return self::not( 'refused', __( 'ProgressAlly did not run the Event; perhaps it runs only once for each member.', 'slotbridge' ) );
		}
		ProgressWatch::look();
		return self::seen( $user_id );
	}

	/** @return array<array-key, string> Label by id of AccessAlly's custom fields; none: it does not tell. */
	public static function fields(): array {
		$found = array();
		foreach ( array( 'Text', 'Integer' ) as $type ) {
			foreach ( Calls::list_of( 'AccessAllyAPI', 'get_crm_custom_field_list', $type ) ?? array() as $row ) {
				$id = is_array( $row ) ? Calls::text( $row['Id'] ?? null ) : '';
				if ( is_array( $row ) && '' !== $id ) {
					$found[ $id ] = Calls::text( $row['Label'] ?? null );
				}
			}
		}
		return $found;
	}

	/**
	 * @param callable( string ): Result $work Does it for the user's contact.
	 * @return Result
	 */
	private static function for_contact( int $user_id, callable $work ): array {
		if ( ! get_userdata( $user_id ) instanceof \WP_User ) {
			return self::not( 'no-user', __( 'There is no such user.', 'slotbridge' ) );
		}
		if ( ! Adapter::isLicensed() ) {
			return self::not( 'unlicensed', __( 'AccessAlly is not there, or has no licence.', 'slotbridge' ) );
		}
		$contact = Snapshots::contact( $user_id );
		return null === $contact ? self::not( 'no-contact', __( 'AccessAlly has no contact for this user.', 'slotbridge' ) ) : $work( $contact );
	}

	/**
	 * Brings AccessAlly's own copy of the tags up to date after a method that changes the contact only.
	 *
	 * @param list<string> $added   Tags.
	 * @param list<string> $removed Tags.
	 */
	private static function refresh( string $contact, int $user_id, array $added, array $removed ): void {
		$tags   = Tags::of( $user_id );
		$system = Calls::text( ( Calls::list_of( 'AccessAllySettingSetup', 'get_api_settings' ) ?? array() )['system'] ?? null );
		if ( null !== $tags && '' !== $system ) {
			Calls::answer( 'AccessAllyUserTags', 'sync_user_tag_list', $contact, array_map( 'intval', Calls::ids( array_diff( array_merge( $tags, $added ), $removed ) ) ), $system );
		}
	}

	/**
	 * @param callable( list<string>|null ): bool $is_done Looks at the user's tags.
	 * @return Result
	 */
	private static function see( int $user_id, callable $is_done ): array {
		$done = $is_done( Tags::of( $user_id ) );
		return $done ? self::seen( $user_id ) : self::not( 'refused', __( 'AccessAlly was asked, but the member’s tags did not change.', 'slotbridge' ) );
	}

	/** @return Done And what it changed of the user is looked at when the request ends. */
	private static function seen( int $user_id ): array {
		Members::forget( $user_id );
		MemberWatch::look_at( $user_id );
		return array( 'done' => true );
	}

	/** @return NotDone */
	private static function missing(): array {
		return self::not( 'missing', __( 'This version of AccessAlly has no method for it.', 'slotbridge' ) );
	}

	/**
	 * @param 'no-user'|'no-contact'|'unlicensed'|'missing'|'refused'|'invalid' $reason  Why.
	 * @param string                                                           $message In words.
	 * @return NotDone
	 */
	private static function not( string $reason, string $message ): array {
		return array(
			'done'    => false,
			'reason'  => $reason,
			'message' => $message,
		);
	}
}
