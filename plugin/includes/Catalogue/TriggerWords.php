<?php
/**
 * The words around the triggers: headings, what personal data is sent, and what AccessAlly makes late.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Catalogue;

final class TriggerWords {

	/** @return array<string, string> Headings, in the order in which they are shown. */
	public static function families(): array {
		return array(
			'users'    => __( 'Accounts', 'slotbridge' ),
			'members'  => __( 'Tags and access', 'slotbridge' ),
			'teams'    => __( 'Teams', 'slotbridge' ),
			'progress' => __( 'Progress', 'slotbridge' ),
			'sales'    => __( 'Orders, subscriptions and custom operations', 'slotbridge' ),
			'content'  => __( 'Offerings, pages and groups', 'slotbridge' ),
			'inbound'  => __( 'Messages from other systems', 'slotbridge' ),
		);
	}

	/** @return array<string, string> What leaves the site, by the key in TriggerType::$sends. */
	public static function sends(): array {
		return array(
			'profile'  => __( 'name, e-mail address, login name, roles and contact number', 'slotbridge' ),
			'access'   => __( 'tags, offerings, Teams and community groups', 'slotbridge' ),
			'progress' => __( 'what was completed, and the score', 'slotbridge' ),
			'order'    => __( 'the tag or operation that tells of the order; no card, no amount', 'slotbridge' ),
			'message'  => __( 'everything that the other system sends', 'slotbridge' ),
		);
	}

	/** @return array<string, string> What the owner should know beforehand, by the key in TriggerType::$note. */
	public static function notes(): array {
		return array(
			'sync'      => __( 'AccessAlly reads a changed contact when the member visits, not when the CRM changes. So this can come hours later, and more than once for one change.', 'slotbridge' ),
			'tags'      => __( 'Since version 4 AccessAlly tells nobody when a tag changes. SlotBridge finds it at the member’s login or next visit, and else in its scheduled check.', 'slotbridge' ),
			'teams'     => __( 'Found when WordPress stores who is in a Team; what is written past WordPress is found by the scheduled check.', 'slotbridge' ),
			'saved'     => __( 'Found when the offering is saved; what is written past WordPress is found by the scheduled check.', 'slotbridge' ),
			'progress'  => __( 'ProgressAlly tells nobody. SlotBridge looks into its records after the member’s own clicks, and in its scheduled check.', 'slotbridge' ),
			'operation' => __( 'AccessAlly does not tell which operations it runs. It can be seen only where the operation itself leaves a sign.', 'slotbridge' ),
			'told'      => __( 'AccessAlly does not tell of orders. It can be seen only by a tag that the order gives, or by a custom operation that it runs.', 'slotbridge' ),
			'inbound'   => __( 'At once, but only from systems that know one of your addresses and its secret.', 'slotbridge' ),
		);
	}
}
