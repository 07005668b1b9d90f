<?php
/**
 * Keeps the pairing: in an option with the secret encrypted, or in constants of wp-config.php, which win.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class Pairing {

	public const OPTION = 'slotbridge_pairing';

	/** The pairing that is in force; null: none, or its secret can no longer be read. */
	public function current(): ?PairingRecord {
		if ( self::from_constants() ) {
			return new PairingRecord(
				untrailingslashit( self::constant( 'SLOTBRIDGE_BRIDGE_URL' ) ),
				self::constant( 'SLOTBRIDGE_SITE_ID' ),
				self::constant( 'SLOTBRIDGE_BRIDGE_ID' ),
				self::constant( 'SLOTBRIDGE_BRIDGE_SECRET' ),
				null,
				true
			);
		}
		$stored = $this->stored();
		$secret = null === $stored ? null : SecretBox::open( $stored['secret'] );
		if ( null === $stored || null === $secret ) {
			return null;
		}
		return new PairingRecord( $stored['bridgeUrl'], $stored['siteId'], $stored['bridgeId'], $secret, $stored['pairedAt'], false );
	}

	/**
	 * The pairing in force, where there has to be one.
	 *
	 * @throws BridgeFailure Code not_paired.
	 */
	public function require(): PairingRecord {
		return $this->current() ?? throw BridgeFailure::not_paired( null !== $this->stored() );
	}

	/** Whether the pairing is fixed in wp-config.php, where no screen can change it. */
	public static function from_constants(): bool {
		foreach ( array( 'SLOTBRIDGE_BRIDGE_URL', 'SLOTBRIDGE_SITE_ID', 'SLOTBRIDGE_BRIDGE_ID', 'SLOTBRIDGE_BRIDGE_SECRET' ) as $name ) {
			if ( '' === self::constant( $name ) ) {
				return false;
			}
		}
		return true;
	}

	/** Whether a pairing is stored whose secret this site cannot read any more. */
	public function is_unreadable(): bool {
		return ! self::from_constants() && null !== $this->stored() && null === $this->current();
	}

	/** Stores a pairing; its secret is encrypted first. */
	public function store( PairingRecord $pairing ): void {
		update_option(
			self::OPTION,
			array(
				'bridgeUrl' => $pairing->bridge_url,
				'siteId'    => $pairing->site_id,
				'bridgeId'  => $pairing->bridge_id,
				'pairedAt'  => $pairing->paired_at,
				'secret'    => SecretBox::seal( $pairing->secret ),
			),
			false
		);
		SiteAddress::keep();
	}

	/** Forgets the stored pairing. */
	public function forget(): void {
		delete_option( self::OPTION );
		SiteAddress::forget();
	}

	/**
	 * What people may see of it.
	 *
	 * @return array{paired: bool, bridgeUrl: string|null, siteId: string|null, bridgeId: string|null, pairedAt: string|null, secretSource: 'database'|'constant', secretUnreadable: bool}
	 */
	public function describe(): array {
		$current = $this->current();
		$stored  = $this->stored();
		return array(
			'paired'           => null !== $current,
			'bridgeUrl'        => $current->bridge_url ?? $stored['bridgeUrl'] ?? null,
			'siteId'           => $current?->site_id,
			'bridgeId'         => $current?->bridge_id,
			'pairedAt'         => $current?->paired_at,
			'secretSource'     => self::from_constants() ? 'constant' : 'database',
			'secretUnreadable' => $this->is_unreadable(),
		);
	}

	/** @return array{bridgeUrl: string, siteId: string, bridgeId: string, pairedAt: string|null, secret: string}|null */
	private function stored(): ?array {
		$option = get_option( self::OPTION );
		if ( ! is_array( $option ) ) {
			return null;
		}
		$text = static fn ( string $key ): string => is_string( $option[ $key ] ?? null ) ? $option[ $key ] : '';
		if ( '' === $text( 'bridgeUrl' ) || '' === $text( 'secret' ) ) {
			return null;
		}
		return array(
			'bridgeUrl' => $text( 'bridgeUrl' ),
			'siteId'    => $text( 'siteId' ),
			'bridgeId'  => $text( 'bridgeId' ),
			'pairedAt'  => '' === $text( 'pairedAt' ) ? null : $text( 'pairedAt' ),
			'secret'    => $text( 'secret' ),
		);
	}

	private static function constant( string $name ): string {
		$value = defined( $name ) ? constant( $name ) : '';
		return is_string( $value ) ? $value : '';
	}
}
