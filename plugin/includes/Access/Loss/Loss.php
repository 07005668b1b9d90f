<?php
/**
 * One member's loss of access to one calendar, the future bookings that were found, and what becomes of them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

/**
 * A booking. `state`: found, cancelling, cancelled, cancel-failed, restoring, restored, restore-failed. `number` and `sequence` are what the bridge
 * knows it by, `wish` is the id of the last thing that was asked of the bridge, `sent` whether the bridge has it.
 *
 * @phpstan-type Booking array{id: string, contactId: string, startTime: string, endTime: string|null, title: string|null, status: string, connectionId: string, server: string, number: int, sequence: int, wish: string, sent: bool, state: string, reason: string}
 */
final class Loss {

	public const WAITING    = 'waiting';
	public const ASKED      = 'asked';
	public const KEPT       = 'kept';
	public const CANCELLING = 'cancelling';
	public const CANCELLED  = 'cancelled';
	public const RESTORING  = 'restoring';
	public const RESTORED   = 'restored';
	public const FAILED     = 'failed';
	public const REGAINED   = 'regained';

	public const STATES = array( self::WAITING, self::ASKED, self::KEPT, self::CANCELLING, self::CANCELLED, self::RESTORING, self::RESTORED, self::FAILED, self::REGAINED );

	/**
	 * @param int           $lost_at    Unix time, as all of them.
	 * @param int           $due_at     When its grace ends.
	 * @param bool          $looked     Whether HighLevel was asked for bookings since that was last wanted.
	 * @param int           $next_at    Not to be worked on before.
	 * @param list<Booking> $bookings   What was found.
	 * @param string        $reason     Why access was lost, in the words of then.
	 * @param string        $note       What happened since, for the owner; '' nothing.
	 * @param int           $decided_by User id; 0: by itself, by the owner's rule.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $user_id,
		public readonly int $calendar_id,
		public readonly int $lost_at,
		public int $due_at,
		public string $state,
		public bool $looked,
		public int $next_at,
		public array $bookings,
		public readonly string $reason,
		public string $note,
		public int $decided_by,
		public int $changed_at
	) {}

	/** Whether nothing was decided yet. */
	public function is_open(): bool {
		return in_array( $this->state, array( self::WAITING, self::ASKED ), true );
	}

	/** Whether the bridge is at it. */
	public function is_under_way(): bool {
		return in_array( $this->state, array( self::CANCELLING, self::RESTORING ), true );
	}

	public function can_keep(): bool {
		return $this->is_open();
	}

	/** Also after a failure, and after the owner kept what they did not want to keep. */
	public function can_cancel(): bool {
		return $this->is_open() || ( in_array( $this->state, array( self::FAILED, self::KEPT, self::RESTORED ), true ) && array() !== $this->future( array( 'found', 'cancel-failed', 'restored' ) ) );
	}

	public function can_undo(): bool {
		return ! $this->is_under_way() && array() !== $this->future( array( 'cancelled', 'restore-failed' ) );
	}

	/**
	 * Bookings whose time has not come.
	 *
	 * @param list<string> $states Only in these states.
	 * @return list<int> Their places in the list.
	 */
	public function future( array $states ): array {
		$places = array();
		foreach ( $this->bookings as $place => $booking ) {
			if ( in_array( $booking['state'], $states, true ) && (int) strtotime( $booking['startTime'] ) > time() ) {
				$places[] = $place;
			}
		}
		return $places;
	}

	/**
	 * Asks something of the bridge for these bookings; it is sent by LossWork.
	 *
	 * @param list<int> $places Places in the list.
	 * @param string    $state  `cancelling` or `restoring`.
	 */
	public function wish( array $places, string $state ): void {
		$list = array();
		foreach ( $this->bookings as $place => $booking ) {
			if ( in_array( $place, $places, true ) ) {
				$booking['wish']   = wp_generate_uuid4();
				$booking['state']  = $state;
				$booking['sent']   = false;
				$booking['reason'] = '';
				++$booking['sequence'];
			}
			$list[] = $booking;
		}
		$this->bookings = $list;
	}
}
