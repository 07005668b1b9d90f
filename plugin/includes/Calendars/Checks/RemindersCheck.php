<?php
/**
 * Reminders: who is reminded, how, and how long before the appointment.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Checks;

final class RemindersCheck {

	public const CHANNELS  = array( 'email', 'sms', 'whatsapp', 'inApp' );
	public const RECEIVERS = array( 'contact', 'assignedUser', 'guest' );
	public const UNITS     = array( 'minutes', 'hours', 'days' );
	public const MOST      = 20;

	private const FIELD = 'reminders';

	/** Minutes in one of each unit; 60 minutes and 1 hour are the same moment. */
	private const MINUTES = array(
		'minutes' => 1,
		'hours'   => 60,
		'days'    => 1440,
	);

	/**
	 * @return list<array{channel: string, receiver: string, before: array{value: int, unit: string}}>
	 */
	public static function check( mixed $value, FieldFaults $faults ): array {
		if ( null === $value ) {
			return array();
		}
		if ( ! is_array( $value ) || ! array_is_list( $value ) ) {
			$faults->add( self::FIELD, __( 'Reminders have to be a list.', 'slotbridge' ) );
			return array();
		}
		if ( count( $value ) > self::MOST ) {
			/* translators: 1: how many were given, 2: how many are allowed. */
			$faults->add( self::FIELD, sprintf( __( '%1$s reminders are too many; a calendar can have %2$d.', 'slotbridge' ), number_format_i18n( count( $value ) ), self::MOST ) );
			return array();
		}
		$reminders = array();
		foreach ( $value as $index => $entry ) {
			$reminders[] = self::entry( $entry, self::FIELD . '/' . $index, $faults );
		}
		if ( ! $faults->has( self::FIELD ) ) {
			self::find_doubles( $reminders, $faults );
		}
		return $reminders;
	}

	/** @return array{channel: string, receiver: string, before: array{value: int, unit: string}} */
	private static function entry( mixed $entry, string $path, FieldFaults $faults ): array {
		if ( ! is_array( $entry ) || array() !== array_diff( array_keys( $entry ), array( 'channel', 'receiver', 'before' ) ) ) {
			$faults->add( $path, __( 'Each reminder needs a channel, a receiver and a time before, and nothing else.', 'slotbridge' ) );
			return array(
				'channel'  => '',
				'receiver' => '',
				'before'   => array(
					'value' => 0,
					'unit'  => '',
				),
			);
		}
		return array(
			'channel'  => SimpleChecks::choice( $entry['channel'] ?? null, self::CHANNELS, $faults, $path . '/channel' ),
			'receiver' => SimpleChecks::choice( $entry['receiver'] ?? null, self::RECEIVERS, $faults, $path . '/receiver' ),
			'before'   => self::before( $entry['before'] ?? null, $path . '/before', $faults ),
		);
	}

	/** @return array{value: int, unit: string} */
	private static function before( mixed $before, string $path, FieldFaults $faults ): array {
		if ( ! is_array( $before ) || array() !== array_diff( array_keys( $before ), array( 'value', 'unit' ) ) ) {
			$faults->add( $path, __( 'Say how long before the appointment, for example 24 hours.', 'slotbridge' ) );
			return array(
				'value' => 0,
				'unit'  => '',
			);
		}
		return array(
			'value' => SimpleChecks::whole_number( $before['value'] ?? null, 1, 999, $faults, $path . '/value' ),
			'unit'  => SimpleChecks::choice( $before['unit'] ?? null, self::UNITS, $faults, $path . '/unit' ),
		);
	}

	/** @param list<array{channel: string, receiver: string, before: array{value: int, unit: string}}> $reminders Entries that are right by themselves. */
	private static function find_doubles( array $reminders, FieldFaults $faults ): void {
		$seen = array();
		foreach ( $reminders as $index => $reminder ) {
			$minutes = $reminder['before']['value'] * ( self::MINUTES[ $reminder['before']['unit'] ] ?? 1 );
			$mark    = $reminder['channel'] . ' ' . $reminder['receiver'] . ' ' . $minutes;
			if ( isset( $seen[ $mark ] ) ) {
				/* translators: 1 and 2: positions in the list, from 1. */
				$faults->add( self::FIELD . '/' . $index, sprintf( __( 'Reminder %1$d is the same as reminder %2$d. Change or remove one of them.', 'slotbridge' ), $index + 1, $seen[ $mark ] + 1 ) );
			} else {
				$seen[ $mark ] = $index;
			}
		}
	}
}
