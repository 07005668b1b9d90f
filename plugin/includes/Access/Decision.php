<?php
/**
 * The answer to "may this person see this, and why": the verdict, its reason, and every rule that was looked at.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

final class Decision {

	/**
	 * @param bool             $allowed    The verdict.
	 * @param string           $reason     One of the codes of Reason.
	 * @param int              $user_id    The person; 0: a visitor.
	 * @param string           $thing      Name of the calendar; '' when it is about something else, such as a block.
	 * @param string           $match      How the rules go together: any, all or none.
	 * @param list<RuleResult> $rules      The rules, if any were looked at.
	 * @param int|null         $until      Unix time at which an allowed person stops seeing it, where that is set.
	 * @param string           $group      Name of the group that the calendar is in; '': none.
	 * @param bool             $inherited  Whether the audience is the group's.
	 * @param self|null        $membership Behind a preview: what the person would be told as a member.
	 */
	public function __construct(
		public readonly bool $allowed,
		public readonly string $reason,
		public readonly int $user_id,
		public readonly string $thing = '',
		public readonly string $match = 'any',
		public readonly array $rules = array(),
		public readonly ?int $until = null,
		public readonly string $group = '',
		public readonly bool $inherited = false,
		public readonly ?self $membership = null
	) {}

	/** Whether the person sees it only because they look after calendars. */
	public function is_preview(): bool {
		return Reason::PREVIEW === $this->reason;
	}

	/** The same person as somebody who looks after calendars. */
	public function as_preview(): self {
		return new self( true, Reason::PREVIEW, $this->user_id, $this->thing, $this->match, $this->rules, null, $this->group, $this->inherited, $this );
	}

	/** The same verdict on the audience, told of a calendar. */
	public function about( string $thing, ?int $until, string $group, bool $inherited ): self {
		return new self( $this->allowed, $this->reason, $this->user_id, $thing, $this->match, $this->rules, $this->allowed ? $until : null, $group, $inherited );
	}

	/** For the owner: who sees what, and why, in plain text. */
	public function words(): string {
		return ( new DecisionWords( $this ) )->for_owner();
	}

	/** For the person themselves, in plain text: it names no tag and no Team, and is the same for a calendar that is hidden and one that does not exist. */
	public function memberWords(): string {
		return ( new DecisionWords( $this ) )->for_member();
	}

	/** @return array{allowed: bool, reason: string, preview: bool, match: string, rules: list<array{kind: string, id: string, name: string, as: string|null, result: string, since: string|null, words: string}>, until: string|null, group: string, inherited: bool, words: string, memberWords: string} For the REST API. */
	public function to_array(): array {
		return array(
			'allowed'     => $this->allowed,
			'reason'      => $this->reason,
			'preview'     => $this->is_preview(),
			'match'       => $this->match,
			'rules'       => array_map( static fn ( RuleResult $rule ): array => $rule->to_array(), $this->rules ),
			'until'       => null === $this->until ? null : gmdate( 'Y-m-d\TH:i:s\Z', $this->until ),
			'group'       => $this->group,
			'inherited'   => $this->inherited,
			'words'       => $this->words(),
			'memberWords' => $this->memberWords(),
		);
	}
}
