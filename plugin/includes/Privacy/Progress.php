<?php
/**
 * How far an export or an erasure has come: WordPress tells its callbacks a page number and nothing else.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

final class Progress {

	private function __construct( private readonly string $name, public string $stage, public ?string $after, public int $tries ) {}

	/** Begins anew on page 1, and else goes on where the page before stopped. */
	public static function of( string $kind, string $email, int $page ): self {
		$name   = "slotbridge_{$kind}_" . md5( strtolower( $email ) );
		$stored = $page > 1 ? get_transient( $name ) : false;
		$stored = is_array( $stored ) ? $stored : array();
		return new self(
			$name,
			is_string( $stored['stage'] ?? null ) ? $stored['stage'] : 'local',
			is_string( $stored['after'] ?? null ) ? $stored['after'] : null,
			is_int( $stored['tries'] ?? null ) ? $stored['tries'] : 0
		);
	}

	public function save(): void {
		$state = array(
			'stage' => $this->stage,
			'after' => $this->after,
			'tries' => $this->tries,
		);
		set_transient( $this->name, $state, HOUR_IN_SECONDS );
	}

	public function end(): void {
		delete_transient( $this->name );
	}
}
