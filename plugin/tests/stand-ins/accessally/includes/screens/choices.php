<?php
/**
 * The fields in which a person chooses somebody or something that the stand-in knows.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInChoices {

	/** A select of this many users stays usable. */
	const PEOPLE = 200;

	public static function person(): string {
		return AccessAllyStandInHtml::select( 'user', 'Person', self::people() );
	}

	public static function tag( string $name = 'tag', string $label = 'Tag', bool $may_be_none = false ): string {
		return AccessAllyStandInHtml::select( $name, $label, ( $may_be_none ? array( '' => '(none)' ) : array() ) + AccessAllyStandInStorage::tags() );
	}

	public static function offering(): string {
		return AccessAllyStandInHtml::select( 'key', 'Offering', self::offerings() );
	}

	public static function operation( string $name = 'operation', string $label = 'Operation', bool $may_be_none = false ): string {
		$names = array_map( static fn ( array $operation ): string => $operation['name'], AccessAllyStandInOperations::all() );
		return AccessAllyStandInHtml::select( $name, $label, ( $may_be_none ? array( '' => '(none)' ) : array() ) + $names );
	}

	/** @param list<int>|null $posts Null: all pages. */
	public static function page( ?array $posts = null, string $name = 'post', bool $may_be_none = false ): string {
		$titles = array();
		foreach ( $posts ?? get_posts( array( 'post_type' => 'page', 'numberposts' => self::PEOPLE, 'fields' => 'ids', 'orderby' => 'title', 'order' => 'ASC' ) ) as $post_id ) {
			$titles[ $post_id ] = get_the_title( $post_id );
		}
		return AccessAllyStandInHtml::select( $name, 'Page', ( $may_be_none ? array( '' => '(none)' ) : array() ) + $titles );
	}

	/** @return array<int, string> Name by user id. */
	public static function people(): array {
		return array_column( get_users( array( 'number' => self::PEOPLE, 'orderby' => 'display_name', 'fields' => array( 'ID', 'display_name' ) ) ), 'display_name', 'ID' );
	}

	/** @return array<string, string> Name by key. */
	public static function offerings(): array {
		$names = array();
		foreach ( AccessAllyStandInOfferings::keys() as $key ) {
			$names[ $key ] = (string) ( AccessAllyStandInOfferings::read( $key )['name'] ?? $key );
		}
		return $names;
	}

	public static function name( int $user_id ): string {
		$user = get_userdata( $user_id );
		return $user ? $user->display_name : "User $user_id";
	}
}
