<?php
/**
 * An entry as the owner's list shows it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\Access\People;

final class LossView {

	/** @return array<string, mixed> */
	public static function of( Loss $loss ): array {
		$title = wp_specialchars_decode( get_the_title( $loss->calendar_id ), ENT_QUOTES );
		return array(
			'id'        => $loss->id,
			'member'    => People::describe( $loss->user_id ),
			'calendar'  => array(
				'id'   => $loss->calendar_id,
				/* translators: %d: number of a calendar. */
				'name' => '' === $title ? sprintf( __( 'Calendar %d', 'slotbridge' ), $loss->calendar_id ) : $title,
			),
			'state'     => $loss->state,
			'lostAt'    => self::written( $loss->lost_at ),
			'dueAt'     => Loss::WAITING === $loss->state ? self::written( $loss->due_at ) : null,
			'changedAt' => self::written( $loss->changed_at ),
			'reason'    => $loss->reason,
			'note'      => $loss->note,
			'decidedBy' => $loss->decided_by > 0 ? People::describe( $loss->decided_by )['name'] : null,
			'bookings'  => array_map(
				static fn ( array $booking ): array => array(
					'id'        => $booking['id'],
					'startTime' => $booking['startTime'],
					'endTime'   => $booking['endTime'],
					'title'     => $booking['title'],
					'state'     => $booking['state'],
					'reason'    => $booking['reason'],
				),
				$loss->bookings
			),
			'canKeep'   => $loss->can_keep(),
			'canCancel' => $loss->can_cancel(),
			'canUndo'   => $loss->can_undo(),
		);
	}

	private static function written( int $time ): string {
		return gmdate( 'Y-m-d\TH:i:s\Z', $time );
	}
}
