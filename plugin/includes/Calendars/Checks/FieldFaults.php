<?php
/**
 * Collects what is wrong with an input, field by field, in words for the person who typed it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Checks;

final class FieldFaults {

	/** @var array<string, string> Words by field path, e.g. `openHours/0/to`. */
	private array $words = array();

	/** The first fault of a field stays: later checks often fail only because of it. */
	public function add( string $field, string $words ): void {
		$this->words[ $field ] ??= $words;
	}

	public function any(): bool {
		return array() !== $this->words;
	}

	/** Whether this field, or anything inside it, is faulty. */
	public function has( string $field ): bool {
		foreach ( array_keys( $this->words ) as $path ) {
			if ( $path === $field || str_starts_with( $path, $field . '/' ) ) {
				return true;
			}
		}
		return false;
	}

	/** @return array<string, string> */
	public function all(): array {
		return $this->words;
	}

	/**
	 * The faults as WordPress hands errors on; `data.fields` has them one by one.
	 *
	 * @param string $code  E.g. `slotbridge_invalid_calendar`.
	 * @param string $intro What did not happen, as a sentence.
	 */
	public function to_error( string $code, string $intro ): \WP_Error {
		return new \WP_Error(
			$code,
			$intro . ' ' . implode( ' ', array_slice( array_values( $this->words ), 0, 3 ) ),
			array(
				'status' => 400,
				'fields' => $this->words,
			)
		);
	}
}
