<?php
/**
 * A decision in plain words: for the owner with every reason, for the member without a name that is not theirs to know.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

final class DecisionWords {

	private readonly string $person;
	private readonly string $thing;

	public function __construct( private readonly Decision $decision ) {
		$user         = $decision->user_id > 0 ? get_userdata( $decision->user_id ) : false;
		$name         = $user instanceof \WP_User ? People::name( $user ) : __( 'This person', 'slotbridge' );
		$this->person = $decision->user_id > 0 ? $name : __( 'A visitor', 'slotbridge' );
		$this->thing  = '' === $decision->thing ? __( 'this', 'slotbridge' ) : $decision->thing;
	}

	/** See Decision::words(). */
	public function for_owner(): string {
		if ( null !== $this->decision->membership ) {
			/* translators: 1: name of a person, 2: name of a calendar, 3: a sentence on what a member would see. */
			return sprintf( __( '%1$s sees %2$s only as a preview, because %1$s may edit calendars. Without that: %3$s', 'slotbridge' ), $this->person, $this->thing, $this->decision->membership->words() );
		}
		return $this->decision->allowed ? $this->allowed() : $this->denied();
	}

	/** See Decision::memberWords(). */
	public function for_member(): string {
		if ( $this->decision->is_preview() ) {
			return __( 'You see this because you may edit calendars. Members do not all see it.', 'slotbridge' );
		}
		if ( $this->decision->allowed ) {
			return null === $this->decision->until
				? __( 'You can see this calendar.', 'slotbridge' )
				/* translators: %s: date and time. */
				: sprintf( __( 'You can see this calendar until %s.', 'slotbridge' ), RuleWords::moment( $this->decision->until ) );
		}
		return 0 === $this->decision->user_id
			? __( 'This calendar is for members. Log in to see whether it is open to you.', 'slotbridge' )
			: __( 'This calendar is not open to you.', 'slotbridge' );
	}

	private function allowed(): string {
		$words = Reason::EVERYBODY === $this->decision->reason
			/* translators: 1: name of a person, 2: name of a calendar. */
			? sprintf( __( '%1$s sees %2$s because everybody does.', 'slotbridge' ), $this->person, $this->thing )
			: $this->allowed_by_rules();
		return null === $this->decision->until
			? $words
			/* translators: 1: a sentence, 2: date and time. */
			: sprintf( __( '%1$s It hides on %2$s.', 'slotbridge' ), $words, RuleWords::moment( $this->decision->until ) );
	}

	private function allowed_by_rules(): string {
		return 'none' === $this->decision->match
			/* translators: 1: name of a person, 2: name of a calendar, 3: list such as: the tag "Gold" and the role "Author". */
			? sprintf( __( '%1$s sees %2$s because everybody does who does not have %3$s.', 'slotbridge' ), $this->person, $this->thing, RuleWords::listed( $this->decision->rules ) )
			/* translators: 1: name of a person, 2: name of a calendar, 3: list such as: the tag "Gold" since 3 May 2026. */
			: sprintf( __( '%1$s sees %2$s because of %3$s.', 'slotbridge' ), $this->person, $this->thing, RuleWords::listed( $this->decision->rules, RuleResult::YES ) );
	}

	private function denied(): string {
		return match ( $this->decision->reason ) {
			Reason::UNKNOWN         => __( 'There is no such calendar on this site.', 'slotbridge' ),
			/* translators: %s: name of a calendar. */
			Reason::TRASHED         => sprintf( __( 'Nobody sees %s: it is in the trash.', 'slotbridge' ), $this->thing ),
			/* translators: %s: name of a calendar. */
			Reason::NOT_ACTIVE      => sprintf( __( 'Nobody sees %s: it is a draft.', 'slotbridge' ), $this->thing ),
			/* translators: 1: name of a calendar, 2: name of its group. */
			Reason::GROUP_INACTIVE  => sprintf( __( 'Nobody sees %1$s: its group "%2$s" is inactive.', 'slotbridge' ), $this->thing, $this->decision->group ),
			/* translators: 1: name of a calendar, 2: date and time. */
			Reason::ENDED           => sprintf( __( 'Nobody sees %1$s: it was to be seen until %2$s.', 'slotbridge' ), $this->thing, RuleWords::moment( $this->decision->until ?? 0 ) ),
			/* translators: %s: name of a calendar. */
			Reason::AUDIENCE_EMPTY  => sprintf( __( 'Nobody sees %s: it is for some people only, and nobody has been chosen yet.', 'slotbridge' ), $this->thing ),
			/* translators: %s: name of a calendar. */
			Reason::AUDIENCE_FAULTY => sprintf( __( 'Nobody sees %s: what is stored as its audience cannot be read. Choose the audience again and save.', 'slotbridge' ), $this->thing ),
			default                 => $this->denied_to_person(),
		};
	}

	private function denied_to_person(): string {
		/* translators: 1: name of a person, 2: name of a calendar. */
		$verdict = sprintf( __( '%1$s does not see %2$s:', 'slotbridge' ), $this->person, $this->thing );
		return $verdict . ' ' . match ( $this->decision->reason ) {
			Reason::VISITOR      => __( 'it is for certain people, and somebody who is not logged in cannot be told to be one of them.', 'slotbridge' ),
			Reason::UNKNOWN_USER => __( 'there is no such account.', 'slotbridge' ),
			Reason::OTHER_SITE   => __( 'the account is not a member of this site of the network.', 'slotbridge' ),
			Reason::NOT_PROVABLE => $this->not_provable(),
			default              => $this->rules_not_met(),
		};
	}

	private function rules_not_met(): string {
		$rules = $this->decision->rules;
		return match ( $this->decision->match ) {
			/* translators: %s: list such as: the tag "Gold" and the role "Author". */
			'all'   => sprintf( __( 'it needs %s, which is missing.', 'slotbridge' ), RuleWords::listed( $rules, RuleResult::NO ) ),
			/* translators: %s: list such as: the tag "Gold" since 3 May 2026. */
			'none'  => sprintf( __( 'it is hidden from everybody who has %s.', 'slotbridge' ), RuleWords::listed( $rules, RuleResult::YES ) ),
			default => 1 === count( $rules )
				/* translators: %s: such as: the tag "Gold". */
				? sprintf( __( 'it needs %s, which is missing.', 'slotbridge' ), RuleWords::listed( $rules ) )
				/* translators: %s: list such as: the tag "Gold" and the role "Author". */
				: sprintf( __( 'it needs at least one of %s, and all are missing.', 'slotbridge' ), RuleWords::listed( $rules ) ),
		};
	}

	private function not_provable(): string {
		$unknown = RuleWords::listed( $this->decision->rules, RuleResult::UNKNOWN );
		if ( '' === $unknown ) {
			return __( 'its group could not be read just now.', 'slotbridge' );
		}
		return 'none' === $this->decision->match
			/* translators: %s: list such as: the tag "Gold". */
			? sprintf( __( 'it is hidden from everybody who has %s, and AccessAlly cannot tell now who that is. What cannot be proved is not shown.', 'slotbridge' ), $unknown )
			/* translators: %s: list such as: the tag "Gold". */
			: sprintf( __( 'it needs %s, and AccessAlly cannot tell now who has it. What cannot be proved is not shown.', 'slotbridge' ), $unknown );
	}
}
