<?php
/**
 * Compares who may see which calendar with what was seen before. A first look is a baseline: nobody has lost anything then.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\Access\Access;
use SlotBridge\Access\Decision;
use SlotBridge\Access\Reason;
use SlotBridge\AccessAlly\Members;
use SlotBridge\Calendars\CalendarPostType;

final class LossScan {

	/** Since when everybody is to be looked at: Unix time. */
	public const WANTED = 'slotbridge_loss_wanted';

	/** Users that are read at once. */
	public const LOT = 200;

	/** Denials that are proved. What is unknown, faulty or gone is none: nobody loses a booking for what could not be told. */
	private const PROVED = array( Reason::RULES_NOT_MET, Reason::OTHER_SITE, Reason::NOT_ACTIVE, Reason::TRASHED, Reason::GROUP_INACTIVE, Reason::ENDED, Reason::AUDIENCE_EMPTY );

	/** @var list<int> Calendars that are on the site. */
	private array $calendars;

	public function __construct() {
		$found           = get_posts(
			array(
				'post_type'        => CalendarPostType::NAME,
				'post_status'      => 'publish',
				'numberposts'      => -1,
				'fields'           => 'ids',
				'orderby'          => 'ID',
				'order'            => 'ASC',
				'suppress_filters' => true, // A filter that hides calendars must not make them look lost.
			)
		);
		$this->calendars = array_values( array_map( 'intval', $found ) );
		_prime_post_caches( $this->calendars );
	}

	/** A calendar or a group was changed: everybody may be concerned. */
	public static function ask_for_pass(): void {
		update_option( self::WANTED, time(), false );
	}

	/** Whether this denial is proved. */
	public static function is_proved( Decision $decision ): bool {
		return ! $decision->allowed && in_array( $decision->reason, self::PROVED, true );
	}

	/** Whether it is the member who lost something; else the calendar was closed to everybody. */
	public static function is_about_member( Decision $decision ): bool {
		return in_array( $decision->reason, array( Reason::RULES_NOT_MET, Reason::OTHER_SITE ), true );
	}

	/**
	 * Looks at some users.
	 *
	 * @param array<int, list<int>> $users What each could see before, by user id.
	 */
	public function look_at( array $users ): void {
		$ids = array_keys( $users );
		cache_users( $ids );
		$open = array();
		foreach ( LossTable::open_of( $ids ) as $loss ) {
			$open[ $loss->user_id ][] = $loss;
		}
		foreach ( $users as $user_id => $before ) {
			Members::forget( $user_id );
			$this->compare( $user_id, $before );
			array_map( array( self::class, 'close_if_regained' ), $open[ $user_id ] ?? array() );
			Members::forget( $user_id );
		}
		foreach ( array( 'user_meta', 'users' ) as $group ) { // A pass must not fill the memory.
			wp_cache_delete_multiple( $ids, $group );
		}
	}

	/** Closes an entry whose member sees the calendar again. */
	public static function close_if_regained( Loss $loss ): bool {
		if ( ! Access::membership( $loss->user_id, $loss->calendar_id )->allowed ) {
			return false;
		}
		$before      = $loss->state;
		$loss->state = Loss::REGAINED;
		$loss->note  = __( 'The member has access again, so nothing was changed.', 'slotbridge' );
		if ( LossTable::save( $loss, $before ) ) {
			LossAudit::tell( $loss, $before );
		}
		return true;
	}

	/** @param list<int> $before Calendars that the user could see. */
	private function compare( int $user_id, array $before ): void {
		$sees = array();
		foreach ( array_unique( array_merge( $this->calendars, $before ) ) as $calendar_id ) {
			$decision = Access::membership( $user_id, $calendar_id );
			$had      = in_array( $calendar_id, $before, true );
			if ( $decision->allowed ) {
				$sees[] = $calendar_id;
			} elseif ( $had && self::is_proved( $decision ) ) {
				self::enter( $user_id, $calendar_id, $decision );
			} elseif ( $had && Reason::UNKNOWN !== $decision->reason ) {
				$sees[] = $calendar_id; // It cannot be told now: what was seen last counts until it can.
			}
		}
		SeenTable::save( $user_id, $sees );
	}

	private static function enter( int $user_id, int $calendar_id, Decision $decision ): void {
		$settings = LossSettings::read();
		foreach ( LossTable::open_of( array( $user_id ) ) as $open ) {
			if ( $open->calendar_id === $calendar_id ) {
				return;
			}
		}
		$grace = LossSettings::CANCEL === $settings['mode'] ? $settings['graceHours'] * HOUR_IN_SECONDS : 0;
		LossTable::add( $user_id, $calendar_id, time() + $grace, $decision->words() );
	}
}
