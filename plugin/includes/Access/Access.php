<?php
/**
 * The one place that decides whether a person may see a calendar, or anything else that is shown to an audience.
 *
 * Everything that shows something asks here: the shortcode, blocks, the REST API, mails, the tool that explains it to the owner.
 * What cannot be proved is denied.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarStore;
use SlotBridge\Calendars\Capabilities;
use SlotBridge\Calendars\ExactGroupText;
use SlotBridge\Calendars\GroupStore;
use SlotBridge\Calendars\GroupTaxonomy;

final class Access {

	/**
	 * May this user see this calendar of the current site, and why? Who may edit calendars sees the hidden ones too, as a preview.
	 *
	 * @param int $user_id     0: a visitor who is not logged in.
	 * @param int $calendar_id Any number; what is not a calendar is denied.
	 */
	public static function calendar( int $user_id, int $calendar_id ): Decision {
		$decision = self::membership( $user_id, $calendar_id );
		if ( $decision->allowed || $user_id < 1 || ! Reason::leaves_preview( $decision->reason ) || ! user_can( $user_id, Capabilities::EDIT ) ) {
			return $decision;
		}
		return $decision->as_preview();
	}

	/** The same for members only: nobody is let in for looking after calendars. It is what bookings go by. */
	public static function membership( int $user_id, int $calendar_id ): Decision {
		$post = $calendar_id > 0 ? get_post( $calendar_id ) : null;
		if ( ! $post instanceof \WP_Post || ! CalendarPostType::is_calendar( $post ) ) {
			return new Decision( false, Reason::UNKNOWN, $user_id );
		}
		if ( 'publish' !== $post->post_status ) {
			return new Decision( false, 'trash' === $post->post_status ? Reason::TRASHED : Reason::NOT_ACTIVE, $user_id, $post->post_title );
		}
		$terms = get_the_terms( $post, GroupTaxonomy::NAME );
		$group = is_array( $terms ) ? reset( $terms ) : null;
		if ( is_wp_error( $terms ) ) {
			return new Decision( false, Reason::NOT_PROVABLE, $user_id, $post->post_title );
		}
		return self::with_group( $user_id, $post, $group instanceof \WP_Term ? $group : null );
	}

	/**
	 * May this user see what is shown to this audience?
	 *
	 * @param int                          $user_id  0: a visitor who is not logged in.
	 * @param array<array-key, mixed>|null $audience Null: everybody, visitors too.
	 */
	public static function audience( int $user_id, ?array $audience ): Decision {
		if ( null === $audience ) {
			return new Decision( true, Reason::EVERYBODY, $user_id );
		}
		$parsed = Rules::parse( $audience );
		if ( null === $parsed ) {
			return new Decision( false, Reason::AUDIENCE_FAULTY, $user_id );
		}
		if ( array() === $parsed['rules'] ) {
			return new Decision( false, Reason::AUDIENCE_EMPTY, $user_id );
		}
		return self::of_rules( $user_id, $parsed );
	}

	private static function with_group( int $user_id, \WP_Post $post, ?\WP_Term $group ): Decision {
		$name = null === $group ? '' : ExactGroupText::decode( $group->name );
		if ( null !== $group && ! in_array( get_term_meta( $group->term_id, GroupStore::STATUS, true ), array( '', 'active' ), true ) ) {
			return new Decision( false, Reason::GROUP_INACTIVE, $user_id, $post->post_title, group: $name );
		}
		$until = VisibleUntil::earliest( $post->ID, $group->term_id ?? null );
		if ( null !== $until && $until <= time() ) {
			return new Decision( false, Reason::ENDED, $user_id, $post->post_title, until: $until, group: $name );
		}
		$audience  = CalendarStore::audience( $post->ID );
		$inherited = null === $audience && null !== $group;
		if ( $inherited ) {
			$audience = GroupStore::audience( $group->term_id );
		}
		$decision = null === $audience || is_array( $audience ) ? self::audience( $user_id, $audience ) : new Decision( false, Reason::AUDIENCE_FAULTY, $user_id );
		return $decision->about( $post->post_title, $until, $name, $inherited );
	}

	/** @param array{match: string, rules: non-empty-list<array{kind: string, id: string, name: string, as: string|null}>} $parsed Of Rules::parse(). */
	private static function of_rules( int $user_id, array $parsed ): Decision {
		if ( $user_id < 1 ) {
			return new Decision( false, Reason::VISITOR, $user_id, match: $parsed['match'] ); // It may be a member who is not logged in.
		}
		$user = get_userdata( $user_id );
		if ( ! $user instanceof \WP_User || ! $user->exists() ) {
			return new Decision( false, Reason::UNKNOWN_USER, $user_id, match: $parsed['match'] );
		}
		if ( is_multisite() && ! is_user_member_of_blog( $user_id ) ) {
			return new Decision( false, Reason::OTHER_SITE, $user_id, match: $parsed['match'] ); // User meta, where Teams rest, is one for the whole network.
		}
		$results = Rules::hold_against( $parsed, $user );
		$sum     = Rules::sum( $parsed['match'], $results );
		$reason  = match ( $sum ) {
			RuleResult::YES => Reason::RULES,
			RuleResult::NO  => Reason::RULES_NOT_MET,
			default         => Reason::NOT_PROVABLE,
		};
		return new Decision( RuleResult::YES === $sum, $reason, $user_id, match: $parsed['match'], rules: $results );
	}
}
