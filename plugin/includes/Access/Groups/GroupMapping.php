<?php
/**
 * The owner's choice of what makes its calendar group by itself: each Team, each offering, or chosen offerings.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Groups;

final class GroupMapping {

	public const OPTION = 'slotbridge_group_mapping';

	/** Whose name a group has after the owner has renamed it by hand. */
	public const KEEP_OWNERS = 'keep';
	public const FOLLOW      = 'follow';

	/**
	 * @param bool         $teams     Whether each Team has a group.
	 * @param string       $offerings `none`, `all` or `chosen`.
	 * @param list<string> $chosen    Keys of offerings, for `chosen`.
	 * @param string       $names     One of the constants.
	 */
	public function __construct(
		public readonly bool $teams,
		public readonly string $offerings,
		public readonly array $chosen,
		public readonly string $names
	) {}

	/** What is stored; without it nothing makes groups. */
	public static function read(): self {
		$stored = get_option( self::OPTION );
		return self::from( is_array( $stored ) ? $stored : array() );
	}

	/** @param array<array-key, mixed> $given Any of the fields; the rest is as it is without a choice. */
	public static function from( array $given ): self {
		$offerings = $given['offerings'] ?? 'none';
		$chosen    = array();
		foreach ( is_array( $given['chosen'] ?? null ) ? $given['chosen'] : array() as $key ) {
			if ( is_string( $key ) && '' !== $key ) {
				$chosen[] = $key;
			}
		}
		return new self(
			true === ( $given['teams'] ?? false ),
			is_string( $offerings ) && in_array( $offerings, array( 'none', 'all', 'chosen' ), true ) ? $offerings : 'none',
			array_values( array_unique( $chosen ) ),
			self::FOLLOW === ( $given['names'] ?? '' ) ? self::FOLLOW : self::KEEP_OWNERS
		);
	}

	/** Stores it. */
	public function save(): void {
		update_option( self::OPTION, $this->to_array(), false );
	}

	/** Whether anything makes groups. */
	public function is_on(): bool {
		return $this->teams || 'all' === $this->offerings || ( 'chosen' === $this->offerings && array() !== $this->chosen );
	}

	/** Whether a group is to be there for this one. */
	public function wants( string $kind, string $id ): bool {
		return match ( $kind ) {
			'team'     => $this->teams,
			'offering' => 'all' === $this->offerings || ( 'chosen' === $this->offerings && in_array( $id, $this->chosen, true ) ),
			default    => false,
		};
	}

	/** @return array{teams: bool, offerings: string, chosen: list<string>, names: string} */
	public function to_array(): array {
		return array(
			'teams'     => $this->teams,
			'offerings' => $this->offerings,
			'chosen'    => $this->chosen,
			'names'     => $this->names,
		);
	}
}
