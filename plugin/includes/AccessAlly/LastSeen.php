<?php
/**
 * What was last seen of a whole list, and the comparison with what it is now: each change is told by one process, and by the next if that one dies.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class LastSeen {

	/** Seconds after which whoever wrote a change down without telling of it has died. */
	public const LEFT_BEHIND = MINUTE_IN_SECONDS;

	private readonly SharedOption $option;

	/** @param string $name Of the option that keeps it. */
	public function __construct( string $name ) {
		$this->option = new SharedOption( $name );
	}

	/**
	 * Writes down what there is now and tells how it differs. The first look tells nobody anything.
	 *
	 * A process that dies while it tells leaves what it was telling behind; that is then told as a whole, so a part of it may be told twice.
	 *
	 * @param array<array-key, mixed>                                          $now  What there is; of values that JSON keeps.
	 * @param callable(array<array-key, mixed>, array<array-key, mixed>): void $tell Gets what was there before, and what came after it.
	 * @param callable(): void|null                                            $changed Called once a change is written down, before it is told.
	 */
	public function compare( array $now, callable $tell, ?callable $changed = null ): void {
		$now    = (array) json_decode( (string) wp_json_encode( $now ), true ); // As it will be read, so that it compares with itself.
		$stored = $this->option->read();
		$seen   = is_array( $stored['now'] ?? null ) ? $stored['now'] : null;
		$before = is_array( $stored['before'] ?? null ) ? $stored['before'] : null;
		if ( null === $seen ) {
			$this->write( $now, null );
			return;
		}
		if ( null !== $before ) {
			if ( time() - ( is_int( $stored['at'] ?? null ) ? $stored['at'] : 0 ) < self::LEFT_BEHIND ) {
				return; // Somebody is telling just now; what has changed since is seen by the next look.
			}
			$tell( $before, $seen );
			if ( ! $this->write( $seen, null ) ) {
				return;
			}
		}
		if ( $seen === $now || ! $this->write( $now, $seen ) ) {
			return;
		}
		if ( null !== $changed ) {
			$changed();
		}
		$tell( $seen, $now );
		$this->write( $now, null );
	}

	/**
	 * @param array<array-key, mixed>      $now    What there is.
	 * @param array<array-key, mixed>|null $before What was there before, while that is still to be told.
	 * @return bool False: another process was first.
	 */
	private function write( array $now, ?array $before ): bool {
		return $this->option->swap(
			array(
				'now'    => $now,
				'before' => $before,
				'at'     => time(),
			)
		);
	}
}
