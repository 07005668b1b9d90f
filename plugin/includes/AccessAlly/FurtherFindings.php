<?php
/**
 * The rows of the status page beyond tags and access: CommunityAlly, contacts, custom operations, hooks, ProgressAlly.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-import-type Finding from Findings
 */
final class FurtherFindings {

	/** @return list<Finding> */
	public static function all(): array {
		return array( self::community(), self::contacts(), self::operations(), self::bulk(), self::hooks() );
	}

	/** @return list<Finding> Rows on ProgressAlly, which can be there without AccessAlly. */
	public static function progress(): array {
		$title = __( 'ProgressAlly', 'slotbridge' );
		if ( ! Progress::active() ) {
			return array( Findings::row( 'progress', false, $title, __( 'No plugin with the class ProgressAlly is active.', 'slotbridge' ), __( 'Triggers for objectives, quizzes, pages, modules, courses and certificates cannot fire.', 'slotbridge' ) ) );
		}
		if ( ! Progress::licensed() ) {
			return array( Findings::row( 'progress', null, $title, __( 'ProgressAlly is active, but without a licence.', 'slotbridge' ), __( 'Progress triggers rest until ProgressAlly is licensed.', 'slotbridge' ) ) );
		}
		/* translators: %s: number of a version. */
		$detail = sprintf( __( 'ProgressAlly %s is active and licensed.', 'slotbridge' ), Progress::version() ?? '?' );
		return array(
			Findings::row( 'progress', Progress::readable() ? true : false, $title, $detail, Progress::readable() ? __( 'ProgressAlly tells nobody about progress, so SlotBridge looks into its table after a member’s own clicks, and in the scheduled check.', 'slotbridge' ) : __( 'Its table of progress was not found in the form that is known. Progress triggers cannot fire.', 'slotbridge' ) ),
			Findings::row( 'certificates', Progress::readable() ? null : false, __( 'Certificates', 'slotbridge' ), __( 'ProgressAlly keeps no list of certificates that were earned.', 'slotbridge' ), Progress::readable() ? __( 'A certificate counts as earned when its page is completed. That a member opened it cannot be seen.', 'slotbridge' ) : __( 'The certificate trigger cannot fire.', 'slotbridge' ) ),
			Findings::row( 'objectives-write', Calls::can( 'ProgressAllyExternalInteractions', 'trigger_event' ) ? null : false, __( 'Marking objectives', 'slotbridge' ), Findings::methods( 'ProgressAllyExternalInteractions::trigger_event' ), __( 'ProgressAlly has no method that marks an objective. Make an Event in ProgressAlly whose action checks it; workflows can then run that Event.', 'slotbridge' ) ),
		);
	}

	/** @return Finding */
	private static function community(): array {
		$groups = array();
		foreach ( Offerings::all() ?? array() as $offering ) {
			$groups = array_merge( $groups, array_column( $offering['pages'], 'group' ) );
		}
		$groups = Calls::ids( $groups );
		$title  = __( 'CommunityAlly groups', 'slotbridge' );
		return array() === $groups
			? Findings::row( 'community', false, $title, __( 'No page of an offering leads to a CommunityAlly group.', 'slotbridge' ), __( 'Groups cannot be chosen as an audience until an offering has a community page.', 'slotbridge' ) )
			/* translators: %d: number of groups. */
			: Findings::row( 'community', null, $title, sprintf( _n( '%d group.', '%d groups.', count( $groups ), 'slotbridge' ), count( $groups ) ), __( 'CommunityAlly does not tell who is in a group. Members count as in it when they can read the page that leads to it.', 'slotbridge' ) );
	}

	/** @return Finding */
	private static function contacts(): array {
		$reads = Calls::can( 'AccessAllyUserPermission', 'get_user_contact_id' ) || Calls::can( 'AccessAllyAPI', 'get_crm_contact_id' );
		$setup = Calls::list_of( 'AccessAllySettingSetup', 'get_api_settings' );
		/* translators: %s: name of the system that keeps the contacts. */
		$detail = sprintf( __( 'Contacts are kept in: %s.', 'slotbridge' ), Calls::text( $setup['system'] ?? null ) ?: '?' );
		return Findings::row( 'contacts', $reads, __( 'Contacts', 'slotbridge' ), $detail, $reads ? '' : __( 'The number of a member’s contact cannot be read: tags cannot be removed, custom operations cannot be run, and events carry no contact number.', 'slotbridge' ) );
	}

	/** @return Finding */
	private static function operations(): array {
		$runs = Calls::can( 'AccessAllyAPI', 'run_custom_operation' );
		return Findings::row(
			'operations',
			$runs ? null : false,
			__( 'Custom operations', 'slotbridge' ),
			Findings::methods( 'AccessAllyAPI::get_all_custom_operations', 'AccessAllyAPI::run_custom_operation' ),
			$runs ? __( 'Workflows can run them. AccessAlly tells nobody when it runs one itself: let the operation add a tag and choose that tag as the sign.', 'slotbridge' ) : __( 'Workflows cannot run custom operations.', 'slotbridge' )
		);
	}

	/** @return Finding */
	private static function bulk(): array {
		$source = BulkTags::source();
		return Findings::row(
			'bulk',
			null === $source ? null : true,
			__( 'Checking many members at once', 'slotbridge' ),
			null === $source ? __( 'No place was found from which the tags of many members can be read together with the same result as one by one.', 'slotbridge' ) : BulkTags::describe( $source ),
			null === $source ? __( 'The scheduled check asks AccessAlly for each member, which is slower on a site with many of them. Nothing is missed.', 'slotbridge' ) : ''
		);
	}

	/** @return Finding */
	private static function hooks(): array {
		$heard = Heard::all();
		$parts = array();
		foreach ( Heard::HOOKS as $hook ) {
			$time    = isset( $heard[ $hook ] ) ? (string) wp_date( Calls::text( get_option( 'date_format' ) ) . ' ' . Calls::text( get_option( 'time_format' ) ), $heard[ $hook ] ) : __( 'never', 'slotbridge' );
			/* translators: 1: name of a hook, 2: date and time, or "never". */
			$parts[] = sprintf( __( '%1$s: last heard %2$s', 'slotbridge' ), $hook, $time );
		}
		$recent = array_filter( $heard, static fn ( int $time ): bool => time() - $time < WEEK_IN_SECONDS );
		$state  = array() === $recent ? false : ( count( $recent ) === count( Heard::HOOKS ) ? true : null );
		$words  = match ( $state ) {
			true    => '',
			false   => __( 'None was heard for a week. Changes are found at logins and visits and by the scheduled check, so they may come later.', 'slotbridge' ),
			default => __( 'Some were not heard for a week. That is no fault where nothing of the kind happened; what they would tell is found by the scheduled check too.', 'slotbridge' ),
		};
		return Findings::row( 'hooks', $state, __( 'AccessAlly’s own signals', 'slotbridge' ), implode( '; ', $parts ) . '.', $words );
	}
}
