<?php
/**
 * Full snapshots of what events are about: a member, an offering, a Team, a page.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Snapshots {

	/**
	 * A member. Parts that AccessAlly cannot tell are null.
	 *
	 * @return array<string, mixed>
	 */
	public static function member( int $user_id ): array {
		$user = get_userdata( $user_id );
		$now  = Members::of( $user_id );
		return array(
			'id'              => $user_id,
			'name'            => $user instanceof \WP_User ? $user->display_name : '',
			'email'           => $user instanceof \WP_User ? $user->user_email : '',
			'login'           => $user instanceof \WP_User ? $user->user_login : '',
			'roles'           => $user instanceof \WP_User ? array_values( $user->roles ) : array(),
			'tags'            => self::named( $now->tags, array( Names::class, 'tag' ) ),
			'offerings'       => self::named( $now->offerings, array( Names::class, 'offering' ) ),
			'teams'           => self::teams( $now->teams ),
			'communityGroups' => self::named( $now->community_groups, array( Names::class, 'communityGroup' ) ),
			'contactId'       => self::contact( $user_id ),
		);
	}

	/**
	 * An offering.
	 *
	 * @param array{number: int, key: string, name: string, tags: array<array-key, string>, pages: list<array{id: int, name: string}>, hash: string} $known What is kept of it.
	 * @return array<string, mixed>
	 */
	public static function offering( array $known ): array {
		return array(
			'id'    => $known['number'],
			'key'   => $known['key'],
			'name'  => $known['name'],
			'tags'  => (object) $known['tags'],
			'pages' => $known['pages'],
			'hash'  => $known['hash'],
		);
	}

	/** @return array<string, mixed> A Team. */
	public static function team( int $team ): array {
		return array(
			'id'   => $team,
			'name' => Names::team( (string) $team ),
		) + TeamKeys::counts( $team );
	}

	/** @return array<string, mixed> A page. */
	public static function page( \WP_Post $post ): array {
		return array(
			'id'       => $post->ID,
			'title'    => Calls::text( $post->post_title ),
			'type'     => $post->post_type,
			'status'   => $post->post_status,
			'address'  => (string) get_permalink( $post ),
			'offering' => self::offering_of( $post->ID ),
		);
	}

	/** @return array{id: string, name: string} Something with a name. */
	public static function item( string $id, string $name ): array {
		return array(
			'id'   => $id,
			'name' => $name,
		);
	}

	/** The user's contact in AccessAlly; null: there is none, or it does not tell. */
	public static function contact( int $user_id ): ?string {
		$id = Calls::answer( 'AccessAllyUserPermission', 'get_user_contact_id', $user_id ) ?? Calls::answer( 'AccessAllyAPI', 'get_crm_contact_id', $user_id );
		return ( is_int( $id ) && $id > 0 ) || ( is_string( $id ) && '' !== trim( $id ) && '0' !== $id ) ? trim( (string) $id ) : null;
	}

	/**
	 * @param list<string>|null          $ids  Ids.
	 * @param callable( string ): string $name Gives the name of one.
	 * @return list<array{id: string, name: string}>|null
	 */
	private static function named( ?array $ids, callable $name ): ?array {
		return null === $ids ? null : array_map( static fn ( string $id ): array => self::item( $id, $name( $id ) ), $ids );
	}

	/**
	 * @param array<int, list<string>> $teams By number.
	 * @return list<array{id: string, name: string, as: list<string>}>
	 */
	private static function teams( array $teams ): array {
		$list = array();
		foreach ( $teams as $id => $as ) {
			$list[] = self::item( (string) $id, Names::team( (string) $id ) ) + array( 'as' => $as );
		}
		return $list;
	}

	/** @return array{id: string, name: string}|null */
	private static function offering_of( int $post_id ): ?array {
		foreach ( Offerings::all() ?? array() as $key => $offering ) {
			if ( in_array( $post_id, array_column( $offering['pages'], 'post' ), true ) ) {
				return self::item( $key, $offering['name'] );
			}
		}
		return null;
	}
}
