<?php
/**
 * Products, and what happens with their orders and subscriptions.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInSalesPage {

	public static function render(): void {
		AccessAllyStandInHtml::page( 'Sales', 'Nothing is sold here. A payment gives the product’s tag and runs its custom operation; no hook tells of it, and so it is with the real AccessAlly.', array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		$products = array_map( static fn ( array $product ): string => $product['name'], AccessAllyStandInSales::products() );
		if ( array() !== $products ) {
			AccessAllyStandInHtml::heading( 'Let something happen' );
			$events = array_map( static fn ( array $event ): string => $event['say'], AccessAllyStandInSales::EVENTS );
			AccessAllyStandInHtml::form( array( 'sell' => 'Let it happen' ), AccessAllyStandInChoices::person() . AccessAllyStandInHtml::select( 'product', 'Product', $products ) . AccessAllyStandInHtml::select( 'event', 'What', $events ) );
		}
		AccessAllyStandInHtml::heading( 'New product' );
		$fields = '<div class="settings">' . AccessAllyStandInHtml::text( 'name', 'Name' );
		foreach ( array( 'success' => 'paid', 'failed' => 'failed', 'stop' => 'cancelled', 'revoke' => 'revoked' ) as $on => $words ) {
			$fields .= AccessAllyStandInChoices::tag( "tag-$on", "Tag when $words", true ) . AccessAllyStandInChoices::operation( "operation-$on", "Operation when $words", true );
		}
		AccessAllyStandInHtml::form( array( 'add-product' => 'Add product' ), $fields . '</div>', array(), '' );
		AccessAllyStandInHtml::heading( 'Orders and subscriptions' );
		$rows = array();
		foreach ( AccessAllyStandInSales::orders() as $order ) {
			$rows[] = array( (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $order['at'] ), AccessAllyStandInLog::contact( $order['contact'] ), $order['product'], $order['status'] );
		}
		AccessAllyStandInHtml::table( array( 'When', 'Who', 'Product', 'Status' ), $rows, 'None yet.' );
	}
}
