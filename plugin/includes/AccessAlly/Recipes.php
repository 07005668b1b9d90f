<?php
/**
 * In words for the owner: what to set up in AccessAlly, in about a minute, so that SlotBridge learns of an order, a subscription or a custom operation.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Recipes {

	/**
	 * @return list<array{type: string, title: string, steps: list<string>}> One for each type of Signals::TYPES.
	 */
	public static function all(): array {
		$rows = array();
		foreach ( self::places() as $type => [ $title, $place ] ) {
			$rows[] = array(
				'type'  => $type,
				'title' => $title,
				'steps' => array(
					__( 'In AccessAlly make a tag that is used for nothing else, for example “SlotBridge: order paid”.', 'slotbridge' ),
					$place,
					__( 'Here choose that tag as the sign. Let SlotBridge take the tag away again after it has seen it, so that the next time shows too.', 'slotbridge' ),
					__( 'AccessAlly tells nobody about a new tag: SlotBridge sees it at the member’s next login or visit, or else in the scheduled check, usually within some minutes.', 'slotbridge' ),
				),
			);
		}
		return $rows;
	}

	/** @return array<string, array{0: string, 1: string}> Title, and the one step that differs, by type. */
	private static function places(): array {
		return array(
			'order.succeeded'        => array( __( 'An order was paid', 'slotbridge' ), __( 'In the product, add the tag to those that a buyer gets when the payment succeeds.', 'slotbridge' ) ),
			'order.failed'           => array( __( 'An order failed', 'slotbridge' ), __( 'In the product, add the tag to those that are given when the payment fails.', 'slotbridge' ) ),
			'subscription.paid'      => array( __( 'A subscription was paid', 'slotbridge' ), __( 'In the product’s subscription, let a custom operation run on each successful payment, and let it add the tag.', 'slotbridge' ) ),
			'subscription.failed'    => array( __( 'A subscription’s payment failed', 'slotbridge' ), __( 'In the product’s subscription, choose the tag as the one for a failed payment.', 'slotbridge' ) ),
			'subscription.cancelled' => array( __( 'A subscription was cancelled', 'slotbridge' ), __( 'In the product’s subscription, choose the tag as the one for a stopped subscription.', 'slotbridge' ) ),
			'operation.run'          => array( __( 'A custom operation ran', 'slotbridge' ), __( 'In the custom operation, add a step that adds the tag. Where ProgressAlly is there, the operation can trigger one of its Events instead; choose that Event as the sign.', 'slotbridge' ) ),
		);
	}
}
