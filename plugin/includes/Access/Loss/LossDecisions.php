<?php
/**
 * What the owner decides about an entry: keep its bookings, cancel them, take a cancellation back.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

final class LossDecisions {

	/** Null: done. Else why not, for the owner. */
	public static function keep( Loss $loss, int $by ): ?string {
		if ( ! $loss->can_keep() ) {
			return __( 'This has been decided already.', 'slotbridge' );
		}
		$before           = $loss->state;
		$loss->state      = Loss::KEPT;
		$loss->note       = '';
		$loss->decided_by = $by;
		return self::save( $loss, $before );
	}

	/** Null: begun. Else why not, for the owner. */
	public static function cancel( Loss $loss, int $by ): ?string {
		if ( ! $loss->can_cancel() ) {
			return __( 'There is no future booking here that could be cancelled.', 'slotbridge' );
		}
		return self::begin_to_cancel( $loss, $by );
	}

	/** HighLevel is asked once more before anything is cancelled: the bookings may be others by now. */
	public static function begin_to_cancel( Loss $loss, int $by ): ?string {
		$before           = $loss->state;
		$loss->state      = Loss::CANCELLING;
		$loss->looked     = false;
		$loss->next_at    = 0;
		$loss->note       = '';
		$loss->decided_by = $by;
		$loss->bookings   = array_map( static fn ( array $booking ): array => in_array( $booking['state'], array( 'cancel-failed', 'restored' ), true ) ? array_replace( $booking, array( 'state' => 'found' ) ) : $booking, $loss->bookings );
		return self::save( $loss, $before );
	}

	/** Null: begun. Else why not, for the owner. */
	public static function undo( Loss $loss, int $by ): ?string {
		if ( ! $loss->can_undo() ) {
			return __( 'There is no cancelled booking here whose time is still to come.', 'slotbridge' );
		}
		$before           = $loss->state;
		$loss->state      = Loss::RESTORING;
		$loss->looked     = true;
		$loss->next_at    = 0;
		$loss->note       = '';
		$loss->decided_by = $by;
		$loss->wish( $loss->future( array( 'cancelled', 'restore-failed' ) ), Loss::RESTORING );
		return self::save( $loss, $before );
	}

	private static function save( Loss $loss, string $before ): ?string {
		if ( ! LossTable::save( $loss, $before ) ) {
			return __( 'Somebody else has just decided about this. Load the list again.', 'slotbridge' );
		}
		LossAudit::tell( $loss, $before );
		return null;
	}
}
