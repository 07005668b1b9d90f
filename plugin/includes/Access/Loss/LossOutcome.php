<?php
/**
 * What the bridge says of the bookings of an entry, put into the entry: what was done, what could not be done and why, what is still under way.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

final class LossOutcome {

	/** @param array<string, array<array-key, mixed>> $told What the bridge said, by the id of the wish. */
	public static function apply( Loss $loss, array $told ): void {
		$before  = $loss->state;
		$waiting = '';
		$open    = 0;
		$list    = array();
		foreach ( $loss->bookings as $booking ) {
			if ( in_array( $booking['state'], array( Loss::CANCELLING, Loss::RESTORING ), true ) ) {
				$item            = $told[ $booking['wish'] ] ?? null;
				$reason          = is_string( $item['reason'] ?? null ) ? $item['reason'] : '';
				$booking['sent'] = null !== $item; // A bridge that does not know it, because it was restored, is asked again with the same id.
				$cancels         = Loss::CANCELLING === $booking['state'];
				if ( 'delivered' === ( $item['state'] ?? null ) ) {
					$booking['state']  = $cancels ? 'cancelled' : 'restored';
					$booking['reason'] = '';
				} elseif ( 'dead' === ( $item['state'] ?? null ) ) {
					$booking['state']  = $cancels ? 'cancel-failed' : 'restore-failed';
					$booking['reason'] = $reason;
				} else {
					++$open;
					$waiting = '' === $reason ? $waiting : $reason;
				}
			}
			$list[] = $booking;
		}
		$loss->bookings = $list;
		$loss->note     = $waiting;
		$loss->next_at  = 0;
		if ( 0 === $open ) {
			self::close( $loss );
		}
		if ( LossTable::save( $loss, $before ) && 0 === $open ) {
			LossAudit::tell( $loss, $before );
		}
	}

	private static function close( Loss $loss ): void {
		$failed      = array_filter( $loss->bookings, static fn ( array $booking ): bool => in_array( $booking['state'], array( 'cancel-failed', 'restore-failed' ), true ) );
		$loss->state = match ( true ) {
			array() !== $failed             => Loss::FAILED,
			Loss::CANCELLING === $loss->state => Loss::CANCELLED,
			default                         => Loss::RESTORED,
		};
		$loss->note = array() === $failed ? '' : sprintf(
			/* translators: 1: number of bookings that failed, 2: number of all bookings. */
			_n( '%1$d of %2$d booking could not be changed.', '%1$d of %2$d bookings could not be changed.', count( $loss->bookings ), 'slotbridge' ),
			count( $failed ),
			count( $loss->bookings )
		);
	}
}
