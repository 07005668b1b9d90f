<?php
/**
 * Lets through of a snapshot what the catalogue lists, and nothing else: no password hash, no meta, whatever the caller put in.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Triggers;

final class Snapshots {

	/**
	 * Every field of every entity, and what it becomes: a number, a text (of at most so many characters), a text or null, a list of
	 * texts, a list of things (null: unknown), a thing or null, a map of texts. A test holds this against the bridge's schemas.
	 */
	public const FIELDS = array(
		'member'   => array(
			'id'              => 'number',
			'name'            => 250,
			'email'           => 254,
			'login'           => 60,
			'roles'           => 'texts',
			'tags'            => 'things',
			'offerings'       => 'things',
			'teams'           => 'things',
			'communityGroups' => 'things',
			'contactId'       => 'optional',
		),
		'offering' => array(
			'id'    => 'number',
			'key'   => 200,
			'name'  => 250,
			'tags'  => 'map',
			'pages' => 'pages',
			'hash'  => 128,
		),
		'page'     => array(
			'id'       => 'number',
			'name'     => 500,
			'type'     => 40,
			'status'   => 40,
			'address'  => 2000,
			'offering' => 'thing',
		),
		'team'     => array(
			'id'      => 'number',
			'name'    => 250,
			'leaders' => 'number',
			'members' => 'number',
		),
		'inbound'  => array(
			'id'   => 'number',
			'name' => 250,
		),
	);

	/** The most of anything that the bridge takes. */
	private const MOST = 2000;

	/**
	 * @param string               $kind   One of the keys of FIELDS.
	 * @param array<string, mixed> $entity As the caller has it.
	 * @return array<string, mixed> With every field of the kind.
	 */
	public static function clean( string $kind, array $entity ): array {
		$clean = array();
		foreach ( self::FIELDS[ $kind ] ?? array() as $field => $form ) {
			$value           = $entity[ $field ] ?? ( 'name' === $field ? $entity['title'] ?? null : null ); // WordPress calls it a title.
			$clean[ $field ] = match ( $form ) {
				'number'   => is_numeric( $value ) ? max( 0, (int) $value ) : 0,
				'optional' => is_scalar( $value ) && '' !== (string) $value ? self::text( $value, 100 ) : null,
				'texts'    => array_map( static fn ( mixed $text ): string => self::text( $text, 100 ), self::some( $value, 50 ) ),
				'things'   => null === $value ? null : self::things( $value, 'teams' === $field ),
				'thing'    => self::things( array( $value ), false )[0] ?? null,
				'pages'    => self::pages( $value ),
				'map'      => (object) self::map( $value ),
				default    => self::text( $value, $form ),
			};
		}
		return $clean;
	}

	/**
	 * @param bool $roles Whether each says in which roles (`as`).
	 * @return list<array{id: string, name: string, as?: list<string>}>
	 */
	private static function things( mixed $value, bool $roles ): array {
		$things = array();
		foreach ( self::some( $value, $roles ? 500 : self::MOST ) as $thing ) {
			$id = is_array( $thing ) ? self::text( $thing['id'] ?? '', 100 ) : '';
			$as = is_array( $thing ) ? array_values( array_filter( array( 'member', 'leader' ), static fn ( string $role ): bool => in_array( $role, (array) ( $thing['as'] ?? array() ), true ) ) ) : array();
			if ( is_array( $thing ) && '' !== $id && ( ! $roles || array() !== $as ) ) {
				$things[] = array(
					'id'   => $id,
					'name' => self::text( $thing['name'] ?? '', 250 ),
				) + ( $roles ? array( 'as' => $as ) : array() );
			}
		}
		return $things;
	}

	/** @return list<array{id: int, name: string}> */
	private static function pages( mixed $value ): array {
		$pages = array();
		foreach ( self::some( $value, self::MOST ) as $page ) {
			$id = is_array( $page ) && is_numeric( $page['id'] ?? null ) ? (int) $page['id'] : 0;
			if ( is_array( $page ) && $id > 0 ) {
				$pages[] = array(
					'id'   => $id,
					'name' => self::text( $page['name'] ?? '', 500 ),
				);
			}
		}
		return $pages;
	}

	/** @return array<string, string|null> */
	private static function map( mixed $value ): array {
		$map = array();
		foreach ( is_object( $value ) ? get_object_vars( $value ) : ( is_array( $value ) ? $value : array() ) as $key => $text ) {
			$map[ self::text( (string) $key, 100 ) ] = is_scalar( $text ) && '' !== (string) $text ? self::text( $text, 100 ) : null;
		}
		return $map;
	}

	/** @return list<mixed> */
	private static function some( mixed $value, int $most ): array {
		return is_array( $value ) ? array_slice( array_values( $value ), 0, $most ) : array();
	}

	private static function text( mixed $value, int $most ): string {
		return is_scalar( $value ) ? mb_substr( str_replace( "\0", '', mb_scrub( (string) $value, 'UTF-8' ) ), 0, $most ) : '';
	}
}
