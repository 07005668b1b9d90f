<?php
/**
 * AccessAlly's offerings, brought into one plain form: name, tags, pages by module, CommunityAlly groups, and a hash of all their settings.
 *
 * Versions before 4 have none. The map that AccessAlly gives has other entries too; only those with the known key count.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-type Page array{post: int, name: string, module: string, group: string}
 * @phpstan-type Offering array{number: int, key: string, name: string, named: bool, tags: array<string, string>, modules: array<string, string>, pages: list<Page>, hash: string}
 */
final class Offerings {

	public const PREFIX = '_accessally_offering_';

	/** @var array<string, Offering>|false|null False: AccessAlly does not tell; null: not asked yet. */
	private static array|false|null $read = null;

	/**
	 * Every offering by its key, in the order of their numbers; read once a request.
	 *
	 * @return array<string, Offering>|null Null: AccessAlly does not tell.
	 */
	public static function all(): ?array {
		if ( null === self::$read ) {
			self::$read = self::read() ?? false;
		}
		return false === self::$read ? null : self::$read;
	}

	/** Reads them anew when they are next asked for. */
	public static function forget(): void {
		self::$read = null;
	}

	/** The number in the key of an offering; 0: the key is about something else. */
	public static function number( string $key ): int {
		return 1 === preg_match( '/^' . self::PREFIX . '([1-9]\d{0,9})$/D', $key, $found ) ? (int) $found[1] : 0;
	}

	/** @return array<string, Offering>|null */
	private static function read(): ?array {
		$map = Calls::list_of( 'AccessAllyOfferings', 'get_all_offering_settings' );
		if ( null === $map ) {
			return null;
		}
		$found = array();
		foreach ( $map as $key => $settings ) {
			$number = self::number( (string) $key );
			if ( $number > 0 && is_array( $settings ) ) {
				$found[ $number ] = self::plain( $number, (string) $key, $settings );
			}
		}
		ksort( $found );
		return array_column( $found, null, 'key' );
	}

	/**
	 * @param array<array-key, mixed> $settings As AccessAlly gives them.
	 * @return Offering
	 */
	private static function plain( int $number, string $key, array $settings ): array {
		$name = Calls::text( $settings['name'] ?? null );
		return array(
			'number'  => $number,
			'key'     => $key,
			'name'    => '' === $name ? Names::numbered( 'offering', (string) $number ) : $name,
			'named'   => '' !== $name,
			'tags'    => self::tags( is_array( $settings['tags'] ?? null ) ? $settings['tags'] : array() ),
			'modules' => self::modules( is_array( $settings['modules'] ?? null ) ? $settings['modules'] : array() ),
			'pages'   => self::pages( is_array( $settings['pages'] ?? null ) ? $settings['pages'] : array() ),
			'hash'    => hash( 'sha256', (string) wp_json_encode( self::sorted( $settings ), JSON_PARTIAL_OUTPUT_ON_ERROR ) ),
		);
	}

	/**
	 * @param array<array-key, mixed> $configured By use: `base`, `instant`, `revoke`, `module-1` …
	 * @return array<string, string> Tag id by use.
	 */
	private static function tags( array $configured ): array {
		$tags = array();
		foreach ( $configured as $use => $config ) {
			$id = Calls::id( Calls::answer( 'AccessAllyOfferings', 'get_configured_tag_value', $config ) ?? $config );
			if ( '' !== $id ) {
				$tags[ (string) $use ] = $id;
			}
		}
		ksort( $tags );
		return $tags;
	}

	/**
	 * @param array<array-key, mixed> $modules As configured.
	 * @return array<string, string> Name by the module's number.
	 */
	private static function modules( array $modules ): array {
		$names = array();
		foreach ( $modules as $number => $module ) {
			$name                      = is_array( $module ) ? Calls::text( $module['name'] ?? null ) : '';
			$names[ (string) $number ] = '' === $name ? Names::numbered( 'module', (string) $number ) : $name;
		}
		return $names;
	}

	/**
	 * @param array<array-key, mixed> $rows As configured.
	 * @return list<Page> Those that name a post or a CommunityAlly group.
	 */
	private static function pages( array $rows ): array {
		$pages = array();
		foreach ( $rows as $row ) {
			$post  = is_array( $row ) ? Calls::post_id( $row['page-template-select'] ?? null ) : 0;
			$group = is_array( $row ) ? Calls::id( $row['communityally-group-id'] ?? null ) : '';
			if ( is_array( $row ) && ( $post > 0 || '' !== $group ) ) {
				$pages[] = array(
					'post'   => $post,
					'name'   => Calls::text( $row['name'] ?? null ),
					'module' => self::module( $row['module'] ?? null ),
					'group'  => $group,
				);
			}
		}
		return $pages;
	}

	/** The number of a page's module; '' for pages of the offering itself. */
	private static function module( mixed $value ): string {
		$text = Calls::text( $value );
		return in_array( $text, array( '', '0', 'base' ), true ) ? '' : (string) preg_replace( '/^module-/', '', $text );
	}

	/** The same settings in a fixed order of keys, so that their hash tells changes and nothing else. */
	private static function sorted( mixed $value ): mixed {
		if ( is_array( $value ) ) {
			ksort( $value );
			return array_map( array( self::class, 'sorted' ), $value );
		}
		return is_int( $value ) || is_float( $value ) ? (string) $value : $value;
	}
}
