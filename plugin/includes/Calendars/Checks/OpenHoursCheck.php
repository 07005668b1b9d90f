<?php
/**
 * Open hours: days of the week with a beginning and an end that do not overlap.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Checks;

final class OpenHoursCheck {

	private const FIELD = 'openHours';
	private const MOST  = 50;

	/**
	 * @return list<array{days: list<int>, from: string, to: string}> Days sorted; 0 is Sunday. Empty: HighLevel's own hours are left alone.
	 */
	public static function check( mixed $value, FieldFaults $faults ): array {
		if ( null === $value ) {
			return array();
		}
		if ( ! is_array( $value ) || ! array_is_list( $value ) ) {
			$faults->add( self::FIELD, __( 'Open hours have to be a list.', 'slotbridge' ) );
			return array();
		}
		if ( count( $value ) > self::MOST ) {
			/* translators: %d: greatest number of entries. */
			$faults->add( self::FIELD, sprintf( __( 'At most %d open hours fit into one calendar.', 'slotbridge' ), self::MOST ) );
			return array();
		}
		$hours = array();
		foreach ( $value as $index => $entry ) {
			$hours[] = self::entry( $entry, self::FIELD . '/' . $index, $faults );
		}
		if ( ! $faults->has( self::FIELD ) ) {
			self::find_overlaps( $hours, $faults );
		}
		return $hours;
	}

	/** @return array{days: list<int>, from: string, to: string} */
	private static function entry( mixed $entry, string $path, FieldFaults $faults ): array {
		if ( ! is_array( $entry ) || array() !== array_diff( array_keys( $entry ), array( 'days', 'from', 'to' ) ) ) {
			$faults->add( $path, __( 'Each entry needs days, a beginning and an end, and nothing else.', 'slotbridge' ) );
			return array(
				'days' => array(),
				'from' => '',
				'to'   => '',
			);
		}
		$from = self::time( $entry['from'] ?? null, false, $path . '/from', $faults );
		$to   = self::time( $entry['to'] ?? null, true, $path . '/to', $faults );
		if ( '' !== $from && '' !== $to && $to <= $from ) {
			/* translators: %s: time of the beginning, e.g. 09:00. */
			$faults->add( $path . '/to', sprintf( __( 'The end has to be later than the beginning (%s). For hours past midnight, end at 24:00 and add the next day.', 'slotbridge' ), $from ) );
		}
		return array(
			'days' => self::days( $entry['days'] ?? null, $path . '/days', $faults ),
			'from' => $from,
			'to'   => $to,
		);
	}

	/** @return list<int> */
	private static function days( mixed $value, string $path, FieldFaults $faults ): array {
		$days = array();
		foreach ( is_array( $value ) ? $value : array() as $day ) {
			$day = is_string( $day ) && 1 === preg_match( '/^[0-6]$/D', $day ) ? (int) $day : $day;
			if ( ! is_int( $day ) || $day < 0 || $day > 6 ) {
				$faults->add( $path, __( 'Days are numbers from 0 (Sunday) to 6 (Saturday).', 'slotbridge' ) );
				return array();
			}
			$days[] = $day;
		}
		$days = array_values( array_unique( $days ) );
		sort( $days );
		if ( array() === $days ) {
			$faults->add( $path, __( 'Choose at least one day.', 'slotbridge' ) );
		}
		return $days;
	}

	private static function time( mixed $value, bool $may_end_the_day, string $path, FieldFaults $faults ): string {
		$time = is_string( $value ) ? trim( $value ) : '';
		if ( 1 === preg_match( '/^([01][0-9]|2[0-3]):[0-5][0-9]$/D', $time ) || ( $may_end_the_day && '24:00' === $time ) ) {
			return $time;
		}
		$faults->add( $path, __( 'Write the time with four digits, for example 09:00 or 17:30.', 'slotbridge' ) );
		return '';
	}

	/** @param list<array{days: list<int>, from: string, to: string}> $hours Entries that are right by themselves. */
	private static function find_overlaps( array $hours, FieldFaults $faults ): void {
		global $wp_locale;
		foreach ( $hours as $later => $entry ) {
			foreach ( array_slice( $hours, 0, $later ) as $other ) {
				$shared = array_values( array_intersect( $entry['days'], $other['days'] ) );
				if ( array() === $shared || $entry['from'] >= $other['to'] || $other['from'] >= $entry['to'] ) {
					continue;
				}
				$day = $wp_locale instanceof \WP_Locale ? $wp_locale->get_weekday( $shared[0] ) : (string) $shared[0];
				/* translators: 1: weekday, 2 and 3: beginning and end of the one hours, 4 and 5: of the other. */
				$faults->add( self::FIELD . '/' . $later, sprintf( __( 'On %1$s, %2$s–%3$s overlaps with %4$s–%5$s.', 'slotbridge' ), $day, $entry['from'], $entry['to'], $other['from'], $other['to'] ) );
			}
		}
	}
}
