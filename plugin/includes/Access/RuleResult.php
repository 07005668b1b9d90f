<?php
/**
 * One rule of an audience, held against one person: met, not met, or not to be told.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\AccessAlly\MemberStore;

final class RuleResult {

	public const YES     = 'yes';
	public const NO      = 'no';
	public const UNKNOWN = 'unknown';

	/**
	 * @param int         $user_id The person.
	 * @param string      $kind    `tag`, `team`, `offering`, `role` or `communityGroup`.
	 * @param string      $id      What the rule is about.
	 * @param string      $name    Its name when the rule was made.
	 * @param string|null $part    Of a Team: `member` or `leader`; null: either.
	 * @param string      $result  One of the constants.
	 */
	public function __construct(
		public readonly int $user_id,
		public readonly string $kind,
		public readonly string $id,
		public readonly string $name,
		public readonly ?string $part,
		public readonly string $result
	) {}

	/**
	 * Since when the person is known to have it: Unix time. Read when it is asked for, so that a decision costs no query for it.
	 *
	 * @return int|null Null: not met, or since before SlotBridge first looked.
	 */
	public function since(): ?int {
		return self::YES === $this->result && 'role' !== $this->kind ? MemberStore::since( $this->user_id, $this->kind, $this->id ) : null;
	}

	/** @return array{kind: string, id: string, name: string, as: string|null, result: string, since: string|null, words: string} For the REST API. */
	public function to_array(): array {
		$since = $this->since();
		return array(
			'kind'   => $this->kind,
			'id'     => $this->id,
			'name'   => $this->name,
			'as'     => $this->part,
			'result' => $this->result,
			'since'  => null === $since ? null : gmdate( 'Y-m-d\TH:i:s\Z', $since ),
			'words'  => RuleWords::result( $this ),
		);
	}
}
