<?php
/**
 * Stops a copied or moved site from speaking to the bridge in the name of the original, until its owner says which it is.
 *
 * A staging copy has the live site's secret. Without this, its test changes would reach the live site's HighLevel. Nothing is
 * lost meanwhile: rows wait in the outbox. What the bridge sends here is still taken: it goes to the address that the
 * bridge knows, so it reaches a copy only if this is the very site that it is meant for.
 *
 * Two copies under one address (a second server behind a hosts file) look alike from inside and are not told apart.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class SiteGuard {

	public const CODE = 'site_address_changed';

	/** Whether the site is paired under another address than the one that it has now. */
	public static function is_elsewhere(): bool {
		$kept = SiteAddress::kept();
		if ( null !== $kept ) {
			return ! SiteAddress::is_same( $kept, SiteAddress::now() );
		}
		// Paired by wp-config.php, or before addresses were kept: from now on this one counts.
		if ( Pairing::from_constants() || false !== get_option( Pairing::OPTION ) ) {
			SiteAddress::keep();
		}
		return false;
	}

	/**
	 * Lets nothing through while it is not known whether this is the live site.
	 *
	 * @throws BridgeFailure Code site_address_changed.
	 */
	public static function refuse_elsewhere(): void {
		if ( self::is_elsewhere() ) {
			throw new BridgeFailure( self::CODE, self::words(), 409, self::describe() );
		}
	}

	/** What is the matter, and what to do, for the owner. */
	public static function words(): string {
		return sprintf(
			/* translators: 1: address under which the site was paired, 2: address that the site has now. */
			__( 'SlotBridge was connected at %1$s, but this site is now at %2$s. Until you say whether this is the live site or a copy of it, nothing is sent; changes are kept and wait.', 'slotbridge' ),
			(string) SiteAddress::kept(),
			SiteAddress::now()
		);
	}

	/** @return array{elsewhere: bool, pairedAddress: string|null, address: string} For the screens. */
	public static function describe(): array {
		return array(
			'elsewhere'     => self::is_elsewhere(),
			'pairedAddress' => SiteAddress::kept(),
			'address'       => SiteAddress::now(),
		);
	}
}
