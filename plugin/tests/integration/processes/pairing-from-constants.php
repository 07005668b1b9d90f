<?php
/**
 * A site whose pairing is fixed in wp-config.php: what it says of itself, and that no screen can change it. Prints JSON.
 *
 * @package SlotBridge
 */

define( 'SLOTBRIDGE_BRIDGE_URL', 'https://bridge.example.test/' );
define( 'SLOTBRIDGE_SITE_ID', 'site-c' );
define( 'SLOTBRIDGE_BRIDGE_ID', 'bridge-c' );
define( 'SLOTBRIDGE_BRIDGE_SECRET', 'sbs_constant' );
$slotbridge_pairing = new SlotBridge\Bridge\Pairing();
$slotbridge_story   = new SlotBridge\Bridge\PairSite( $slotbridge_pairing, new SlotBridge\Bridge\BridgeClient( $slotbridge_pairing ) );
$slotbridge_refused = array();
foreach ( array( static fn () => $slotbridge_story->pair( 'https://b.test', 'x' ), static fn () => $slotbridge_story->unpair(), static fn () => $slotbridge_story->rotate() ) as $slotbridge_try ) {
	try {
		$slotbridge_try();
	} catch ( SlotBridge\Bridge\BridgeFailure $slotbridge_failure ) {
		$slotbridge_refused[] = $slotbridge_failure->error_code;
	}
}
echo wp_json_encode(
	array(
		'described' => $slotbridge_pairing->describe(),
		'works'     => 'sbs_constant' === $slotbridge_pairing->require()->secret,
		'refused'   => $slotbridge_refused,
	)
);
