<?php
/**
 * The owner's answer to "is this the live site, or a copy of it?", and what follows from it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

use SlotBridge\Outbox\Outbox;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Outbox\Renumbering;

final class AnswerAddressChange {

	public function __construct( private readonly Pairing $pairing, private readonly BridgeClient $client, private readonly OutboxTable $table, private readonly Outbox $outbox ) {}

	/**
	 * The live site has moved: the bridge learns the new address, and what waited is sent.
	 *
	 * The secret is changed as well, so that the site that was left behind at the old address ends to be heard after a day.
	 *
	 * @return string|null What the owner should know; null: nothing.
	 * @throws BridgeFailure When the bridge could not be told; everything stays as it was then.
	 */
	public function live(): ?string {
		$old = SiteAddress::kept();
		$this->tell();
		SiteAddress::keep();
		$this->outbox->release();
		do_action( 'slotbridge_audit', 'site_address', $old, SiteAddress::now(), array( 'answer' => 'live' ) );
		if ( Pairing::from_constants() ) {
			return __( 'The secret is fixed in wp-config.php, so it could not be changed. If a site still runs at the old address, take its SLOTBRIDGE_ lines away.', 'slotbridge' );
		}
		try {
			( new PairSite( $this->pairing, $this->client ) )->rotate();
		} catch ( BridgeFailure $failure ) {
			/* translators: %s: reason. */
			return sprintf( __( 'The bridge knows the new address, but the secret could not be changed: %s Change it under Connect if a site still runs at the old address.', 'slotbridge' ), $failure->getMessage() );
		}
		return null;
	}

	/**
	 * This is a copy: it forgets the pairing, here alone. The bridge is not called, so the original and its HighLevel go on.
	 *
	 * @throws BridgeFailure When the pairing is fixed in wp-config.php, where only a person can take it away.
	 */
	public function copy(): void {
		if ( Pairing::from_constants() ) {
			throw new BridgeFailure( 'pairing_constant', __( 'This copy has the live site\'s pairing in its wp-config.php. Take the four SLOTBRIDGE_ lines out of that file; until then nothing is sent.', 'slotbridge' ), 409 );
		}
		$old = SiteAddress::kept();
		$this->pairing->forget();
		// What HighLevel has belongs to the original; rows that wait here wait there as well, under the same ids.
		delete_metadata( 'post', 0, LinkStore::META, '', true );
		delete_metadata( 'term', 0, LinkStore::META, '', true );
		( new Renumbering( $this->table ) )->above( 0 );
		delete_option( LinkPoll::OPTION );
		do_action( 'slotbridge_audit', 'site_address', $old, SiteAddress::now(), array( 'answer' => 'copy' ) );
	}

	/**
	 * Hooked to the timer: where only http became https, or "www." came or went, the bridge is told without asking anybody.
	 */
	public function follow(): void {
		$kept = SiteAddress::kept();
		if ( null === $kept || SiteAddress::now() === $kept || SiteGuard::is_elsewhere() || null === $this->pairing->current() ) {
			return;
		}
		try {
			$this->tell();
		} catch ( BridgeFailure $failure ) {
			if ( 404 !== $failure->answered ) {
				return; // The next minute tries again.
			}
		}
		SiteAddress::keep(); // A bridge that is older and has no such door need not be asked each minute.
	}

	private function tell(): void {
		$body = array(
			'url'         => PairSite::site_url(),
			'callbackUrl' => rest_url( 'slotbridge/v1/callback' ),
		);
		$this->client->call( 'PUT', BridgeClient::ADDRESS_DOOR, array(), (string) wp_json_encode( $body ) );
	}
}
