<?php
/**
 * The story of a pairing: begin it, give it a new secret, end it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class PairSite {

	public function __construct( private readonly Pairing $pairing, private readonly BridgeClient $client ) {}

	/**
	 * Pairs this site with a bridge by its one-time code.
	 *
	 * @return string|null What the owner should know about the address; null: nothing.
	 * @throws BridgeFailure When the address or the code is not accepted, or the pairing is fixed in wp-config.php.
	 */
	public function pair( string $bridge_url, string $code ): ?string {
		$this->refuse_if_constant();
		$address = BridgeUrl::parse( $bridge_url );
		$before  = $this->known();
		$data    = $this->client->pair(
			$address->url,
			array(
				'code' => trim( $code ),
				'site' => array(
					'url'              => self::site_url(),
					'name'             => self::site_name(),
					'callbackUrl'      => rest_url( 'slotbridge/v1/callback' ),
					'pluginVersion'    => SLOTBRIDGE_VERSION,
					'wordpressVersion' => (string) get_bloginfo( 'version' ),
				),
			)
		)->data();
		$this->pairing->store(
			new PairingRecord(
				$address->url,
				self::text( $data, 'siteId' ),
				self::text( $data, 'bridgeId' ),
				self::text( $data, 'secret' ),
				gmdate( 'Y-m-d\TH:i:s\Z' ),
				false
			)
		);
		do_action( 'slotbridge_audit', 'pairing.made', $before, $this->known() + array( 'secret' => 'given' ) );
		return $address->warning;
	}

	/**
	 * Asks the bridge for a new secret. The old one stays good at the bridge for a day, so a lost answer harms nobody.
	 *
	 * @throws BridgeFailure When the bridge does not give one.
	 */
	public function rotate(): void {
		$this->refuse_if_constant();
		$old  = $this->pairing->require();
		$data = $this->client->call( 'POST', '/v1/pair/secret', array(), '{}' )->data();
		$this->pairing->store( new PairingRecord( $old->bridge_url, $old->site_id, $old->bridge_id, self::text( $data, 'secret' ), $old->paired_at, false ) );
		do_action( 'slotbridge_audit', 'pairing.secret-renewed', array( 'secret' => 'old' ), array( 'secret' => 'new' ) );
	}

	/**
	 * Ends the pairing. The site forgets it in any case; when the bridge could not be told, the failure says so.
	 *
	 * @return BridgeFailure|null Why the bridge could not be told.
	 * @throws BridgeFailure When the pairing is fixed in wp-config.php.
	 */
	public function unpair(): ?BridgeFailure {
		$this->refuse_if_constant();
		$before  = $this->known();
		$failure = null;
		try {
			$this->client->call( 'DELETE', '/v1/pair', array(), null, 5 );
		} catch ( BridgeFailure $thrown ) {
			$failure = in_array( $thrown->error_code, array( 'not_paired', 'site_unpaired' ), true ) ? null : $thrown;
		}
		$this->pairing->forget();
		do_action( 'slotbridge_audit', 'pairing.ended', $before, null );
		return $failure;
	}

	/** @return array{bridgeUrl: string|null, siteId: string|null} What the audit log keeps of a pairing. */
	private function known(): array {
		$now = $this->pairing->describe();
		return array(
			'bridgeUrl' => $now['bridgeUrl'],
			'siteId'    => $now['siteId'],
		);
	}

	/** The site's address, as it is the `source` of every event. */
	public static function site_url(): string {
		return untrailingslashit( home_url() );
	}

	private static function site_name(): string {
		$name = wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES );
		return '' === $name ? (string) wp_parse_url( home_url(), PHP_URL_HOST ) : $name;
	}

	private function refuse_if_constant(): void {
		if ( Pairing::from_constants() ) {
			throw new BridgeFailure( 'pairing_constant', __( 'The pairing is fixed in wp-config.php (SLOTBRIDGE_BRIDGE_URL and its companions). Change it there.', 'slotbridge' ), 409 );
		}
	}

	/** @param array<string, mixed> $data The bridge's answer. */
	private static function text( array $data, string $key ): string {
		$value = $data[ $key ] ?? null;
		if ( ! is_string( $value ) || '' === $value ) {
			throw BridgeFailure::unreadable( 201 );
		}
		return $value;
	}
}
