<?php
/**
 * /inbound: the owner lists, adds, changes and removes inbound addresses, and makes new secrets and keys, each of which is told once.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Inbound;

use SlotBridge\Rest\Controller;

/**
 * @phpstan-import-type Address from Addresses
 */
final class InboundController extends Controller {

	public function register(): void {
		$manage = array( self::MANAGE );
		$id     = array(
			'id' => array(
				'description' => 'Number of the inbound address.',
				'type'        => 'integer',
			),
		);
		$name   = array( 'name' => self::text_arg( 'What the owner calls it.', true, 100 ) );
		$this->route( '/inbound', 'GET', $manage, static fn (): array => array( 'addresses' => array_map( array( self::class, 'shown' ), array_values( Addresses::all() ) ) ) );
		$this->route( '/inbound', 'POST', $manage, static fn ( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error => self::add( self::text( $request, 'name' ) ), $name );
		$this->route( '/inbound/(?P<id>[1-9]\d{0,8})', 'PATCH', $manage, static fn ( \WP_REST_Request $request ): array|\WP_Error => self::rename( self::id( $request ), self::text( $request, 'name' ) ), $id + $name );
		$this->route( '/inbound/(?P<id>[1-9]\d{0,8})', 'DELETE', $manage, static fn ( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error => Addresses::remove( self::id( $request ) ) ? new \WP_REST_Response( null, 204 ) : self::unknown(), $id );
		$this->route( '/inbound/(?P<id>[1-9]\d{0,8})/secret', 'POST', $manage, static fn ( \WP_REST_Request $request ): array|\WP_Error => self::told( self::id( $request ), 'secret', Addresses::rotate_secret( self::id( $request ) ) ), $id );
		$this->route( '/inbound/(?P<id>[1-9]\d{0,8})/key', 'POST', $manage, static fn ( \WP_REST_Request $request ): array|\WP_Error => self::told( self::id( $request ), 'key', Addresses::rotate_key( self::id( $request ) ) ), $id );
		$this->route( '/inbound/(?P<id>[1-9]\d{0,8})/key', 'DELETE', $manage, static fn ( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error => Addresses::forbid_key( self::id( $request ) ) ? new \WP_REST_Response( null, 204 ) : self::unknown(), $id );
	}

	private static function add( string $name ): \WP_REST_Response|\WP_Error {
		$clean = sanitize_text_field( $name );
		if ( '' === $clean ) {
			return new \WP_Error( 'slotbridge_inbound_name', __( 'Give the address a name.', 'slotbridge' ), array( 'status' => 400 ) );
		}
		$made = Addresses::add( $clean );
		if ( null === $made ) {
			/* translators: %d: a number. */
			return new \WP_Error( 'slotbridge_inbound_many', sprintf( __( 'There can be %d inbound addresses. Remove one first.', 'slotbridge' ), Addresses::MOST ), array( 'status' => 409 ) );
		}
		$told = self::told( $made['id'], 'secret', $made['secret'] );
		return $told instanceof \WP_Error ? $told : new \WP_REST_Response( $told, 201 );
	}

	/** @return array<string, mixed>|\WP_Error */
	private static function rename( int $id, string $name ): array|\WP_Error {
		$clean = sanitize_text_field( $name );
		if ( '' === $clean ) {
			return new \WP_Error( 'slotbridge_inbound_name', __( 'Give the address a name.', 'slotbridge' ), array( 'status' => 400 ) );
		}
		$address = Addresses::rename( $id, $clean ) ? Addresses::get( $id ) : null;
		return null === $address ? self::unknown() : self::shown( $address );
	}

	/**
	 * An address with something that is told only now.
	 *
	 * @return array<string, mixed>|\WP_Error
	 */
	private static function told( int $id, string $what, #[\SensitiveParameter] ?string $value ): array|\WP_Error {
		$address = Addresses::get( $id );
		if ( null === $address || null === $value ) {
			return self::unknown();
		}
		$told = array( $what => $value );
		if ( 'key' === $what ) {
			$told['addressWithKey'] = add_query_arg( 'key', $value, self::address( $id ) );
		}
		return self::shown( $address ) + $told;
	}

	/**
	 * What is shown of an address: never its secret.
	 *
	 * @param Address $address The address.
	 * @return array<string, mixed>
	 */
	private static function shown( array $address ): array {
		return array(
			'id'             => $address['id'],
			'name'           => $address['name'],
			'address'        => self::address( $address['id'] ),
			'allowsKey'      => null !== $address['key'],
			'secretReadable' => null !== Addresses::signing_key( $address ),
			'createdAt'      => $address['createdAt'],
			'lastAt'         => Addresses::last( $address['id'] ),
		);
	}

	private static function address( int $id ): string {
		return rest_url( self::ROOT . "/inbound/$id" );
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request The request. */
	private static function id( \WP_REST_Request $request ): int {
		return (int) self::text( $request, 'id' );
	}

	private static function unknown(): \WP_Error {
		return new \WP_Error( 'slotbridge_inbound_unknown', __( 'There is no such inbound address.', 'slotbridge' ), array( 'status' => 404 ) );
	}
}
