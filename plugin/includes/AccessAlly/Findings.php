<?php
/**
 * What was found of AccessAlly on this site, what is missing, and what follows for the owner: the data of the status page.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-type Finding array{id: string, state: 'found'|'missing'|'partly', title: string, detail: string, consequence: string}
 */
final class Findings {

	/**
	 * One row a capability, the most important first.
	 *
	 * @return list<Finding>
	 */
	public static function all(): array {
		$rows = array( self::accessally() );
		if ( Adapter::isActive() ) {
			$rows = array_merge( $rows, array( self::version(), self::tags_read(), self::tags_written(), self::offerings(), self::access(), self::teams() ), FurtherFindings::all() );
		}
		return array_merge( $rows, FurtherFindings::progress() );
	}

	/**
	 * One row.
	 *
	 * @param bool|null $found       Null: partly.
	 * @param string    $detail      What was looked for and found, for a person who helps the owner.
	 * @param string    $consequence What follows for the owner; '' where everything is as it should be.
	 * @return Finding
	 */
	public static function row( string $id, ?bool $found, string $title, string $detail, string $consequence ): array {
		return array(
			'id'          => $id,
			'state'       => null === $found ? 'partly' : ( $found ? 'found' : 'missing' ),
			'title'       => $title,
			'detail'      => $detail,
			'consequence' => $consequence,
		);
	}

	/** Which of these methods are there, in words for `detail`. */
	public static function methods( string ...$names ): string {
		$present = array_filter( $names, array( self::class, 'has' ) );
		$absent  = array_diff( $names, $present );
		$parts   = array();
		if ( array() !== $present ) {
			/* translators: %s: names of PHP methods. */
			$parts[] = sprintf( __( 'There: %s.', 'slotbridge' ), implode( ', ', $present ) );
		}
		if ( array() !== $absent ) {
			/* translators: %s: names of PHP methods. */
			$parts[] = sprintf( __( 'Missing: %s.', 'slotbridge' ), implode( ', ', $absent ) );
		}
		return implode( ' ', $parts );
	}

	/** Whether a method, written as `Class::method`, is there. */
	public static function has( string $name ): bool {
		[ $class_name, $method ] = explode( '::', $name, 2 ) + array( '', '' );
		return Calls::can( $class_name, $method );
	}

	/** @return Finding */
	private static function accessally(): array {
		$title = __( 'AccessAlly', 'slotbridge' );
		if ( ! Adapter::isActive() ) {
			return self::row( 'accessally', false, $title, __( 'No plugin with the class AccessAlly is active.', 'slotbridge' ), __( 'Calendars and groups go to HighLevel as before. Audiences by tag, offering or Team let nobody in, and none of the AccessAlly triggers can fire.', 'slotbridge' ) );
		}
		if ( ! Adapter::isLicensed() ) {
			return self::row( 'accessally', null, $title, __( 'AccessAlly is active, but without a licence, or its licence class has changed.', 'slotbridge' ), __( 'Without a licence AccessAlly protects nothing, so SlotBridge does not believe its tags and offerings: they count as unknown and let nobody in. Enter the licence key in AccessAlly.', 'slotbridge' ) );
		}
		return self::row( 'accessally', true, $title, __( 'AccessAlly is active and licensed.', 'slotbridge' ), '' );
	}

	/** @return Finding */
	private static function version(): array {
		$version = Adapter::version();
		$title   = __( 'Version of AccessAlly', 'slotbridge' );
		if ( null === $version ) {
			return self::row( 'version', null, $title, __( 'AccessAlly does not tell its version.', 'slotbridge' ), __( 'SlotBridge takes it for a current one. Changes are found when members log in or visit, and by the scheduled check.', 'slotbridge' ) );
		}
		/* translators: %s: number of a version. */
		$detail = sprintf( __( 'Version %s.', 'slotbridge' ), $version );
		return version_compare( $version, '4', '<' )
			? self::row( 'version', null, $title, $detail, __( 'Versions before 4.0 have no offerings. Their tags rest in user meta, so SlotBridge sees a changed tag at once.', 'slotbridge' ) )
			: self::row( 'version', true, $title, $detail, __( 'From version 4.0 on AccessAlly tells nobody when a tag changes. SlotBridge finds it at the member’s login or next visit, and else in the scheduled check.', 'slotbridge' ) );
	}

	/** @return Finding */
	private static function tags_read(): array {
		$by_user = Calls::can( 'AccessAllyUserPermission', 'get_cleaned_user_tags' ) || Tags::in_old_meta();
		$by_name = Calls::can( 'AccessAllyMembershipUtilities', 'get_all_tags' ) || Calls::can( 'AccessAllyAPI', 'get_all_tags' );
		return self::row(
			'tags-read',
			$by_user ? ( $by_name ? true : null ) : false,
			__( 'Reading tags', 'slotbridge' ),
			self::methods( 'AccessAllyUserPermission::get_cleaned_user_tags', 'AccessAllyMembershipUtilities::get_all_tags', 'AccessAllyAPI::get_all_tags' ),
			$by_user ? ( $by_name ? '' : __( 'Tags show as numbers, because their names cannot be read.', 'slotbridge' ) ) : __( 'Members’ tags are unknown: audiences by tag let nobody in, and tag triggers cannot fire.', 'slotbridge' )
		);
	}

	/** @return Finding */
	private static function tags_written(): array {
		$adds    = Calls::can( 'AccessAllyAPI', 'add_tag_by_wp_user_id' ) || Calls::can( 'AccessAllyMembershipUtilities', 'add_contact_tags' );
		$removes = Calls::can( 'AccessAllyMembershipUtilities', 'remove_contact_tags' );
		return self::row(
			'tags-write',
			$adds && $removes ? true : ( $adds || $removes ? null : false ),
			__( 'Adding and removing tags', 'slotbridge' ),
			self::methods( 'AccessAllyAPI::add_tag_by_wp_user_id', 'AccessAllyMembershipUtilities::add_contact_tags', 'AccessAllyMembershipUtilities::remove_contact_tags', 'AccessAllyUserTags::sync_user_tag_list' ),
			$adds && $removes ? '' : __( 'Workflows cannot change a member’s tags in both directions. Use a custom operation instead.', 'slotbridge' )
		);
	}

	/** @return Finding */
	private static function offerings(): array {
		$all = Offerings::all();
		if ( null === $all ) {
			return self::row( 'offerings', false, __( 'Offerings', 'slotbridge' ), self::methods( 'AccessAllyOfferings::get_all_offering_settings' ), __( 'Offerings cannot be chosen as an audience, and offering triggers cannot fire. Use tags.', 'slotbridge' ) );
		}
		$bare = array_filter( $all, static fn ( array $offering ): bool => array() === array_filter( $offering['pages'], static fn ( array $page ): bool => $page['post'] > 0 && Reading::is_protected( $page['post'] ) ) );
		/* translators: %d: number of offerings. */
		$detail = sprintf( _n( '%d offering.', '%d offerings.', count( $all ), 'slotbridge' ), count( $all ) );
		return array() === $bare
			? self::row( 'offerings', true, __( 'Offerings', 'slotbridge' ), $detail, '' )
			/* translators: %s: names of offerings. */
			: self::row( 'offerings', null, __( 'Offerings', 'slotbridge' ), $detail, sprintf( __( 'These have no published page that AccessAlly protects, so nobody can be shown to have them: %s.', 'slotbridge' ), implode( ', ', array_column( $bare, 'name' ) ) ) );
	}

	/** @return Finding */
	private static function access(): array {
		$asks = Calls::can( 'AccessAlly', 'can_current_user_read' );
		$skip = Calls::can( 'AccessAllyUserPermission', 'can_user_access_all_posts' );
		return self::row(
			'access',
			$asks ? ( $skip ? true : null ) : false,
			__( 'Checking who may read a page', 'slotbridge' ),
			self::methods( 'AccessAlly::can_current_user_read', 'AccessAllyUserPermission::can_user_access_all_posts', 'AccessAllyPostPermission::get_post_permission' ),
			$asks ? ( $skip ? '' : __( 'Administrators, who may read everything, cannot be told from members; their access triggers fire too.', 'slotbridge' ) ) : __( 'Access to offerings, modules and pages is unknown. SlotBridge does not guess it from tags: such audiences let nobody in, and access triggers cannot fire.', 'slotbridge' )
		);
	}

	/** @return Finding */
	private static function teams(): array {
		$teams   = TeamKeys::ids();
		$unnamed = array_diff( $teams, array_keys( Names::labels() ) );
		$title   = __( 'Teams', 'slotbridge' );
		if ( array() === $teams ) {
			return self::row( 'teams', null, $title, __( 'Nobody leads or belongs to a Team. They would show as user meta accessally_team_admin_… and accessally_team_child_….', 'slotbridge' ), __( 'If this site uses Teams, this version of AccessAlly keeps them elsewhere; use the tags that it gives to leaders and members.', 'slotbridge' ) );
		}
		/* translators: %d: number of Teams. */
		$detail = sprintf( _n( '%d Team.', '%d Teams.', count( $teams ), 'slotbridge' ), count( $teams ) );
		return self::row( 'teams', array() === $unnamed ? true : null, $title, $detail, array() === $unnamed ? '' : __( 'AccessAlly keeps no names with Teams. Give each one a name here, so that everybody knows which is meant.', 'slotbridge' ) );
	}
}
