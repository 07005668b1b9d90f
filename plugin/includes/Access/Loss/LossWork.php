<?php
/**
 * The work on entries that needs HighLevel: looking for bookings, having them cancelled or restored, hearing how that went. In small lots, outside of any page.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\Access\Access;
use SlotBridge\Access\Reason;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;

final class LossWork {

	/** Entries, people or bookings that one call covers; the bridge's own bound. */
	private const LOT = 50;

	/** Seconds that the bridge may take to look: HighLevel's limit may keep it waiting. */
	private const PATIENCE = 30;

	/** So many people who lose access within an hour look more like a mistake than like a decision: then the owner is asked. */
	public const CROWD = 25;

	public function __construct( private readonly BridgeClient $client ) {}

	/**
	 * One round of everything.
	 *
	 * @throws BridgeFailure When the bridge or HighLevel does not answer; what was not done stays as it is.
	 */
	public function run(): void {
		$this->end_grace();
		$this->look();
		$this->follow();
	}

	/** Judges entries whose grace is over; nothing is called. */
	public function end_grace(): void {
		$mode = LossSettings::read()['mode'];
		foreach ( LossTable::due( self::LOT ) as $loss ) {
			if ( LossScan::close_if_regained( $loss ) ) {
				continue;
			}
			$decision = Access::membership( $loss->user_id, $loss->calendar_id );
			if ( in_array( $decision->reason, array( Reason::UNKNOWN, Reason::UNKNOWN_USER ), true ) ) {
				self::settle( $loss, Loss::KEPT, __( 'The calendar or the account is no longer on this site, so nothing was changed.', 'slotbridge' ) );
				continue;
			}
			if ( ! LossScan::is_proved( $decision ) ) {
				$loss->note    = __( 'It cannot be told now whether the member has access, so the grace goes on.', 'slotbridge' );
				$loss->next_at = time() + HOUR_IN_SECONDS;
				LossTable::save( $loss, Loss::WAITING );
				continue;
			}
			$why = LossScan::is_about_member( $decision )
				? ( LossTable::crowd( $loss->lost_at ) > self::CROWD ? __( 'Many people lost access at the same time, which may be a mistake. So nothing is cancelled without your word.', 'slotbridge' ) : '' )
				: __( 'The calendar was closed to everybody. So nothing is cancelled without your word.', 'slotbridge' );
			if ( LossSettings::CANCEL === $mode && '' === $why ) {
				LossDecisions::begin_to_cancel( $loss, 0 );
			} else {
				self::settle( $loss, Loss::ASKED, $why );
			}
		}
	}

	/** @throws BridgeFailure See run(). */
	public function look(): void {
		$lot = LossTable::to_look_at( self::LOT );
		if ( array() === $lot ) {
			return;
		}
		$emails = array();
		foreach ( $lot as $loss ) {
			$user                = get_userdata( $loss->user_id );
			$emails[ $loss->id ] = $user instanceof \WP_User && false !== is_email( $user->user_email ) ? strtolower( $user->user_email ) : '';
		}
		$asked = array_values( array_unique( array_filter( $emails ) ) );
		try {
			$answer = array() === $asked ? array() : $this->client->call( 'POST', '/v1/bookings/find', array(), (string) wp_json_encode( array( 'calendars' => array( $lot[0]->calendar_id ), 'emails' => $asked ) ), self::PATIENCE )->data(); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound -- Two words.
		} catch ( BridgeFailure $failure ) {
			self::put_off( $lot, $failure->getMessage() );
			throw $failure;
		}
		$found = Bookings::by_email( $answer );
		foreach ( $lot as $loss ) {
			self::note_found( $loss, Bookings::merge( $loss->bookings, $found[ $emails[ $loss->id ] ] ?? array() ) );
		}
	}

	/** Sends what is wished for and was not sent, and asks about the rest. @throws BridgeFailure See run(). */
	public function follow(): void {
		$lot  = LossTable::under_way( self::LOT );
		$send = array();
		foreach ( $lot as $loss ) {
			foreach ( $loss->bookings as $booking ) {
				if ( ! $booking['sent'] && '' !== $booking['wish'] && in_array( $booking['state'], array( Loss::CANCELLING, Loss::RESTORING ), true ) ) {
					$send[] = Bookings::change( $booking, $loss->calendar_id, self::name( $loss, $booking['startTime'] ) );
				}
			}
		}
		try {
			foreach ( array_chunk( $send, self::LOT ) as $changes ) {
				$this->client->call( 'POST', '/v1/bookings', array(), (string) wp_json_encode( array( 'changes' => $changes ) ) );
			}
			$this->hear( $lot );
		} catch ( BridgeFailure $failure ) {
			self::put_off( $lot, $failure->getMessage() );
			throw $failure;
		}
	}

	/**
	 * @param list<Loss> $lot Entries that the bridge is at.
	 * @throws BridgeFailure See run().
	 */
	private function hear( array $lot ): void {
		$numbers = array();
		foreach ( $lot as $loss ) {
			foreach ( $loss->bookings as $booking ) {
				if ( in_array( $booking['state'], array( Loss::CANCELLING, Loss::RESTORING ), true ) ) {
					$numbers[] = $booking['number'];
				}
			}
		}
		$told = array();
		foreach ( array_chunk( $numbers, self::LOT ) as $chunk ) {
			$answer = $this->client->call( 'GET', '/v1/bookings', array( 'bookings' => implode( ',', $chunk ) ) )->data();
			foreach ( is_array( $answer['bookings'] ?? null ) ? $answer['bookings'] : array() as $item ) {
				if ( is_array( $item ) && is_string( $item['id'] ?? null ) ) {
					$told[ $item['id'] ] = $item;
				}
			}
		}
		foreach ( $lot as $loss ) {
			LossOutcome::apply( $loss, $told );
		}
	}

	/** @param list<array{id: string, contactId: string, startTime: string, endTime: string|null, title: string|null, status: string, connectionId: string, server: string, number: int, sequence: int, wish: string, sent: bool, state: string, reason: string}> $bookings What there is. */
	private static function note_found( Loss $loss, array $bookings ): void {
		$before         = $loss->state;
		$loss->bookings = $bookings;
		$loss->looked   = true;
		$loss->note     = '';
		$found          = $loss->future( array( 'found' ) );
		if ( Loss::CANCELLING === $before ) {
			if ( array() === $found ) {
				$loss->state = Loss::KEPT;
				$loss->note  = __( 'HighLevel has no future booking of this member in this calendar any more, so there was nothing to cancel.', 'slotbridge' );
			}
			$loss->wish( $found, Loss::CANCELLING );
		} elseif ( array() === $found ) {
			LossTable::remove( $loss->id ); // Nothing to decide, nothing to tell.
			return;
		} elseif ( LossSettings::CANCEL !== LossSettings::read()['mode'] ) {
			self::settle( $loss, Loss::ASKED, '' );
			return;
		}
		if ( LossTable::save( $loss, $before ) && Loss::KEPT === $loss->state ) {
			LossAudit::tell( $loss, $before );
		}
	}

	private static function settle( Loss $loss, string $state, string $note ): void {
		$before      = $loss->state;
		$loss->state = $state;
		$loss->note  = $note;
		if ( LossTable::save( $loss, $before ) ) {
			LossAudit::tell( $loss, $before );
		}
	}

	/** @param list<Loss> $lot Entries that are tried again later: the longer it has not worked, the more seldom, once an hour at the least. */
	private static function put_off( array $lot, string $why ): void {
		foreach ( $lot as $loss ) {
			$loss->next_at = time() + max( 2 * MINUTE_IN_SECONDS, min( HOUR_IN_SECONDS, intdiv( time() - $loss->changed_at, 4 ) ) );
			$loss->note    = $why;
			LossTable::save( $loss, $loss->state );
		}
	}

	/** For Activity: without the member's name. */
	private static function name( Loss $loss, string $start ): string {
		$title = trim( (string) preg_replace( '/\p{Cc}+/u', ' ', wp_specialchars_decode( get_the_title( $loss->calendar_id ), ENT_QUOTES ) ) );
		return mb_substr( '' === $title ? "calendar {$loss->calendar_id}" : $title, 0, 150 ) . ', ' . mb_substr( $start, 0, 16 );
	}
}
