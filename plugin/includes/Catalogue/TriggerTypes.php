<?php
/**
 * What can happen on a site beyond calendars: each is a trigger that the owner switches on, and an event of its own then.
 *
 * The same list, in the bridge's words, is bridge/catalogue/events/event-types.json; a test holds the two together.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Catalogue;

final class TriggerTypes {

	private const MEMBER   = array( 'profile', 'access' );
	private const PROGRESS = array( 'profile', 'access', 'progress' );
	private const ORDER    = array( 'profile', 'access', 'order' );
	private const MESSAGE  = array( 'message' );

	/** @var array<string, TriggerType>|null By type, in the language that they were first asked for. */
	private static ?array $all = null;

	/** The language of `$all`. */
	private static string $language = '';

	/**
	 * Every trigger, in the order in which the owner sees them.
	 *
	 * @return array<string, TriggerType> By event type.
	 */
	public static function all(): array {
		$language = determine_locale();
		if ( null === self::$all || $language !== self::$language ) {
			self::$language = $language;
			self::$all      = array_column( array_merge( self::users(), self::members(), self::content(), self::teams(), self::progress(), self::sales(), self::inbound() ), null, 'type' );
		}
		return self::$all;
	}

	/** @return TriggerType|null Null: this is no trigger. */
	public static function find( string $type ): ?TriggerType {
		return self::all()[ $type ] ?? null;
	}

	/**
	 * @param string      $title See TriggerType, also for the others.
	 * @param list<string> $sends See TriggerType.
	 */
	private static function make( string $type, string $entity, string $family, string $title, string $name, string $description, array $sends, ?string $about = null, ?string $note = null, ?string $recipe = null ): TriggerType {
		return new TriggerType( $type, $entity, $family, $title, $name, $description, $sends, $about, $note, $recipe );
	}

	/** @return list<TriggerType> */
	private static function users(): array {
		return array(
			/* translators: %s: name of a member. */
			self::make( EventTypes::USER_CREATED, 'member', 'users', __( 'Member "%s" was added as a user', 'slotbridge' ), __( 'A user was added', 'slotbridge' ), __( 'Somebody has a new account on this site.', 'slotbridge' ), self::MEMBER ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::USER_UPDATED, 'member', 'users', __( 'Member "%s" had the profile changed', 'slotbridge' ), __( 'A user\'s profile was changed', 'slotbridge' ), __( 'Name, e-mail address or role of an account is no longer as it was.', 'slotbridge' ), self::MEMBER ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::USER_DELETED, 'member', 'users', __( 'Member "%s" was deleted', 'slotbridge' ), __( 'A user was deleted', 'slotbridge' ), __( 'An account was removed from this site. It tells what was known of it last.', 'slotbridge' ), self::MEMBER ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::USER_LOGGED_IN, 'member', 'users', __( 'Member "%s" logged in', 'slotbridge' ), __( 'A user logged in', 'slotbridge' ), __( 'Somebody logged in to this site.', 'slotbridge' ), self::MEMBER ),
		);
	}

	/** @return list<TriggerType> */
	private static function members(): array {
		return array(
			/* translators: %s: name of a member. */
			self::make( EventTypes::MEMBER_SYNCED, 'member', 'members', __( 'Member "%s" was synced by AccessAlly', 'slotbridge' ), __( 'AccessAlly synced a member', 'slotbridge' ), __( 'AccessAlly has read a member anew, for instance after a change in the CRM.', 'slotbridge' ), self::MEMBER, null, 'sync' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::MEMBER_TAG_ADDED, 'member', 'members', __( 'Member "%s" got a tag', 'slotbridge' ), __( 'A member got a tag', 'slotbridge' ), __( 'A member has a tag that they did not have before.', 'slotbridge' ), self::MEMBER, 'tag.name', 'tags' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::MEMBER_TAG_REMOVED, 'member', 'members', __( 'Member "%s" lost a tag', 'slotbridge' ), __( 'A member lost a tag', 'slotbridge' ), __( 'A member no longer has a tag.', 'slotbridge' ), self::MEMBER, 'tag.name', 'tags' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::MEMBER_ACCESS_GAINED, 'member', 'members', __( 'Member "%s" gained access', 'slotbridge' ), __( 'A member gained access', 'slotbridge' ), __( 'A member can now open an offering, a module or a page. AccessAlly itself is asked; it is not guessed from tags.', 'slotbridge' ), self::MEMBER, 'name', 'tags' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::MEMBER_ACCESS_LOST, 'member', 'members', __( 'Member "%s" lost access', 'slotbridge' ), __( 'A member lost access', 'slotbridge' ), __( 'A member can no longer open an offering, a module or a page.', 'slotbridge' ), self::MEMBER, 'name', 'tags' ),
		);
	}

	/** @return list<TriggerType> */
	private static function content(): array {
		return array(
			/* translators: %s: name of an offering. */
			self::make( EventTypes::OFFERING_CREATED, 'offering', 'content', __( 'Offering "%s" was added', 'slotbridge' ), __( 'An offering was added', 'slotbridge' ), __( 'AccessAlly has a new offering.', 'slotbridge' ), array(), null, 'saved' ),
			/* translators: %s: name of an offering. */
			self::make( EventTypes::OFFERING_UPDATED, 'offering', 'content', __( 'Offering "%s" was changed', 'slotbridge' ), __( 'An offering was changed', 'slotbridge' ), __( 'Name, tags or pages of an offering are no longer as they were. Several saves in a row are told once.', 'slotbridge' ), array(), null, 'saved' ),
			/* translators: %s: name of an offering. */
			self::make( EventTypes::OFFERING_DELETED, 'offering', 'content', __( 'Offering "%s" was removed', 'slotbridge' ), __( 'An offering was removed', 'slotbridge' ), __( 'AccessAlly no longer has an offering. It tells what was known of it last.', 'slotbridge' ), array(), null, 'saved' ),
			/* translators: %s: name of a page. */
			self::make( EventTypes::PAGE_CLONED, 'page', 'content', __( 'Page "%s" was made as a copy', 'slotbridge' ), __( 'A page was cloned', 'slotbridge' ), __( 'AccessAlly made a page as a copy of another.', 'slotbridge' ), array(), 'source.title' ),
			/* translators: %s: name of an offering. */
			self::make( EventTypes::COMMUNITY_GROUP_LINKED, 'offering', 'content', __( 'Offering "%s" leads to a CommunityAlly group', 'slotbridge' ), __( 'A CommunityAlly group was linked', 'slotbridge' ), __( 'An offering has a CommunityAlly group that it did not have before.', 'slotbridge' ), array(), 'group.name', 'saved' ),
		);
	}

	/** @return list<TriggerType> */
	private static function teams(): array {
		return array(
			/* translators: %s: name of a member. */
			self::make( EventTypes::TEAM_MEMBER_ADDED, 'member', 'teams', __( 'Member "%s" joined a Team', 'slotbridge' ), __( 'A member joined a Team', 'slotbridge' ), __( 'Somebody is a member of a Team now.', 'slotbridge' ), self::MEMBER, 'team.name', 'teams' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::TEAM_MEMBER_REMOVED, 'member', 'teams', __( 'Member "%s" left a Team', 'slotbridge' ), __( 'A member left a Team', 'slotbridge' ), __( 'Somebody is no longer a member of a Team.', 'slotbridge' ), self::MEMBER, 'team.name', 'teams' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::TEAM_LEADER_ADDED, 'member', 'teams', __( 'Member "%s" became the leader of a Team', 'slotbridge' ), __( 'A Team got a leader', 'slotbridge' ), __( 'Somebody leads a Team now.', 'slotbridge' ), self::MEMBER, 'team.name', 'teams' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::TEAM_LEADER_REMOVED, 'member', 'teams', __( 'Member "%s" stopped leading a Team', 'slotbridge' ), __( 'A Team lost a leader', 'slotbridge' ), __( 'Somebody no longer leads a Team.', 'slotbridge' ), self::MEMBER, 'team.name', 'teams' ),
			/* translators: %s: name of a Team. */
			self::make( EventTypes::TEAM_CREATED, 'team', 'teams', __( 'Team "%s" has its first people', 'slotbridge' ), __( 'A Team appeared', 'slotbridge' ), __( 'A Team has its first member or leader. AccessAlly does not tell of Teams that nobody is in.', 'slotbridge' ), array(), null, 'teams' ),
			/* translators: %s: name of a Team. */
			self::make( EventTypes::TEAM_RENAMED, 'team', 'teams', __( 'Team "%s" was given another name', 'slotbridge' ), __( 'A Team was renamed', 'slotbridge' ), __( 'You gave a Team another name on this screen.', 'slotbridge' ), array() ),
			/* translators: %s: name of a Team. */
			self::make( EventTypes::TEAM_EMPTIED, 'team', 'teams', __( 'Team "%s" has nobody in it any more', 'slotbridge' ), __( 'A Team was emptied', 'slotbridge' ), __( 'The last member or leader left a Team.', 'slotbridge' ), array(), null, 'teams' ),
		);
	}

	/** @return list<TriggerType> */
	private static function progress(): array {
		return array(
			/* translators: %s: name of a member. */
			self::make( EventTypes::PROGRESS_OBJECTIVE_COMPLETED, 'member', 'progress', __( 'Member "%s" completed an objective', 'slotbridge' ), __( 'An objective was completed', 'slotbridge' ), __( 'A member ticked an objective of a page.', 'slotbridge' ), self::PROGRESS, 'objective.title', 'progress' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::PROGRESS_QUIZ_COMPLETED, 'member', 'progress', __( 'Member "%s" completed a quiz', 'slotbridge' ), __( 'A quiz was completed', 'slotbridge' ), __( 'A member finished a quiz.', 'slotbridge' ), self::PROGRESS, 'post.title', 'progress' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::PROGRESS_PAGE_COMPLETED, 'member', 'progress', __( 'Member "%s" completed a page', 'slotbridge' ), __( 'A page was completed', 'slotbridge' ), __( 'A member has done every objective of a page.', 'slotbridge' ), self::PROGRESS, 'post.title', 'progress' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::PROGRESS_MODULE_COMPLETED, 'member', 'progress', __( 'Member "%s" completed a module', 'slotbridge' ), __( 'A module was completed', 'slotbridge' ), __( 'A member has done every page of a module.', 'slotbridge' ), self::PROGRESS, 'module.name', 'progress' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::PROGRESS_COURSE_COMPLETED, 'member', 'progress', __( 'Member "%s" completed a course', 'slotbridge' ), __( 'A course was completed', 'slotbridge' ), __( 'A member has done every page of an offering.', 'slotbridge' ), self::PROGRESS, 'offering.name', 'progress' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::PROGRESS_CERTIFICATE_EARNED, 'member', 'progress', __( 'Member "%s" earned a certificate', 'slotbridge' ), __( 'A certificate was earned', 'slotbridge' ), __( 'A member earned a certificate.', 'slotbridge' ), self::PROGRESS, 'certificate.name', 'progress' ),
		);
	}

	/** @return list<TriggerType> */
	private static function sales(): array {
		return array(
			/* translators: %s: name of a member. */
			self::make( EventTypes::OPERATION_RUN, 'member', 'sales', __( 'Member "%s" had a custom operation run', 'slotbridge' ), __( 'A custom operation was run', 'slotbridge' ), __( 'AccessAlly ran a custom operation for a member.', 'slotbridge' ), self::MEMBER, 'operation.name', 'operation', 'operation.run' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::ORDER_SUCCEEDED, 'member', 'sales', __( 'Member "%s" paid for an order', 'slotbridge' ), __( 'An order was paid', 'slotbridge' ), __( 'A member bought something, and the payment went through.', 'slotbridge' ), self::ORDER, null, 'told', 'order.succeeded' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::ORDER_FAILED, 'member', 'sales', __( 'Member "%s" had a payment of an order fail', 'slotbridge' ), __( 'An order failed', 'slotbridge' ), __( 'A member tried to buy something, and the payment failed.', 'slotbridge' ), self::ORDER, null, 'told', 'order.failed' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::SUBSCRIPTION_PAID, 'member', 'sales', __( 'Member "%s" paid for a subscription', 'slotbridge' ), __( 'A subscription was paid', 'slotbridge' ), __( 'A payment of a subscription went through.', 'slotbridge' ), self::ORDER, null, 'told', 'subscription.paid' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::SUBSCRIPTION_FAILED, 'member', 'sales', __( 'Member "%s" had a payment of a subscription fail', 'slotbridge' ), __( 'A payment of a subscription failed', 'slotbridge' ), __( 'A payment of a subscription failed; AccessAlly tries again.', 'slotbridge' ), self::ORDER, null, 'told', 'subscription.failed' ),
			/* translators: %s: name of a member. */
			self::make( EventTypes::SUBSCRIPTION_CANCELLED, 'member', 'sales', __( 'Member "%s" had a subscription cancelled', 'slotbridge' ), __( 'A subscription was cancelled', 'slotbridge' ), __( 'A subscription of a member ended.', 'slotbridge' ), self::ORDER, null, 'told', 'subscription.cancelled' ),
		);
	}

	/** @return list<TriggerType> */
	private static function inbound(): array {
		return array(
			/* translators: %s: name of an inbound address. */
			self::make( EventTypes::INBOUND_RECEIVED, 'inbound', 'inbound', __( 'Inbound address "%s" received a message', 'slotbridge' ), __( 'A message came in', 'slotbridge' ), __( 'Another system called one of your inbound addresses.', 'slotbridge' ), self::MESSAGE, null, 'inbound' ),
		);
	}
}
