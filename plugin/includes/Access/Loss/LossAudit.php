<?php
/**
 * Tells the audit log what became of an entry, and who decided it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\Calendars\CalendarPostType;

final class LossAudit {

	public static function tell( Loss $loss, string $before ): void {
		do_action(
			'slotbridge_audit',
			'lost-access',
			$before,
			$loss->state,
			array(
				'subject'  => "member/{$loss->user_id}, " . CalendarPostType::subject( $loss->calendar_id ),
				'user'     => $loss->decided_by, // 0: by the owner's rule, not by whoever's visit started the timer.
				'entry'    => $loss->id,
				'bookings' => count( $loss->bookings ),
				'reason'   => $loss->reason,
			)
		);
	}
}
