<?php
/**
 * The form of ProgressAlly's answers. It is not known, so two are played (mode `progress_form`): who reads progress has to understand both.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInProgressAnswers {

	/** From 0.0 to 1.0, or whole percent. */
	public static function part( float $part ): float|int {
		return self::is_percent() ? (int) round( 100 * $part ) : $part;
	}

	/**
	 * @param list<int> $numbers Of objectives.
	 * @return list<int|string> Numbers, or text.
	 */
	public static function numbers( array $numbers ): array {
		return self::is_percent() ? array_map( 'strval', $numbers ) : $numbers;
	}

	/** The text and false for none, or Unix time and 0 for none. */
	public static function time( ?string $at ): string|int|false {
		if ( self::is_percent() ) {
			return null === $at ? 0 : (int) strtotime( "$at UTC" );
		}
		return $at ?? false;
	}

	private static function is_percent(): bool {
		return 'percent' === AccessAllyStandInMode::get( 'progress_form' );
	}
}
