<?php
/**
 * Orders and subscriptions as far as owners see them. Known: no hook tells of a payment; a product has tags for what can happen, and operations that run then.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInSales {

	const PRODUCTS = 'accessally_stand_in_products';
	const ORDERS   = 'accessally_stand_in_orders';
	const KEPT     = 50;

	/** What happens → the product's tags and operation that answer it, and the status that the owner reads (statuses seen in the help pages). */
	const EVENTS = array(
		'order-success'        => array( 'say' => 'Order paid', 'on' => 'success', 'status' => 'success' ),
		'order-failed'         => array( 'say' => 'Order failed', 'on' => 'failed', 'status' => 'payment failed' ),
		'subscription-paid'    => array( 'say' => 'Subscription paid', 'on' => 'success', 'status' => 'active' ),
		'subscription-failed'  => array( 'say' => 'Subscription payment failed', 'on' => 'failed', 'status' => 'payment failed' ),
		'subscription-stopped' => array( 'say' => 'Subscription cancelled', 'on' => 'stop', 'status' => 'stopped' ),
		'subscription-revoked' => array( 'say' => 'Subscription revoked', 'on' => 'revoke', 'status' => 'revoked' ),
		'subscription-paused'  => array( 'say' => 'Subscription paused', 'on' => '', 'status' => 'paused' ),
		'subscription-resumed' => array( 'say' => 'Subscription resumed', 'on' => '', 'status' => 'active' ),
	);

	/**
	 * Adds a product and gives its number.
	 *
	 * @param array<string, int> $tags       Tag by success, failed, stop, revoke.
	 * @param array<string, int> $operations Operation by the same words.
	 */
	public static function add_product( string $name, array $tags, array $operations = array() ): int {
		$all        = self::products();
		$id         = array() === $all ? 1 : max( array_keys( $all ) ) + 1;
		$all[ $id ] = array( 'name' => $name, 'tags' => array_filter( $tags ), 'operations' => array_filter( $operations ) );
		update_option( self::PRODUCTS, $all, false );
		return $id;
	}

	/** @return array<int, array{name: string, tags: array<string, int>, operations: array<string, int>}> By number. */
	public static function products(): array {
		$all = get_option( self::PRODUCTS, array() );
		return is_array( $all ) ? $all : array();
	}

	/** Something happened with money: the product's tag, then its operation, then the owner's list. Nothing else. */
	public static function happen( string $event, int $product_id, int $contact_id ): bool {
		$product = self::products()[ $product_id ] ?? null;
		$event   = self::EVENTS[ $event ] ?? null;
		if ( null === $product || null === $event || array() === AccessAllyStandInContacts::read( $contact_id ) ) {
			return false;
		}
		$tag = $product['tags'][ $event['on'] ] ?? 0;
		if ( $tag > 0 ) {
			AccessAllyStandInStorage::give( $contact_id, array( $tag ) );
		}
		if ( 'revoke' === $event['on'] && isset( $product['tags']['success'] ) ) {
			AccessAllyStandInStorage::take( $contact_id, array( $product['tags']['success'] ) ); // Assumed: what the purchase gave is taken.
		}
		if ( isset( $product['operations'][ $event['on'] ] ) ) {
			AccessAllyStandInOperations::run( $contact_id, $product['operations'][ $event['on'] ], 'Order' );
		}
		$orders = self::orders();
		array_unshift( $orders, array( 'at' => time(), 'contact' => $contact_id, 'product' => $product['name'], 'status' => $event['status'] ) );
		update_option( self::ORDERS, array_slice( $orders, 0, self::KEPT ), false );
		return true;
	}

	/** @return list<array{at: int, contact: int, product: string, status: string}> The newest first. */
	public static function orders(): array {
		$orders = get_option( self::ORDERS, array() );
		return is_array( $orders ) ? array_values( $orders ) : array();
	}
}
