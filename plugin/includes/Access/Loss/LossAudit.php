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
				'subject'  => CalendarPostType::subject( $loss->calendar_id ),
				'entry'    => $loss->id,
				'user'     => $loss->user_id,
				'by'       => $loss->decided_by,
				'bookings' => count( $loss->bookings ),
				'reason'   => $loss->reason,
			)
		);
	}
}
